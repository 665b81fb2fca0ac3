"""Sending a task."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.models import SharedModel
from agencies.models import Team, User
from audit.models import Event
from core import policy
from documents.checks import CheckedFile
from documents.models import DocumentKind
from records.models import FilledForm, writing_team
from records.services import next_reference
from tasks.attached_forms import attach_forms, forms_to_send
from tasks.models import Task, TaskKind, TaskPriority
from tasks.receiving import receiver_problems
from tasks.services.steps import What, attach_files, write_step
from tasks.verbs import Verb


@transaction.atomic
def send_task(
    *,
    by: User,
    to_team: Team,
    to_person: User | None = None,
    about: SharedModel | None = None,
    kind: TaskKind,
    detail: str,
    due_on: datetime.date,
    priority: TaskPriority,
    files: Sequence[CheckedFile] = (),
    document_kind: DocumentKind | None = None,
    filled_forms: Sequence[FilledForm] = (),
) -> Task:
    """Ask a team, or somebody in it, for something: it is sent with its files, or not at all.

    The forms are submitted ones of the record that it is about, which the sender reads.
    Raises ValidationError, by field.
    """
    if about is not None:
        about = policy.lock(by, "task.send", about)
    team = writing_team(by)
    policy.require(by, "task.message", team)
    problems = receiver_problems(about, by, team, to_team, to_person)
    if due_on < timezone.localdate():
        problems["due_on"] = "This day has passed. Enter today or a later day"
    if filled_forms and not {*filled_forms} <= {*(forms_to_send(by, about) if about else ())}:
        problems["filled_forms"] = "Choose forms of this record that have been submitted"
    if problems:
        raise ValidationError(problems)
    task = Task(
        reference=next_reference(kind=Task.LETTER, agency=team.agency),
        kind=kind,
        priority=priority,
        detail=detail,
        due_on=due_on,
        from_user=by,
        from_user_name=by.name,
        from_team=team,
        from_team_name=team.name,
        to_team=to_team,
        to_person=to_person,
    )
    if about is not None:
        task.object_type, task.object_id = about._meta.label_lower, about.pk
        task.object_reference = about.reference
    to: dict[str, Any] = {"to_team": to_team, "to_person": to_person}
    operation = Event.DISCLOSURE if task.is_disclosed_by(team) else Event.COLLECTION
    write_step(task, by, What.SENT, Verb.SENT, operation=operation, **to)
    attach_forms(task, filled_forms)
    attach_files(task, by, files, document_kind)
    return task
