"""The last step of every service of tasks: the step that it took, and its event."""

from collections.abc import Sequence
from typing import Any

from agencies.models import User
from audit.models import Event
from audit.services import record
from documents.checks import CheckedFile
from documents.models import DocumentKind
from documents.services import add_documents
from tasks.models import Task, TaskDocument, TaskStep
from tasks.naming import record_of

What = TaskStep.What


def write_step(
    task: Task,
    by: User,
    what: str,
    verb: str,
    text: str = "",
    *,
    operation: str = Event.ALTERATION,
    detail: dict[str, Any] | None = None,
    **step: Any,
) -> TaskStep:
    """Save the task as it is now, and the step that brought it there, with one event."""
    task.save()
    written = TaskStep(task=task, what=what, text=text, **step)
    written.sign(by)
    written.save()
    about = record_of(task)
    record(
        verb=verb,
        operation=operation,
        actor=by,
        target=task,
        subjects=about.subject_ids() if about else [],
        recipient=_receiver_of(written),
        detail={"task": task.pk, "step": written.pk, **(detail or {})},
    )
    return written


def attach_files(
    task: Task,
    by: User,
    files: Sequence[CheckedFile],
    kind: DocumentKind | None,
    step: TaskStep | None = None,
) -> None:
    """Add files to the task, as attachments of the step if there is one."""
    if files:
        add_documents(model=TaskDocument, to=task, by=by, files=files, kind=kind, step=step)


def _receiver_of(step: TaskStep) -> str:
    parts = [str(one) for one in (step.to_person, step.to_team) if one is not None]
    return ", ".join(parts)
