"""What a rule sees: facts of records that its team holds, about the people it is meant for."""

import datetime
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import ExtractYear, Now
from django.utils import timezone

from agencies.models import Team
from alerts.factor_models import Fact, Factor, FactorVersion, FiringFact
from alerts.factor_querysets import FactQuerySet
from alerts.factors.kinds import KINDS, Kind, Timing
from core import prepared
from core.querysets import as_array
from galleries.models import Entry
from profiles.models import Cohort, RiskAssessment, Role

HIGH = ("high", "veryhigh")


def kind_of(version: FactorVersion) -> Kind:
    """What the version watches for."""
    return KINDS[version.kind]


def watched(version: FactorVersion, team: Any) -> QuerySet[Fact]:
    """The facts that a rule of this team watches: seen by the team, of people it is about."""
    return asked_for(version).held_by(team, kind_of(version).sections(version))


def asked_for(version: FactorVersion) -> FactQuerySet:
    """The facts that a rule asks for, of all records: callers narrow them to team and reader."""
    kind = kind_of(version)
    facts: FactQuerySet = Fact.objects.filter(kind__in=kind.facts)
    facts = facts.filter(what=version.what) if version.what else facts
    if kind.holds and kind.timing is Timing.COUNTED:  # by the calendar, `due` asks
        facts = facts.filter(kind.holds())
    return facts.filter(about(version))


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
    if version.gallery_id:
        entries = Entry.objects.filter(**person, gallery=version.gallery_id).current()
        wanted &= Q(Exists(entries))
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


def days_of(
    version: FactorVersion, since: datetime.date, today: datetime.date
) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of facts on which a rule could fire that works since a day."""
    days, one = datetime.timedelta(days=version.days), datetime.timedelta(days=1)
    timing = kind_of(version).timing
    if timing is Timing.AHEAD:
        return since, today + days
    if timing is Timing.BEHIND:
        return since - days + one, today - days
    return today - days + one, datetime.date.max  # what is entered later is history


def due(version: FactorVersion, team: Any, since: datetime.date, today: datetime.date) -> Any:
    """Of a rule that watches the calendar, the facts whose day has come: a range of an index."""
    kind, (first, last) = kind_of(version), days_of(version, since, today)
    facts = watched(version, team).filter(happens_on__gte=first, happens_on__lte=last)
    return facts.filter(kind.holds()) if kind.holds else facts


# ---- Which rules new facts concern --------------------------------------------------------------
def facts_of(ids: Iterable[int]) -> list[Fact]:
    """These facts, in the order of time."""
    found: list[Fact] = _facts(facts=as_array(ids))
    return found


def rules_asking(facts: Iterable[Fact], today: datetime.date) -> list[tuple[Factor, list[Fact]]]:
    """The rules that one of these facts may complete, of teams that hold the record, and which.

    One statement finds them, of however many rules and facts. Whether they fire, each is asked.
    """
    of_person: dict[int, list[Fact]] = {}
    for fact in facts:
        of_person.setdefault(fact.profile_id, []).append(fact)
    kinds = {fact.kind for some in of_person.values() for fact in some}
    codes = tuple(code for code, one in KINDS.items() if kinds.intersection(one.facts))
    asked: dict[int, tuple[Factor, list[Fact]]] = {}
    if codes:
        for factor in _rules(codes, people=as_array(of_person)):
            some = [one for one in of_person[factor.person] if _may_ask(factor, one, today)]
            if some:
                asked.setdefault(factor.pk, (factor, []))[1].extend(some)
    return list(asked.values())


def _may_ask(factor: Factor, fact: Fact, today: datetime.date) -> bool:
    version = factor.current
    first, last = days_of(version, timezone.localdate(factor.switched_at), today)
    return (
        fact.kind in kind_of(version).facts
        and version.what in ("", fact.what)
        and fact.team_id in (None, factor.team_id)
        and first <= fact.happens_on <= last
    )


@prepared.query
def _facts(*, facts: Any) -> QuerySet[Fact]:
    return Fact.objects.filter(pk__any=facts)


@prepared.query
def _rules(codes: tuple[str, ...], *, people: Any) -> QuerySet[Factor]:
    """Once for each person whose record their team holds."""
    held = {
        "team__profileteamholds__content_object__any": people,
        "team__profileteamholds__valid_until__gt": Now(),
    }
    found = Factor.objects.in_force().filter(**held, current__kind__in=codes)
    return (
        found.annotate(person=F("team__profileteamholds__content_object_id"))
        .select_related("current", "team")
        .order_by("pk")
    )
