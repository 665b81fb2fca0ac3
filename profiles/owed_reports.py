"""Which reports are owed about people in custody, by whom and by when: computed from scratch.

`DueReport` keeps what this finds, so that Home reads one index. It computes for every team and
asks no rule of a reader: rows are asked about when they are shown.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max, Q
from django.utils import timezone

from access.levels import Level, bit
from agencies.models import Team
from profiles.models import (
    CustodyStay,
    DueReport,
    Establishment,
    Profile,
    ProfileTeamHold,
    ProfileUserHold,
    Report,
    UpdatePeriod,
)
from records.models import FormKind

Why = DueReport.Why


@dataclass(frozen=True)
class Owed:
    """One report about one person."""

    profile_id: int
    kind_id: int
    team_id: int | None
    due_on: datetime.date
    why: str


@dataclass
class Known:
    """What the answer hangs on, of many people at once."""

    stays: list[CustodyStay]
    kinds: dict[int, FormKind]
    # By establishment: kind and weeks.
    periods: dict[int, dict[int, int]]
    # When a report of a kind was last submitted about a person.
    last: dict[tuple[int, int], datetime.datetime]
    # Teams that add to the reports of a person, and their agency.
    writers: dict[int, list[tuple[int, int]]]
    # The teams of establishments: those of another one do not write for this.
    own_teams: set[int] = field(default_factory=set)
    # Of kinds that belong to an area: the teams that are offered them.
    offered: dict[int, set[int]] = field(default_factory=dict)


def owed(people: Iterable[int]) -> set[Owed]:
    """All reports that are owed about these people."""
    known = _known(list(people))
    return {one for stay in known.stays for one in _of_stay(stay, known)}


def _known(people: list[int]) -> Known:
    stays = CustodyStay.objects.current().filter(profile__in=people)
    found = list(stays.select_related("profile", "establishment__team"))
    inside = [stay.profile_id for stay in found]
    if not inside:
        return Known([], {}, {}, {}, {})
    periods: dict[int, dict[int, int]] = defaultdict(dict)
    places = {stay.establishment_id for stay in found}
    for period in UpdatePeriod.objects.agreed().filter(establishment__in=places):
        periods[period.establishment_id][period.kind_id] = period.weeks
    # One that waits for approval is its team's: that it exists shows nowhere else.
    submitted = Report.objects.submitted().filter(profile__in=inside).order_by()
    latest = submitted.values_list("profile", "kind").annotate(Max("submitted_at"))
    own = Establishment.objects.filter(team__isnull=False).values_list("team_id", flat=True)
    kinds = {kind.pk: kind for kind in FormKind.objects.offered().filter(use=FormKind.Use.REPORT)}
    return Known(
        found,
        kinds,
        periods,
        {(person, kind): at for person, kind, at in latest},
        _writers(inside),
        set(own),
        {kind.pk: _offered(kind) for kind in kinds.values() if kind.area_id},
    )


def _offered(kind: FormKind) -> set[int]:
    teams = Team.objects.filter(Q(areas=kind.area_id) | Q(areas__parent=kind.area_id))
    return set(teams.values_list("pk", flat=True))


def _writers(people: list[int]) -> dict[int, list[tuple[int, int]]]:
    """Teams with access, or with somebody named; of a restricted record the named ones alone."""
    found: dict[int, set[tuple[int, int]]] = defaultdict(set)
    of_teams = ProfileTeamHold.objects.filter(restricted=False, group__team__closed_at=None)
    of_users = ProfileUserHold.objects.filter(user__is_active=True)
    for holds, team in ((of_teams, "group__team"), (of_users, "membership__team")):
        live = holds.live().at_least(Level.CONTRIBUTE, bit(Profile, "reports"))
        here = live.filter(content_object__in=people)
        for person, *writer in here.values_list("content_object", team, f"{team}__agency"):
            found[person].add((writer[0], writer[1]))
    return {person: sorted(teams) for person, teams in found.items()}


def _of_stay(stay: CustodyStay, known: Known) -> Iterator[Owed]:
    """Each kind once: by its period, or for the release, whichever comes first."""
    periods = known.periods.get(stay.establishment_id, {})
    for kind in known.kinds.values():
        last = known.last.get((stay.profile_id, kind.pk))
        days = list(_days(stay, kind, periods.get(kind.pk), last))
        if days:
            due_on, why = min(days)
            for team in _teams(stay, kind, known):
                if kind.pk in known.offered and team not in known.offered[kind.pk]:
                    continue
                yield Owed(stay.profile_id, kind.pk, team, due_on, why)


def _days(
    stay: CustodyStay, kind: FormKind, weeks: int | None, last: datetime.datetime | None
) -> Iterator[tuple[datetime.date, str]]:
    written_on = timezone.localdate(last) if last else None
    if written_on and written_on < stay.starts_on:
        written_on = None
    leaves_on = stay.release_expected_on
    if weeks:
        due_on = (written_on or stay.starts_on) + datetime.timedelta(weeks=weeks)
        # None is owed for a day after the release; of who is still inside then, it is again.
        if leaves_on is None or due_on <= leaves_on or leaves_on < timezone.localdate():
            yield due_on, Why.PERIOD
    if kind.due_before_release is not None and leaves_on and not written_on:
        yield leaves_on - datetime.timedelta(days=kind.due_before_release), Why.RELEASE


def _teams(stay: CustodyStay, kind: FormKind, known: Known) -> list[int | None]:
    """Who owes it. Nobody yet, where no team of the prison can write about the person."""
    if kind.owed_by == FormKind.OwedBy.OWNER:
        return [stay.profile.owner_team_id]
    own: Any = stay.establishment.team
    if own is None:
        return [None]
    others = known.own_teams - {own.pk}
    of_prison = [
        team
        for team, agency in known.writers.get(stay.profile_id, [])
        if agency == own.agency_id and team not in others
    ]
    return [*of_prison] or [None]
