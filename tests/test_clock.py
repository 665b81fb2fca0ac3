"""What is due by date is done once: at month ends, on leap day, and when the clocks change."""

import datetime

import pytest
from celery.schedules import crontab
from django.conf import settings
from django.utils import timezone

from access.jobs import sample_last_week
from access.models import SampledAccess
from access.sampling import WEEK, bounds, monday_of
from agencies.jobs import note_lapsed_memberships, remind_of_agreements
from agencies.models import AgreementReminder, Membership
from agencies.tests.factories import agree, member
from audit.models import Event
from tests.clock import it_is, local, runs

pytestmark = pytest.mark.slow

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
# The clocks go forward, and back; leap day; the ends of a short month, a long one, and a year.
DAYS = [
    datetime.date(2026, 3, 29),
    datetime.date(2026, 10, 25),
    datetime.date(2028, 2, 29),
    datetime.date(2027, 2, 28),
    datetime.date(2026, 4, 30),
    datetime.date(2026, 12, 31),
]
SCHEDULE = settings.CELERY_BEAT_SCHEDULE
DAILY = [
    name
    for name, entry in SCHEDULE.items()
    if isinstance(entry["schedule"], crontab)
    and len(entry["schedule"].day_of_week) == 7
    and len(entry["schedule"].hour) == 1
]
days = pytest.mark.parametrize("day", DAYS, ids=str)


def midnight(day, *, after=0):
    return local(*(day + after * DAY).timetuple()[:3])


# ---- The scheduler -----------------------------------------------------------------------------
@days
@pytest.mark.parametrize("name", DAILY)
def test_what_is_daily_runs_once_each_day(name, day):
    begins = midnight(day, after=-2)

    found = runs(name, begins, midnight(day, after=3))

    assert [moment.date() for moment in found] == [begins.date() + n * DAY for n in range(5)]


@days
@pytest.mark.parametrize("name", DAILY)
@pytest.mark.parametrize("hours", [1, 24])
def test_a_scheduler_that_was_stopped_makes_up_for_it_once(name, day, hours):
    due = runs(name, midnight(day), midnight(day, after=1))[0]
    # Until half an hour before by the clock on the wall: a day in March has 23 hours.
    stopped = due.astimezone(datetime.UTC) - HOUR / 2, due + hours * HOUR - HOUR / 2

    found = runs(name, midnight(day, after=-1), midnight(day, after=3), stopped)

    assert stopped[1] in found  # at once when it is back,
    assert len(found) == 4  # and as often as it was due


def test_the_weekly_task_runs_once_a_week_over_a_change_of_the_clocks():
    for begins in (datetime.date(2026, 3, 16), datetime.date(2026, 10, 12)):
        found = runs("sample-accesses", midnight(begins), midnight(begins, after=28))

        assert [moment.date() for moment in found] == [begins + n * WEEK for n in range(4)]


def test_the_sweep_runs_through_a_change_of_the_clocks():
    for day in DAYS[:2]:
        begins = midnight(day).astimezone(datetime.UTC)

        found = runs("sweep-deliveries", begins, begins + 6 * HOUR)

        assert len(found) > 6 * 12 - 3


# ---- What they do -----------------------------------------------------------------------------
@days
@pytest.mark.parametrize(
    "stopped", [(), range(-31, -28), range(-8, -6), range(5)], ids=["up", "month", "week", "end"]
)
def test_an_agreement_is_reminded_of_once_at_each_step(police, elsewhere, day, stopped):
    with it_is(midnight(day, after=-70)):
        agreement = agree(police, elsewhere, in_force_until=day)

    around = [number for step in (-60, -30, -7, 0) for number in range(step - 1, step + 6)]
    for number in sorted({*around} - {*stopped}):
        with it_is(midnight(day, after=number) + 5 * HOUR):
            remind_of_agreements()
            remind_of_agreements()

    steps = AgreementReminder.objects.filter(agreement=agreement).values_list("step", flat=True)
    assert sorted(steps) == [0, 7, 30, 60]
    told = Event.objects.filter(verb__in=["agreement.lapsing", "agreement.lapsed"])
    assert told.count() == 4


@days
def test_an_agreement_lasts_through_its_last_day(police, elsewhere, day):
    with it_is(midnight(day, after=-70)):
        agreement = agree(police, elsewhere, in_force_until=day)

    def is_in_force(moment):
        with it_is(moment):
            return type(agreement).objects.covering(police.agency, elsewhere.agency) is not None

    assert is_in_force(midnight(day))
    assert is_in_force(midnight(day, after=1) - datetime.timedelta(minutes=1))
    assert not is_in_force(midnight(day, after=1))


@days
@pytest.mark.parametrize("nights_off", [0, 5])
def test_a_membership_that_lapses_is_noted_once(police, day, nights_off):
    with it_is(midnight(day, after=-9)):
        person = member(police)
    place = Membership.objects.filter(user=person)
    place.update(valid_from=midnight(day, after=-9), valid_until=midnight(day, after=1))

    noted = []
    for number in [-1, 0, *range(1 + nights_off, 9)]:
        with it_is(midnight(day, after=number) + HOUR / 3):
            noted.append(note_lapsed_memberships())

    assert noted[:3] == [0, 0, 1]
    assert sum(noted) == 1


@days
def test_a_week_of_samples_begins_and_ends_at_midnight(day):
    monday = monday_of(day)
    begins, ends = bounds(monday)

    assert timezone.localtime(begins) == midnight(monday)
    assert timezone.localtime(ends) == midnight(monday + WEEK)
    assert bounds(monday + WEEK)[0] == ends


@pytest.mark.parametrize("away", [1, 2, 4])
def test_weeks_without_a_scheduler_are_sampled_when_it_is_back(monkeypatch, db, away):
    sampled = []
    monkeypatch.setattr("access.jobs.sample_week", lambda *, week: sampled.append(week) or 0)
    first = datetime.date(2026, 10, 12)
    for number in (0, away):
        with it_is(midnight(first + number * WEEK) + 5 * HOUR):
            sample_last_week()

    assert sampled == [first + number * WEEK for number in range(-1, away)]


def test_after_a_long_time_away_only_the_last_weeks_are_sampled(monkeypatch, db):
    sampled = []
    monkeypatch.setattr("access.jobs.sample_week", lambda *, week: sampled.append(week) or 0)
    for day in (datetime.date(2026, 1, 5), datetime.date(2026, 10, 12)):
        with it_is(midnight(day) + 5 * HOUR):
            sample_last_week()

    assert len(sampled) == 1 + 5
    assert sampled[-1] == datetime.date(2026, 10, 5)
    assert not SampledAccess.objects.exists()
