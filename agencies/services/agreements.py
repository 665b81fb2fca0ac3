"""Keeps the register of information-sharing agreements, and tells before one lapses."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.changes import display_value
from agencies.models import Agency, Agreement, AgreementReminder, Team, User
from agencies.models.agreements import SOON
from agencies.verbs import Verb
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened, merge

AGREEMENT_FIELDS = (
    *("name", "partners", "owner_team", "purpose", "reference", "marking", "handling"),
    *("in_force_from", "in_force_until", "review_due_on"),
)
LONGEST = 50  # years


@transaction.atomic
def add_agreement(
    *, by: User, owner_team: Team, partners: Iterable[Agency], **fields: Any
) -> Agreement:
    """Enter an agreement, kept by a team that the actor administers."""
    owner_team = policy.lock(by, "agreement.add", owner_team)
    agreement = Agreement(owner_team=owner_team, **fields)
    partners = list(partners)
    _check(agreement, partners, before=None)
    _keep(agreement, partners, by)
    _record(Verb.AGREEMENT_ADDED, agreement, by)
    return agreement


@transaction.atomic
def edit_agreement(
    *,
    agreement: Agreement,
    by: User,
    owner_team: Team,
    partners: Iterable[Agency],
    opened: Opened | None = None,
    **fields: Any,
) -> Agreement:
    """Change what an agreement says; what it said stays in its history."""
    agreement = policy.lock(by, "agreement.edit", agreement)
    fields |= {"owner_team": owner_team, "partners": list(partners)}
    fields = merge(agreement, fields, opened)
    owner_team = fields.pop("owner_team")
    chosen: list[Agency] = fields.pop("partners")
    if owner_team != agreement.owner_team:
        policy.require(by, "agreement.add", owner_team)
    before = {name: getattr(agreement, name) for name in fields}
    words = {name: display_value(agreement, name) for name in AGREEMENT_FIELDS}
    for name, value in {**fields, "owner_team": owner_team}.items():
        setattr(agreement, name, value)
    _check(agreement, chosen, before)
    now = {name: display_value(agreement, name) for name in AGREEMENT_FIELDS}
    now["partners"] = ", ".join(sorted({agency.name for agency in chosen}))
    changed = {name: [words[name], now[name]] for name in now if words[name] != now[name]}
    if changed:
        _keep(agreement, chosen, by)
        _record(Verb.AGREEMENT_EDITED, agreement, by, detail={"changed": changed})
    return agreement


@transaction.atomic
def end_agreement(*, agreement: Agreement, by: User, reason: str) -> Agreement:
    """End an agreement before its last day: no new access can be given under it."""
    agreement = policy.lock(by, "agreement.end", agreement)
    agreement.ended_at, agreement.ended_by = timezone.now(), by
    agreement.why_ended, agreement._history_user = reason, by
    agreement.save()
    _record(Verb.AGREEMENT_ENDED, agreement, by, reason=reason)
    return agreement


@transaction.atomic
def remind_of_agreement(*, agreement: Agreement) -> bool:
    """Tell, once for each step, that an agreement lapses or has lapsed. The clock is the actor."""
    locked = Agreement.objects.select_for_update(of=["self"]).not_ended().with_days()
    found = locked.filter(pk=agreement.pk).to_remind_of(SOON).first()
    if found is None:
        return False
    left = (found.in_force_until - found.today).days
    step = AgreementReminder.LAPSED
    if left >= 0:
        step = min(days for days in AgreementReminder.STEPS if days >= left)
    reminder, is_new = AgreementReminder.objects.get_or_create(
        agreement=found, last_day=found.in_force_until, step=step
    )
    if is_new:
        verb = Verb.AGREEMENT_LAPSING if left >= 0 else Verb.AGREEMENT_LAPSED
        detail = {"last_day": found.in_force_until.isoformat(), "days": left}
        _record(verb, found, "E-CINS", detail=detail)
    return is_new


def _record(verb: str, agreement: Agreement, actor: User | str, **more: Any) -> None:
    record(
        verb=verb,
        operation=Event.ADMINISTRATION,
        actor=actor,
        target=agreement,
        history=agreement.history.first(),
        **more,
    )


def _keep(agreement: Agreement, partners: list[Agency], by: User) -> None:
    """One row of history for the agreement with its partners, not one for each write."""
    agreement.skip_history_when_saving = True
    agreement.save()
    agreement.partners.set(partners)
    del agreement.skip_history_when_saving
    agreement._history_user = by
    agreement.save()


def _check(agreement: Agreement, partners: list[Agency], before: dict[str, Any] | None) -> None:
    """What the database would refuse, and more, in words at the field."""
    problems: dict[str, str] = {}
    if len(set(partners)) < 2:
        problems["partners"] = "Enter at least two agencies, one on each line."
    elif agreement.owner_team.agency not in partners:
        problems["owner_team"] = (
            f"{agreement.owner_team} is of {agreement.owner_team.agency}, which is not a partner. "
            "Choose a team of a partner."
        )
    problems |= _problems_of_days(agreement, before or {})
    same = Agreement.objects.filter(
        name__iexact=agreement.name, in_force_from=agreement.in_force_from
    )
    if same.exclude(pk=agreement.pk).exists():
        problems["name"] = "An agreement of this name from this day is in the register already."
    if problems:
        raise ValidationError(problems)


def _problems_of_days(agreement: Agreement, before: dict[str, Any]) -> dict[str, str]:
    """First day, last day and review, in the order of the calendar; a new one not past."""
    today = timezone.localdate()
    start, end, review = (
        agreement.in_force_from,
        agreement.in_force_until,
        agreement.review_due_on,
    )
    found: dict[str, str] = {}
    if end < start:
        found["in_force_until"] = "The last day must not be before the first day."
    elif end < today and end != before.get("in_force_until"):
        found["in_force_until"] = "The last day must be today or later."
    elif end > _years_on(today, LONGEST):
        found["in_force_until"] = f"Enter a last day in the next {LONGEST} years."
    if review < start:
        found["review_due_on"] = "The review must not be before the first day."
    elif review > end and "in_force_until" not in found:
        found["review_due_on"] = "The review must not be after the last day."
    elif review < today and review != before.get("review_due_on"):
        found["review_due_on"] = "The review must be today or later."
    return found


def _years_on(day: datetime.date, years: int) -> datetime.date:
    return day + datetime.timedelta(days=366 * years)
