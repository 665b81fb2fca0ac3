"""Moving a task: to another person, to another team, back to the sender."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from agencies.models import Membership, Team, User
from audit.models import Event
from core import policy
from tasks.answered import require_open
from tasks.matters import require_own_end
from tasks.models import Task
from tasks.naming import record_of
from tasks.receiving import NAMED_ALONE, is_hidden_from, receiver_problems
from tasks.services.steps import What, write_step
from tasks.verbs import Verb

# Nobody would see it there.
SENDERS_CLOSED = "The team that sent this task has closed. Complete it, decline it, or hand it on."


@transaction.atomic
def reassign_task(*, task: Task, by: User, person: User | None, reason: str = "") -> Task:
    """Give a task to another person of the team that has it, or to nobody in particular."""
    task = policy.lock(by, "task.reassign", task)
    require_open(task, by)
    if person is not None and not Membership.objects.at_work(task.to_team_id, person.pk).exists():
        raise ValidationError(
            {"person": f"{person} does not work in {task.to_team} now. Choose somebody who does."}
        )
    about = record_of(task)
    if about is not None and person is not None and is_hidden_from(about, task.to_team, person):
        raise ValidationError({"person": NAMED_ALONE})
    held = task.held_until
    task.wait_again()
    task.to_person, task.held_until = person, held
    if person == by:
        task.answer(by, Task.State.ACCEPTED)
    to: dict[str, Any] = {"to_team": task.to_team, "to_person": person}
    write_step(task, by, What.REASSIGNED, Verb.REASSIGNED, reason, **to)
    return task


@transaction.atomic
def hand_on_task(
    *, task: Task, by: User, to_team: Team, to_person: User | None = None, reason: str
) -> Task:
    """Give a task to another team. Raises ValidationError, by field, for one it cannot go to."""
    task = policy.lock(by, "task.hand_on", task)
    require_open(task, by)
    require_own_end(task)
    if to_team.pk == task.to_team_id:
        raise ValidationError({"team": f"{to_team} has this task already. Reassign it instead."})
    problems = receiver_problems(record_of(task), by, task.to_team, to_team, to_person)
    if problems:
        raise ValidationError(problems)
    task.wait_again()
    giver, task.to_team, task.to_person = task.to_team, to_team, to_person
    operation = Event.DISCLOSURE if task.is_disclosed_by(giver) else Event.ALTERATION
    to: dict[str, Any] = {"to_team": to_team, "to_person": to_person}
    write_step(task, by, What.HANDED_ON, Verb.HANDED_ON, reason, operation=operation, **to)
    return task


@transaction.atomic
def hand_back_task(*, task: Task, by: User, reason: str) -> Task:
    """Give a task back to those who sent it; the sender has it if they still work there."""
    task = policy.lock(by, "task.hand_back", task)
    require_open(task, by)
    require_own_end(task)
    if task.to_team_id == task.from_team_id:
        raise ValidationError("The team that sent this task has it already.")
    if task.from_team.closed_at is not None:
        raise ValidationError(SENDERS_CLOSED)
    is_there = Membership.objects.at_work(task.from_team_id, task.from_user_id).exists()
    task.wait_again()
    task.to_team, task.to_person = task.from_team, task.from_user if is_there else None
    to: dict[str, Any] = {"to_team": task.to_team, "to_person": task.to_person}
    write_step(task, by, What.HANDED_BACK, Verb.HANDED_BACK, reason, **to)
    return task
