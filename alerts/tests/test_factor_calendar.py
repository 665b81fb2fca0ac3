"""Rules that watch the calendar: no day is left out or counted twice, whatever the calendar."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from alerts.factors import services
from alerts.factors.jobs import check_calendar
from alerts.models import Firing
from alerts.tests.factor_factories import FactFactory, days_ago, drain, rule_of
from profiles.models import Profile, RiskLevel
from profiles.services import assess_risk, edit_detail
from profiles.tests.factories import CustodyStayFactory, make_person

DAY = datetime.timedelta(days=1)
SILENT = {"kind": "no_contact", "count": 1, "days": 28, "tell": "owner"}
RELEASE = {"kind": "release", "count": 1, "days": 14, "tell": "owner"}
LONDON = ZoneInfo("Europe/London")
# Around the end of a month, of February with 28 and with 29 days, and both changes of the clocks.
TURNS = [
    datetime.date(2027, 4, 29),
    datetime.date(2027, 2, 26),
    datetime.date(2028, 2, 27),
    datetime.date(2027, 3, 26),
    datetime.date(2027, 10, 29),
    datetime.date(2026, 12, 30),
]


def begin_on(factor, day):
    factor.checked_until = day - DAY
    factor.save()
    return factor


def silent_since(person, day):
    return FactFactory(kind="met", profile=person, happens_on=day)


@pytest.fixture
def silent(police, manager, officer):
    """Makes five people of the team, each last met 28 days before one of the days from here."""

    def make(first):
        rule = begin_on(rule_of(police, manager, **SILENT), first)
        days = [first + n * DAY for n in range(5)]
        for day in days:
            person = make_person(by=officer, surname=f"Silent{day:%d}")
            silent_since(person, day - 28 * DAY)
        return rule, days

    return make


@pytest.mark.parametrize("first", TURNS, ids=str)
def test_each_day_brings_its_own(silent, time_machine, first):
    _, days = silent(first)

    fired = []
    for day in days:
        midnight = datetime.datetime.combine(day, datetime.time(0, 5), tzinfo=LONDON)
        for hours in (0, 1, 2, 12, 23):
            moment = midnight.astimezone(datetime.UTC) + datetime.timedelta(hours=hours)
            if moment.astimezone(LONDON).date() == day:
                time_machine.move_to(moment, tick=False)
                fired.append((day, check_calendar()))

    assert [day for day, number in fired for _ in range(number)] == days
    assert Firing.objects.count() == 5


@pytest.mark.parametrize("first", TURNS, ids=str)
def test_nights_without_a_scheduler_are_made_up_for(silent, first):
    _, days = silent(first)

    fired = [services.check_calendar(today=day) for day in (days[0], days[-1], days[-1])]

    assert fired == [1, 4, 0]


def test_met_since_does_not_fire(silent, police, officer):
    _, days = silent(datetime.date(2027, 4, 29))
    met = Profile.objects.get(surname="Silent30")
    silent_since(met, datetime.date(2027, 4, 20))

    assert services.check_calendar(today=days[-1]) == 4


def test_contact_written_late_is_noticed(police, manager, person):
    """The day on which it would have fired has been checked already."""
    rule = rule_of(police, manager, **SILENT)
    rule.switched_at = timezone.now() - 10 * DAY
    begin_on(rule, timezone.localdate() + DAY)

    late = silent_since(person, days_ago(30))
    services.fire_on_facts(facts=[late.pk])

    assert Firing.objects.get().profile == person


def test_release_within_days_fires_at_once(police, manager, officer, person):
    rule_of(police, manager, **RELEASE)
    services.check_calendar()
    stay = CustodyStayFactory(profile=person, added_by=officer, starts_on=days_ago(90))

    soon = timezone.localdate() + 10 * DAY
    edit_detail(detail=stay, by=officer, release_expected_on=soon)
    drain()

    assert Firing.objects.count() == 1


def test_release_further_away_waits_for_its_day(police, manager, officer, person):
    rule_of(police, manager, **RELEASE)
    stay = CustodyStayFactory(profile=person, added_by=officer, starts_on=days_ago(90))
    edit_detail(detail=stay, by=officer, release_expected_on=timezone.localdate() + 16 * DAY)
    drain()

    today = timezone.localdate()
    fired = [services.check_calendar(today=today + n * DAY) for n in range(4)]

    assert fired == [0, 0, 1, 0]


def test_release_that_moved_away_does_not_fire(police, manager, officer, person):
    rule_of(police, manager, **RELEASE)
    today = timezone.localdate()
    stay = CustodyStayFactory(profile=person, added_by=officer, starts_on=days_ago(90))
    edit_detail(detail=stay, by=officer, release_expected_on=today + 16 * DAY)
    drain()
    edit_detail(detail=stay, by=officer, release_expected_on=today + 60 * DAY)
    drain()

    assert services.check_calendar(today=today + 3 * DAY) == 0


def test_release_of_high_risk_only(police, manager, officer, person):
    rule_of(police, manager, **RELEASE, is_high_risk=True)
    stay = CustodyStayFactory(profile=person, added_by=officer, starts_on=days_ago(90))
    edit_detail(detail=stay, by=officer, release_expected_on=timezone.localdate() + 10 * DAY)
    drain()
    before = Firing.objects.count()
    high = RiskLevel.objects.get_or_create(code="high", defaults={"name": "High", "badge": "high"})
    assess_risk(
        profile=person,
        by=officer,
        level=high[0],
        of_what="harm",
        rationale="Threats",
        assessed_on=timezone.localdate(),
    )
    drain()

    services.check_calendar()

    assert before == 0
    assert Firing.objects.get().sections == "risk"
