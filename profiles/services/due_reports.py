"""Services of due reports: the periods that prisons agree to, and what is due for them."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from agencies.models import Team, User
from audit.models import Event
from audit.services import record
from core import policy
from core.querysets import among
from core.stale import Opened, merge
from profiles.models import CustodyStay, DueReport, Establishment, Profile, UpdatePeriod
from profiles.owed_reports import Owed, owed
from profiles.verbs import Verb
from records.models import FormKind

AT_ONCE = 500


@transaction.atomic
def refresh_due_reports(*, people: Iterable[int]) -> int:
    """Make the due reports of these people what they should be now. Returns how many changed.

    The records are locked in the order of their ids: two who change what one of them depends on
    wait for each other, and the later one counts with both.
    """
    locked = Profile._base_manager.select_for_update(of=("self",), no_key=True)
    found = locked.filter(pk__in=among(people)).order_by("pk").values_list("pk", flat=True)
    wanted = {_key(one): one for one in owed(list(found))}
    rows = {_key(row): row for row in DueReport.objects.filter(profile__in=among(people))}
    changed = [row for key, row in rows.items() if key in wanted and _moves(row, wanted[key])]
    new = [DueReport(**vars(one)) for key, one in wanted.items() if key not in rows]
    gone = [row.pk for key, row in rows.items() if key not in wanted]
    DueReport.objects.all().replace(gone=gone, changed=changed, new=new)
    return len(changed) + len(new) + len(gone)


def _key(one: Owed | DueReport) -> tuple[Any, ...]:
    return one.profile_id, one.kind_id, one.team_id


def _moves(row: DueReport, one: Owed) -> bool:
    before = row.due_on, row.why
    row.due_on, row.why = one.due_on, one.why
    return before != (row.due_on, row.why)


def rebuild_due_reports() -> int:
    """Compute all due reports again, so many people at once. Returns how many were wrong."""
    inside = CustodyStay.objects.current().order_by().values_list("profile", flat=True)
    people = sorted({*inside, *DueReport.objects.order_by().values_list("profile", flat=True)})
    return sum(
        refresh_due_reports(people=people[first : first + AT_ONCE])
        for first in range(0, len(people), AT_ONCE)
    )


@transaction.atomic
def add_update_period(
    *, team: Team, by: User, establishment: Establishment, kind: FormKind, weeks: int
) -> UpdatePeriod:
    """Agree how often reports of a kind are written in the prison where this team works."""
    team = policy.lock(by, "update_period.add", team)
    period = UpdatePeriod(establishment=establishment, kind=kind, weeks=weeks)
    if establishment.team_id != team.pk:
        raise ValidationError({"establishment": "Choose a prison in which this team works."})
    if not FormKind.objects.offered_to(team).filter(pk=kind.pk).exists():
        raise ValidationError({"kind": "Choose a report that this team is offered."})
    _save(period, by, Verb.UPDATE_PERIOD_ADDED, Event.COLLECTION)
    return period


@transaction.atomic
def edit_update_period(
    *, period: UpdatePeriod, by: User, opened: Opened | None = None, **fields: Any
) -> UpdatePeriod:
    """Change how often, or end the period. Raises StaleEditError."""
    period = policy.lock(by, "update_period.edit", period)
    fields = merge(period, fields, opened)
    if fields == {name: getattr(period, name) for name in fields}:
        return period
    for name, value in fields.items():
        setattr(period, name, value)
    _save(period, by, Verb.UPDATE_PERIOD_EDITED, Event.ALTERATION)
    return period


def _save(period: UpdatePeriod, by: User, verb: str, operation: str) -> None:
    period.full_clean()
    period._history_user = by
    period.save()
    record(
        verb=verb,
        operation=operation,
        actor=by,
        target=period.establishment.team,
        recipient=str(period.establishment),
        history=period.history.first(),
    )
    there = CustodyStay.objects.current().filter(establishment=period.establishment_id)
    refresh_due_reports(people=there.order_by().values_list("profile", flat=True))
