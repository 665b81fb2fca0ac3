"""What a rule would have done in the last 90 days, on records that its team and the reader see."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from agencies.models import Team, User
from alerts.factor_models import Fact, FactorVersion
from alerts.factors.kinds import KINDS, Timing
from alerts.factors.sentences import days_in_words
from alerts.factors.watching import asked_for, sets_of
from core.querysets import among
from profiles.models import Profile, ProfileTeamHold

DAYS, SHOWN = 90, 5
Row = tuple[int, datetime.date, int]


@dataclass
class Caught:
    """One time that it would have fired: for whom, when, on which days."""

    profile_id: int
    on: datetime.date
    days: list[datetime.date]
    profile: Any = None

    @property
    def in_words(self) -> str:
        """9 April, 2 May and 3 June."""
        return days_in_words(self.days)


@dataclass
class Trial:
    """What came of trying a rule out."""

    times: int = 0
    people: int = 0
    # Of these people, those whose record the team manages itself.
    own: int = 0
    # With one less than it asks for, if it counts.
    fewer: int | None = None
    # All people whose records the team sees.
    seen: int = 0
    last: list[Caught] = field(default_factory=list)
    ids: set[int] = field(default_factory=set)

    @property
    def how_often(self) -> str:
        """About once a week: in words that help to decide."""
        a_week = self.times * 7 / DAYS
        if self.times == 0:
            return ""
        if a_week >= 10:
            return f"about {round(a_week / 7)} a day"
        if a_week >= 1.5:
            return f"about {round(a_week)} a week"
        if a_week >= 0.7:
            return "about once a week"
        a_month = round(self.times * 30 / DAYS)
        if a_month > 1:
            return f"about {a_month} a month"
        return "about once a month" if self.times > 1 else "once"


def try_out(version: FactorVersion, team: Team, by: User) -> Trial:
    """Count what the rule would have done, by a few statements over the facts of the time."""
    today = timezone.localdate()
    kind = KINDS[version.kind]
    facts = asked_for(version).held_and_seen(
        team,
        kind.sections(version),
        by,
        of_cases=kind.of_cases,
        of_galleries=kind.code == "gallery",
    )
    if kind.timing is Timing.COUNTED:
        trial = _counted(facts, version, today)
    else:
        trial = _by_calendar(facts, version, today)
    holds = ProfileTeamHold.objects.live().filter(group_id=team.pk, restricted=False)
    trial.seen = holds.count()
    trial.people = len(trial.ids)
    own = Profile._base_manager.filter(pk__in=among(trial.ids), owner_team=team)
    trial.own = own.count()
    return trial


def attach_people(trial: Trial, user: User) -> Trial:
    """Give the last ones their people: names for those who may read the record alone."""
    ids = [one.profile_id for one in trial.last]
    read = {one.pk: one for one in Profile.objects.visible_to(user).filter(pk__in=ids)}
    for one in trial.last:
        one.profile = read.get(one.profile_id)
    trial.last = [one for one in trial.last if one.profile is not None]
    return trial


def _counted(facts: QuerySet[Fact], version: FactorVersion, today: datetime.date) -> Trial:
    """Each fact once, in the order of time: as it would have fired."""
    count, days = version.count, version.days
    begin = today - datetime.timedelta(days=DAYS)
    before = datetime.timedelta(days=days if count > 1 else 0)
    rows = _rows(facts, begin - before, today)
    trial = _trial(one for one in _caught(rows, count, days) if one.on > begin)
    if count > 1:
        trial.fewer = sum(one.on > begin for one in _caught(rows, count - 1, days))
    return trial


def _caught(rows: list[Row], count: int, days: int) -> Iterator[Caught]:
    for person, some in groupby(rows, key=lambda row: row[0]):
        for found in sets_of(((day, pk) for _, day, pk in some), count, days):
            yield Caught(person, found[-1][0], [day for day, _ in found])


def _by_calendar(facts: QuerySet[Fact], version: FactorVersion, today: datetime.date) -> Trial:
    """Of a rule that watches the calendar: the facts whose day came in these 90 days."""
    kind, days = KINDS[version.kind], datetime.timedelta(days=version.days)
    begin = today - datetime.timedelta(days=DAYS)
    after = -days if kind.timing is Timing.AHEAD else days
    if kind.code == "no_contact":
        rows = _silent(_rows(facts, begin - after, today), days)
    else:
        rows = _rows(facts, begin - after, today - after)
    caught = (Caught(person, day + after, [day]) for person, day, _ in rows)
    return _trial(one for one in caught if one.on <= today)


def _silent(rows: list[Row], days: datetime.timedelta) -> list[Row]:
    """Those after which nothing came to the same person for so many days."""
    return [
        row
        for row, later in zip_longest(rows, rows[1:])
        if later is None or later[0] != row[0] or later[1] > row[1] + days
    ]


def _rows(facts: QuerySet[Fact], after: datetime.date, until: datetime.date) -> list[Row]:
    """Person, day and id, by person and in the order of time."""
    found = facts.filter(happens_on__gt=after, happens_on__lte=until)
    ordered = found.order_by("profile_id", "happens_on", "pk")
    return list(ordered.values_list("profile_id", "happens_on", "pk"))


def _trial(caught: Iterable[Caught]) -> Trial:
    newest = sorted(caught, key=lambda one: one.on, reverse=True)
    return Trial(times=len(newest), ids={one.profile_id for one in newest}, last=newest[:SHOWN])
