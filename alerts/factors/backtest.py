"""What a rule would have done in the last 90 days, on records that its team and the reader see."""

import datetime
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from agencies.models import Team, User
from alerts.factor_models import Fact, FactorVersion
from alerts.factors.kinds import KINDS, Timing
from alerts.factors.sentences import days_in_words
from alerts.factors.watching import Dated, PlusDays, sets_of, watched
from core.querysets import among
from profiles.models import Profile, ProfileTeamHold

DAYS, SHOWN = 90, 5


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
        if a_week >= 0.6:
            return "about once a week"
        return "about once a month" if self.times > 1 else "once"


def try_out(version: FactorVersion, team: Team, by: User) -> Trial:
    """Count what the rule would have done, by a few statements over the facts of the time."""
    today = timezone.localdate()
    kind = KINDS[version.kind]
    facts = watched(version, team)
    facts = facts.seen_by(
        by,
        kind.sections(version),
        of_cases=kind.of_cases,
        of_galleries=kind.code == "gallery",
    )
    holds = ProfileTeamHold.objects.live().filter(group_id=team.pk, restricted=False)
    if kind.timing is Timing.COUNTED:
        trial = _counted(facts, version.count, version.days, today)
        if version.count > 1:
            trial.fewer = _counted(facts, version.count - 1, version.days, today).times
    else:
        trial = _tally(_in_their_time(facts, version, today), version)
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


def _counted(facts: QuerySet[Fact], count: int, days: int, today: datetime.date) -> Trial:
    """Each fact once, in the order of time: as it would have fired."""
    begin = today - datetime.timedelta(days=DAYS)
    first = begin - datetime.timedelta(days=days if count > 1 else 0)
    rows = facts.filter(happens_on__gt=first, happens_on__lte=today)
    if count > 1:
        often = rows.order_by().values("profile_id").annotate(n=Count("pk")).filter(n__gte=count)
        rows = rows.filter(profile_id__in=often.values("profile_id"))
    ordered = rows.order_by("profile_id", "happens_on", "pk")
    caught: list[Caught] = []
    trial = Trial()
    listed = ordered.values_list("profile_id", "happens_on", "pk").iterator(chunk_size=5000)
    for person, some in groupby(listed, key=lambda row: row[0]):
        for found in sets_of(((day, pk) for _, day, pk in some), count, days):
            last: Dated = found[-1]
            if last[0] > begin:
                trial.times += 1
                trial.ids.add(person)
                caught.append(Caught(person, last[0], [day for day, _ in found]))
    trial.last = sorted(caught, key=lambda one: one.on, reverse=True)[:SHOWN]
    return trial


def _in_their_time(facts: Any, version: FactorVersion, today: datetime.date) -> QuerySet[Fact]:
    """Of a rule that watches the calendar: the facts whose day came in these 90 days."""
    kind, days = KINDS[version.kind], datetime.timedelta(days=version.days)
    begin = today - datetime.timedelta(days=DAYS)
    if kind.timing is Timing.AHEAD:
        return facts.filter(happens_on__gt=begin + days, happens_on__lte=today + days)
    facts = facts.filter(happens_on__gt=begin - days, happens_on__lte=today - days)
    if kind.code != "no_contact":
        return facts
    later = Fact.objects.filter(
        Q(happens_on__gt=OuterRef("happens_on"))
        | Q(happens_on=OuterRef("happens_on"), pk__gt=OuterRef("pk")),
        profile_id=OuterRef("profile_id"),
        kind__in=kind.facts,
        happens_on__lte=PlusDays(OuterRef("happens_on"), Value(version.days)),
    )
    return facts.filter(~Exists(later))


def _tally(facts: Any, version: FactorVersion) -> Trial:
    days = datetime.timedelta(days=version.days)
    ahead = KINDS[version.kind].timing is Timing.AHEAD
    trial = Trial(times=facts.count())
    trial.ids = set(facts.order_by().values_list("profile_id", flat=True))
    newest = facts.order_by("-happens_on", "-pk").values_list("profile_id", F("happens_on"))
    trial.last = [
        Caught(person, day - days if ahead else day + days, [day])
        for person, day in newest[:SHOWN]
    ]
    return trial
