"""What a rule sees: facts of records that its team holds, about the people it is meant for."""

import datetime
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.fields import DateField
from django.db.models.functions import ExtractYear
from django.utils import timezone

from agencies.models import Team
from alerts.factor_models import Fact, FactorVersion, FiringFact
from alerts.factors.kinds import KINDS, Kind, Timing
from profiles.models import Cohort, RiskAssessment, Role

HIGH = ("high", "veryhigh")


class PlusDays(Func):
    """A date so many days later, as a date."""

    template, arg_joiner, output_field = "(%(expressions)s)", " + ", DateField()


def kind_of(version: FactorVersion) -> Kind:
    """What the version watches for."""
    return KINDS[version.kind]


def watched(version: FactorVersion, team: Any) -> QuerySet[Fact]:
    """The facts that a rule of this team watches: seen by the team, of people it is about."""
    kind = kind_of(version)
    facts = Fact.objects.filter(kind__in=kind.facts)
    if version.what:
        facts = facts.filter(what=version.what)
    return facts.held_by(team, kind.sections(version)).filter(about(version))


def unfired(facts: Any, factor_id: int) -> QuerySet[Fact]:
    """Those on which the rule has not fired yet."""
    fired = FiringFact.objects.filter(factor_id=factor_id, fact_id=OuterRef("pk"))
    found: QuerySet[Fact] = facts.filter(~Exists(fired))
    return found


def about(version: FactorVersion) -> Q:
    """The condition that a fact is about somebody whom the rule is meant for, as they are now."""
    today, person = timezone.localdate(), {"profile_id": OuterRef("profile_id")}
    wanted = Q()
    if version.role:
        wanted &= Q(Exists(Role.objects.current().filter(**person, kind=version.role)))
    if version.cohort_id:
        cohorts = Cohort.objects.filter(**person, kind=version.cohort_id, ends_on=None)
        wanted &= Q(Exists(cohorts))
    if version.is_high_risk:
        latest = RiskAssessment.objects.filter(**person, is_latest=True, level__badge__in=HIGH)
        wanted &= Q(Exists(latest))
    if version.age_under:
        wanted &= Q(profile__born_on__gt=_years_before(today, version.age_under)) | Q(
            profile__born_on=None, profile__estimated_age__lt=_estimate(version.age_under, today)
        )
    if version.age_from:
        wanted &= Q(profile__born_on__lte=_years_before(today, version.age_from)) | Q(
            profile__born_on=None, profile__estimated_age__gte=_estimate(version.age_from, today)
        )
    if version.area_id:
        teams = Team.objects.filter(pk=OuterRef("profile__owner_team_id"))
        here = Q(areas=version.area_id) | Q(areas__parent=version.area_id)
        wanted &= Q(Exists(teams.filter(here)))
    return wanted


def _estimate(years: int, today: datetime.date) -> Any:
    """The age that an estimate must have said when it was made."""
    passed = Value(today.year) - ExtractYear(F("profile__age_estimated_on"))
    return Value(years, output_field=IntegerField()) - passed


def _years_before(day: datetime.date, years: int) -> datetime.date:
    """The same day so many years ago; of 29 February, the last of the month."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


# One fact, as rules count it: its day and its id.
Dated = tuple[datetime.date, int]


def sets_of(facts: Iterable[Dated], count: int, days: int) -> Iterator[list[Dated]]:
    """Sets of so many facts within so many days, in the order of time; each fact in one set."""
    window: deque[Dated] = deque()
    for fact in facts:
        window.append(fact)
        while (fact[0] - window[0][0]).days >= days:
            window.popleft()
        if len(window) >= count:
            yield list(window)
            window.clear()


def set_with(facts: list[Dated], new: Dated, count: int, days: int) -> list[Dated]:
    """The first set of so many facts within so many days that the new one completes, or none."""
    for last in facts:
        first = last[0] - datetime.timedelta(days=days)
        found = [one for one in facts if first < one[0] and one <= last]
        if new in found and len(found) >= count:
            return found
    return []


def due(version: FactorVersion, team: Any, since: datetime.date, today: datetime.date) -> Any:
    """Of a rule that watches the calendar, the facts whose day has come: a range of an index."""
    kind, days = kind_of(version), datetime.timedelta(days=version.days)
    facts = watched(version, team)
    if kind.timing is Timing.AHEAD:
        facts = facts.filter(happens_on__gte=since, happens_on__lte=today + days)
    else:
        facts = facts.filter(happens_on__gt=since - days, happens_on__lte=today - days)
    return facts.filter(kind.holds()) if kind.holds else facts
