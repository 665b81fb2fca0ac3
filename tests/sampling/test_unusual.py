"""What is unusual: nights, the reader’s own surname, many people within an hour."""

import datetime

import pytest

from access.models import SampledAccess
from access.sampling import bounds, monday_of
from access.tests.factories import look
from agencies.tests.factories import member
from audit.models import Event
from profiles.tests.factories import make_person
from tests.sampling.looking import Why, moment, people, sample
from tests.throwaway.factories import make_parcel

pytestmark = pytest.mark.slow


# ---- At night and at weekends -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "clock", "unusual"),
    [
        (1, "05:59:59", True),
        (1, "06:00:00", False),
        (1, "12:00:00", False),
        (1, "21:59:59", False),
        (1, "22:00:00", True),
        (1, "23:59:59", True),
        (2, "00:00:00", True),
        (4, "21:59:59", False),  # Friday
        (5, "12:00:00", True),  # Saturday
        (6, "12:00:00", True),
        (6, "23:59:59", True),
        (0, "06:00:00", False),
        (0, "00:00:00", True),  # the week's first moment
    ],
)
def test_night_and_weekend_are_outside_hours(person, officer, day, clock, unusual):
    event = look(officer, person, moment(day, datetime.time.fromisoformat(clock)))

    assert sample() == ({(event.pk, (Why.OUTSIDE_HOURS,))} if unusual else set())


@pytest.mark.parametrize(
    "at",
    [moment(-1, datetime.time(23, 59, 59)), moment(7, datetime.time(0))],
)
def test_a_look_of_another_week_is_not_of_this_one(person, officer, at):
    look(officer, person, at)

    assert sample() == set()


@pytest.mark.parametrize(
    ("day", "utc", "unusual"),
    [
        # British Summer Time began on Sunday 29 March 2026: 05:30 UTC is 6:30am from then on.
        (datetime.date(2026, 3, 27), "05:30", True),
        (datetime.date(2026, 3, 30), "05:30", False),
        (datetime.date(2026, 3, 27), "21:30", False),
        (datetime.date(2026, 3, 30), "21:30", True),
        # It ended on Sunday 25 October 2026.
        (datetime.date(2026, 10, 23), "05:30", False),
        (datetime.date(2026, 10, 26), "05:30", True),
        (datetime.date(2026, 10, 26), "21:30", False),
    ],
)
def test_hours_are_local_before_and_after_the_clocks_change(person, officer, day, utc, unusual):
    at = datetime.datetime.fromisoformat(f"{day}T{utc}+00:00")
    event = look(officer, person, at)

    assert sample(monday_of(day)) == ({(event.pk, (Why.OUTSIDE_HOURS,))} if unusual else set())


@pytest.mark.parametrize(
    ("week", "hours"),
    [("2026-03-23", 167), ("2026-06-01", 168), ("2026-10-19", 169)],
)
def test_a_week_is_as_long_as_its_clocks_make_it(week, hours):
    begins, ends = bounds(datetime.date.fromisoformat(week))

    assert ends - begins == datetime.timedelta(hours=hours)


def test_the_hour_that_comes_twice_is_in_one_week(person, officer):
    day, clock = datetime.date(2026, 10, 25), datetime.time(1, 30)
    first, second = (moment(day, clock, fold=fold).astimezone(datetime.UTC) for fold in (0, 1))
    assert second - first == datetime.timedelta(hours=1)
    look(officer, person, first)
    other = make_person(by=officer, surname="Other")
    look(officer, other, second)

    assert len(sample(datetime.date(2026, 10, 19))) == 2


# ---- The reader's own surname -------------------------------------------------------------------
@pytest.mark.parametrize(
    ("reader", "surname", "same"),
    [
        ("Priya Nandra", "Nandra", True),
        ("Priya Nandra", "NANDRA", True),
        ("Zoë Brontë", "Bronte", True),
        ("Isla van der Berg", "van der Berg", True),
        ("Ann Smith-Jones", "Smith-Jones", True),
        ("Ann Smith-Jones", "Jones", False),
        ("Priya Nandra", "Nandra-Hall", False),
        ("Priya Nandra", "Andra", False),
        ("Nandra Priya", "Nandra", False),
        ("Priya Nandra", "Pri", False),
        ("Nandra", "Nandra", True),
        ("100% Nandra", "%", False),
    ],
)
def test_the_readers_own_surname(manager, police, reader, surname, same):
    person = make_person(by=manager, surname=surname, forenames="Nandra")
    event = look(member(police, name=reader), person, moment(1))

    assert sample() == ({(event.pk, (Why.OWN_SURNAME,))} if same else set())


def test_a_kind_of_record_without_a_surname_is_nobodys_own(manager, police):
    parcel = make_parcel(by=manager, title="Nandra, a box")
    look(member(police, name="Priya Nandra"), parcel, moment(1))

    assert parcel.sort_name.startswith("nandra,")
    assert sample() == set()


# ---- Many people within an hour -----------------------------------------------------------------
@pytest.fixture
def few(settings):
    """More than three within an hour are many, so that tests stay quick."""
    settings.UNUSUAL_ACCESS = {**settings.UNUSUAL_ACCESS, "people_in_an_hour": 3}


def looks_at(by, records, *minutes, start=None):
    start = start or moment(1)
    return [
        look(by, record, start + datetime.timedelta(minutes=minute))
        for record, minute in zip(records, minutes, strict=True)
    ]


def test_the_whole_of_a_busy_hour_is_unusual_and_what_surrounds_it_is_not(few, officer):
    events = looks_at(officer, people(6, officer), 0, 70, 80, 90, 130, 200)

    assert sample() == {(event.pk, (Why.MANY_PEOPLE,)) for event in events[1:5]}


def test_as_many_as_usual_are_not_unusual(few, officer):
    looks_at(officer, people(4, officer), 0, 20, 40, 61)

    assert sample() == set()


def test_the_same_person_again_and_again_is_one(few, officer):
    one, two = people(2, officer)
    looks_at(officer, [one, two] * 4, *range(8))

    assert sample() == set()


def test_others_looks_and_lists_do_not_count(few, officer, colleague):
    records = people(5, officer)
    looks_at(officer, records[:3], 1, 2, 3)
    looks_at(colleague, records[3:], 4, 5)
    Event.objects.create(
        at=moment(1, datetime.time(12, 10)),
        verb="profile.list:list",
        operation="consultation",
        actor_id=officer.pk,
        subjects=[record.pk for record in records],
        **officer.as_actor(),
    )

    assert sample() == set()


def test_a_busy_hour_may_begin_in_the_week_before(few, officer, settings):
    settings.UNUSUAL_ACCESS = {**settings.UNUSUAL_ACCESS, "day_begins": 0}
    events = looks_at(
        officer, people(4, officer), 0, 10, 50, 55, start=moment(-1, datetime.time(23, 15))
    )

    assert sample() == {(event.pk, (Why.MANY_PEOPLE,)) for event in events[2:]}


def test_more_than_forty_are_many(officer):
    looks_at(officer, people(41, officer), *range(41))

    assert {why for _, why in sample()} == {(Why.MANY_PEOPLE,)}
    assert SampledAccess.objects.count() == 10


def test_forty_are_not(officer):
    looks_at(officer, people(40, officer), *range(40))

    assert sample() == set()
