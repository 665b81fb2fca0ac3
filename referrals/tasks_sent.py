"""The tasks by which a referral waits for somebody: each is sent and ended by its services.

An agreement that came about without a referral waits by the same reminders, of its own team.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from agencies.models import Team, User
from core.dates import format_day
from documents.checks import CheckedFile
from documents.models import DocumentKind
from records.models import FilledForm, writing_team
from referrals.arranged import arrangement_of
from referrals.models import Intervention, Referral, Term
from tasks.matters import register_matter
from tasks.models import TaskKind, TaskPriority
from tasks.services import end_tasks_about, send_task

register_matter(Referral)
register_matter(Intervention)
Matter = Referral | Intervention

ADVICE, DECISION, INFORMATION = "rj-advice", "rj-referral", "rj-information"
BROKEN, TERM = "rj-broken", "rj-term"
DAYS_TO_ADVISE = 2


def ask_champion(referral: Referral, by: User, team: Team, champion: User) -> None:
    """The RJ champion is asked whether it is suitable."""
    _send(
        referral,
        by,
        ADVICE,
        "Is this suitable for restorative justice? Advise on the referral.",
        to_team=team,
        to_person=champion,
        days=DAYS_TO_ADVISE,
    )


def end_question(referral: Referral, by: User, words: str) -> None:
    """The RJ champion who was asked does not have to advise any more."""
    end_tasks_about(matter=referral, by=by, words=words, kind__code=ADVICE)


def ask_for_decision(referral: Referral, by: User, form: FilledForm, pdf: CheckedFile) -> None:
    """The coordinator’s team is asked to decide; the form goes with it, as PDF too."""
    days = arrangement_of(referral.intervention.area).answer_within
    _send(
        referral,
        by,
        DECISION,
        "Accept or decline this referral, or ask for more information.",
        to_team=referral.to_team,
        days=days,
        filled_forms=[form],
        files=[pdf],
        document_kind=DocumentKind.objects.get(code="referral-form"),
    )


def ask_for_information(referral: Referral, by: User, question: str) -> None:
    """The author, or their team, is asked a question."""
    days = arrangement_of(referral.intervention.area).answer_within
    _send_back(referral, by, INFORMATION, question, days)


def tell_of_broken(referral: Referral, by: User, words: str) -> None:
    """The author's team decides what follows a broken agreement."""
    _send_back(referral, by, BROKEN, f"The agreement was broken. {words} Decide what follows.", 5)


def _send_back(referral: Referral, by: User, kind: str, detail: str, days: int) -> None:
    team = referral.author_team
    is_there = team.people().filter(pk=referral.author_id).exists()
    person = referral.author if is_there else None
    _send(referral, by, kind, detail, to_team=team, to_person=person, days=days)


def remind_of_term(referral: Referral, by: User, due_on: datetime.date, words: str) -> None:
    """The coordinator looks on the day whether somebody has done what they agreed to."""
    _remind(referral, by, referral.to_team, due_on, words)


def remind_of_entry_terms(entry: Intervention, by: User, terms: Iterable[Term]) -> None:
    """The officer looks on the day of each whether it was done; their team sees it too."""
    acting = writing_team(by)
    team = entry.team if entry.team.agency_id == acting.agency_id else acting
    for term in terms:
        if term.is_open:
            _remind(entry, by, team, term.due_on, term.text)


def _remind(matter: Matter, by: User, team: Team, due_on: datetime.date, words: str) -> None:
    days = max(0, (due_on - timezone.localdate()).days)
    detail = _reminder(due_on, words)
    _send(matter, by, TERM, detail, to_team=team, to_person=by, days=days)


def end_reminder(matter: Matter, by: User, due_on: datetime.date, words: str, result: str) -> None:
    """What came of a term is recorded: nobody is reminded of it any more."""
    detail = _reminder(due_on, words)
    end_tasks_about(matter=matter, by=by, words=result, kind__code=TERM, detail=detail)


def _reminder(due_on: datetime.date, words: str) -> str:
    return f"Has this been done by {format_day(due_on)}? {words}"


def _send(matter: Matter, by: User, kind: str, detail: str, *, days: int, **to: Any) -> None:
    send_task(
        by=by,
        about=matter,
        kind=TaskKind.objects.get(code=kind),
        detail=detail[:4000],
        due_on=timezone.localdate() + datetime.timedelta(days=days),
        priority=TaskPriority.usual(),
        **to,
    )


def end_tasks(matter: Matter, by: User, words: str, *, received_only: bool = False) -> None:
    """End the open tasks about it; with `received_only`, those that `by`’s team has."""
    end_tasks_about(matter=matter, by=by, words=words, received_only=received_only)
