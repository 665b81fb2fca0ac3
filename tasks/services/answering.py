"""Accepting, declining, holding, completing, withdrawing and reopening a task; comments.

Two who answer at the same moment: the first is saved, the second is told who and when.
"""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from agencies.models import Membership, User
from core import policy
from documents.checks import CheckedFile
from documents.models import DocumentKind
from tasks.answered import require_open, require_waiting
from tasks.matters import require_own_end
from tasks.models import Task, TaskOutcome, TaskStep
from tasks.rules import receives, sends
from tasks.services.steps import What, attach_files, write_step
from tasks.verbs import Verb


@transaction.atomic
def accept_task(*, task: Task, by: User) -> Task:
    """Take a task on; it is the person's own from then on."""
    task = policy.lock(by, "task.accept", task)
    require_waiting(task, by)
    task.to_person = by
    task.answer(by, Task.State.ACCEPTED)
    write_step(task, by, What.ACCEPTED, Verb.ACCEPTED)
    return task


@transaction.atomic
def decline_task(*, task: Task, by: User, reason: str) -> Task:
    """Refuse a task that nobody has accepted, with the reason."""
    task = policy.lock(by, "task.decline", task)
    require_waiting(task, by)
    require_own_end(task)
    task.answer(by, Task.State.DECLINED)
    write_step(task, by, What.DECLINED, Verb.DECLINED, reason)
    return task


@transaction.atomic
def hold_task(*, task: Task, by: User, until: datetime.date, reason: str) -> Task:
    """Put a task away until a day; it comes back by itself."""
    task = policy.lock(by, "task.hold", task)
    require_open(task, by)
    if until <= timezone.localdate():
        raise ValidationError({"until": "Enter a day after today"})
    task.held_until = until
    write_step(task, by, What.HELD, Verb.HELD, reason, until=until)
    return task


@transaction.atomic
def complete_task(
    *,
    task: Task,
    by: User,
    outcome: TaskOutcome,
    words: str,
    files: Sequence[CheckedFile] = (),
    document_kind: DocumentKind | None = None,
) -> Task:
    """Say that a task is done, and what came of it. It is saved with its files, or not at all."""
    task = policy.lock(by, "task.complete", task)
    require_open(task, by)
    require_own_end(task)
    return _complete(task, by, outcome, words, files, document_kind)


def _complete(
    task: Task,
    by: User,
    outcome: TaskOutcome,
    words: str,
    files: Sequence[CheckedFile] = (),
    document_kind: DocumentKind | None = None,
) -> Task:
    task.outcome = outcome
    task.answer(by, Task.State.COMPLETED)
    step = write_step(task, by, What.COMPLETED, Verb.COMPLETED, words)
    attach_files(task, by, files, document_kind, step)
    return task


@transaction.atomic
def withdraw_task(*, task: Task, by: User, reason: str) -> Task:
    """End a task that its own team no longer needs; who has it is told why."""
    task = policy.lock(by, "task.withdraw", task)
    require_open(task, by)
    require_own_end(task)
    return _withdraw(task, by, reason)


def _withdraw(task: Task, by: User, reason: str) -> Task:
    task.outcome = TaskOutcome.objects.get(code=TaskOutcome.NOT_NEEDED)
    task.answer(by, Task.State.COMPLETED)
    write_step(task, by, What.WITHDRAWN, Verb.WITHDRAWN, reason)
    return task


@transaction.atomic
def end_tasks_about(
    *, matter: models.Model, by: User, words: str, received_only: bool = False, **which: Any
) -> int:
    """End the open tasks about a matter that is decided: own ones are done, sent ones withdrawn.

    Those alone that `which` describes, if it does. For the service of the matter, which has asked
    its own rule. Returns how many there were.
    """
    ended = 0
    seen: Any = policy.accessible(by, "task.view", Task)
    if received_only:
        seen = seen.received_by(by)
    open_tasks = seen.of(matter).still_open().filter(**which).order_by("pk")
    for task in open_tasks.select_for_update(of=("self",)):
        # Also by those who do not read what it says: the matter has asked its own rule.
        if receives(by, task):
            _complete(task, by, TaskOutcome.objects.get(code=TaskOutcome.DONE), words)
        elif sends(by, task):
            _withdraw(task, by, words)
        else:
            continue
        ended += 1
    return ended


@transaction.atomic
def reopen_task(*, task: Task, by: User, reason: str) -> Task:
    """Ask for it again: it waits for the team, and for the person if they still work there."""
    task = policy.lock(by, "task.reopen", task)
    require_own_end(task)
    if task.is_open:
        raise ValidationError("This task is open already.")
    if task.to_team.closed_at is not None:
        raise ValidationError("The team that had this task has closed. Send a new task.")
    task.wait_again()
    if not Membership.objects.at_work(task.to_team_id, task.to_person_id).exists():
        task.to_person = None
    write_step(task, by, What.REOPENED, Verb.REOPENED, reason)
    return task


@transaction.atomic
def comment_on_task(
    *,
    task: Task,
    by: User,
    text: str,
    files: Sequence[CheckedFile] = (),
    document_kind: DocumentKind | None = None,
) -> TaskStep:
    """Add to what is said about a task, whatever its state."""
    task = policy.lock(by, "task.comment", task)
    step = write_step(task, by, What.COMMENT, Verb.COMMENTED, text)
    attach_files(task, by, files, document_kind, step)
    return step
