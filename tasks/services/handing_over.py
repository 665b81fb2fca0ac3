"""Handing over a case or a task at the end of a shift, acknowledging it, and what if nobody does.

A service that changes a handover locks its case or task first, so that all wait in one order.
"""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.models import Membership, Team, User
from audit.models import Event
from audit.services import CLOCK, record
from cases.models import Case
from cases.services import take_lead
from core import policy
from core.dates import format_when
from tasks.answered import require_open
from tasks.handovers import minutes_for, signed_names
from tasks.models import Handover, Task
from tasks.naming import record_of
from tasks.receiving import NAMED_ALONE, is_hidden_from
from tasks.services.steps import What, write_step
from tasks.verbs import Verb

ENDED = "The case or task has ended, or somebody else has it now."

# What who takes it over must be allowed: the lead of a case writes in it.
ACTIONS: dict[type, tuple[tuple[str, ...], str]] = {
    Case: (("case.view_actions", "case.edit"), "read and add to"),
    Task: (("task.read",), "read"),
}


@transaction.atomic
def hand_over(*, of: Case | Task, by: User, note: str, to_person: User | None = None) -> Handover:
    """Hand a case or a task over to the team that has it, or to one person of that team.

    Who gives it has it until somebody acknowledges. Raises ValidationError, by field.
    """
    of = policy.lock(by, f"{of._meta.model_name}.hand_over", of)
    _require_open(of, by)
    team = of.owner_team if isinstance(of, Case) else of.to_team
    waiting = Handover.objects.waiting().of(of).first()
    if waiting is not None:
        who, at = signed_names(by, waiting).giver_words, format_when(waiting.given_at)
        raise ValidationError(f"{who} handed this over on {at}, and nobody has acknowledged it.")
    problems = _problems(of, by, team, to_person)
    if not note.strip():
        problems["note"] = "Enter what the next shift must know"
    if problems:
        raise ValidationError(problems)
    now = timezone.now()
    handover = Handover(to_team=team, to_person=to_person, note=note.strip(), given_at=now)
    setattr(handover, str(of._meta.model_name), of)
    handover.due_at = now + datetime.timedelta(minutes=minutes_for(of))
    handover.sign(by)
    handover.save()
    _record(Verb.HANDOVER_GIVEN, handover, by, recipient=_receiver(handover))
    return handover


def _require_open(of: Case | Task, by: User) -> None:
    if isinstance(of, Task):
        require_open(of, by)
    elif not of.is_open:
        raise ValidationError("This case is closed. There is nothing to hand over.")


def _problems(of: Case | Task, by: User, team: Team, person: User | None) -> dict[str, str]:
    """Why it cannot go there, by field."""
    if person is None:
        about = of if isinstance(of, Case) else record_of(of)
        is_hidden = about is not None and is_hidden_from(about, team, None)
        return {"to_person": NAMED_ALONE} if is_hidden else {}
    if person.pk == by.pk:
        return {"to_person": "Choose somebody else, or the whole team"}
    if not Membership.objects.at_work(team.pk, person.pk).exists():
        return {"to_person": f"{person} does not work in {team} now. Choose somebody who does"}
    actions, do = ACTIONS[type(of)]
    if not all(policy.can(person, action, of) for action in actions):
        return {"to_person": f"{person} may not {do} this. Choose somebody who may"}
    return {}


@transaction.atomic
def acknowledge_handover(*, handover: Handover, by: User, answer: str = "") -> Handover:
    """Take over what was handed over: its lead, or its assignee, is the actor from then on.

    Of two who acknowledge at once, the second is told who was first.
    """
    of = _lock_object(handover)
    handover = policy.lock(by, "handover.acknowledge", handover)
    _require_waiting(handover, by)
    handover.acknowledged_at, handover.answer = timezone.now(), answer.strip()
    handover.acknowledged_by, handover.acknowledged_by_name = by, by.name
    handover.save()
    if isinstance(of, Case):
        take_lead(case=of, by=by)
        _record(Verb.HANDOVER_ACKNOWLEDGED, handover, by, recipient=handover.from_user_name)
    else:
        _take_task(of, handover, by)
    return handover


def _take_task(task: Task, handover: Handover, by: User) -> None:
    """With its day, if it is on hold."""
    held, task.to_person = task.held_until, by
    task.answer(by, Task.State.ACCEPTED)
    task.held_until = held
    write_step(
        task,
        by,
        What.TAKEN_OVER,
        Verb.HANDOVER_ACKNOWLEDGED,
        to_team=task.to_team,
        to_person=by,
        detail={"handover": handover.pk},
    )


@transaction.atomic
def withdraw_handover(*, handover: Handover, by: User) -> Handover:
    """Take a handover back that nobody has acknowledged."""
    _lock_object(handover)
    handover = policy.lock(by, "handover.withdraw", handover)
    _require_waiting(handover, by)
    _end(handover)
    _record(Verb.HANDOVER_WITHDRAWN, handover, by, recipient=_receiver(handover))
    return handover


@transaction.atomic
def end_handover(*, of: Case | Task, by: Any) -> bool:
    """Withdraw the handover that waits, since its case or task ended or went to others.

    For a service that has asked, and locked what is handed over. Returns whether there was one.
    """
    waiting = Handover.objects.waiting().of(of).select_for_update(of=("self",)).first()
    if waiting is not None:
        _end(waiting)
        to = _receiver(waiting)
        _record(Verb.HANDOVER_WITHDRAWN, waiting, by, recipient=to, reason=ENDED)
    return waiting is not None


def _end(handover: Handover) -> None:
    handover.withdrawn_at = timezone.now()
    handover.save()


def _receiver(handover: Handover) -> str:
    return str(handover.to_person or handover.to_team)


@transaction.atomic
def escalate_handover(*, pk: int) -> bool:
    """Note that nobody acknowledged a handover in time, once; the managers are told of it.

    One that somebody is acknowledging is left to them. Returns whether it was the first time.
    """
    late = Handover.objects.to_escalate().filter(pk=pk)
    handover = late.select_for_update(of=("self",), skip_locked=True).first()
    if handover is None:
        return False
    handover.escalated_at = timezone.now()
    handover.save()
    _record(Verb.HANDOVER_OVERDUE, handover, CLOCK, recipient=_receiver(handover))
    return True


def _require_waiting(handover: Handover, by: User) -> None:
    """Raises ValidationError, with who and when, if somebody acknowledged or withdrew it."""
    if handover.acknowledged_at is not None:
        who = signed_names(by, handover).acknowledger_words
        at = format_when(handover.acknowledged_at)
        raise ValidationError(f"{who} acknowledged this on {at}. Nothing was changed.")
    if handover.withdrawn_at is not None:
        at = format_when(handover.withdrawn_at)
        raise ValidationError(f"This handover ended on {at}. Nothing was changed.")


def _lock_object(handover: Handover) -> Case | Task:
    """The case or the task, locked."""
    of = handover.of
    fresh: Case | Task = type(of)._base_manager.select_for_update().get(pk=of.pk)
    return fresh


def _record(verb: str, handover: Handover, by: Any, **event: Any) -> None:
    """On what is handed over."""
    of = handover.of
    about = of if isinstance(of, Case) else record_of(of)
    record(
        verb=verb,
        operation=Event.ALTERATION,
        actor=by,
        target=of,
        subjects=about.subject_ids() if about else [],
        detail={"handover": handover.pk},
        **event,
    )
