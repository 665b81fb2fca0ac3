"""The weekly sample: each reason picks what it should and nothing else, once."""

import datetime
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from access.jobs import sample_last_week
from access.models import SampledAccess
from access.sampling import WEEK, bounds, monday_of
from access.services import break_glass, find_record, sample_week
from access.tests.factories import SampledAccessFactory, look
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from alerts.models import Notice
from audit.jobs import drain_deliveries
from audit.models import Event
from profiles.tests.factories import make_person
from tests.test_access_services import together
from tests.throwaway.factories import make_parcel

pytestmark = pytest.mark.slow

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime.date(2026, 6, 1)
NOON = datetime.time(12)
Why = SampledAccess.Why


def moment(day, clock=NOON, fold=0):
    """A local time on the nth day of June 2026's first week, or on a date."""
    date = day if isinstance(day, datetime.date) else MONDAY + datetime.timedelta(days=day)
    return datetime.datetime.combine(date, clock, tzinfo=LONDON).replace(fold=fold)


def sample(week=MONDAY):
    sample_week(week=week)
    return {
        (access.event_id, tuple(access.why)) for access in SampledAccess.objects.filter(week=week)
    }


def people(number, by, **fields):
    return [make_person(by=by, surname=f"Surname{n}", **fields) for n in range(number)]


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


# ---- Break-glass --------------------------------------------------------------------------------
def broken(by, person, at):
    return look(by, person, at, verb="emergency.glass_broken", operation="disclosure")


def test_every_break_glass_is_picked_beside_the_ten(officer, outsider):
    records = people(12, officer)
    glass = {broken(outsider, record, moment(2)).pk for record in records}
    for record in people(13, officer):
        look(officer, record, moment(5))

    picked = sample()

    assert {event for event, why in picked if Why.BREAK_GLASS in why} == glass
    assert len(picked) == 12 + 10


def test_what_was_seen_through_the_glass_is_the_same_access(person, outsider):
    night = moment(1, datetime.time(23))
    event = broken(outsider, person, night)
    look(outsider, person, night + datetime.timedelta(minutes=1))

    assert sample() == {(event.pk, (Why.BREAK_GLASS, Why.OUTSIDE_HOURS))}


def test_glass_that_was_really_broken_is_picked(person, council):
    finder = member(council)
    find_record(obj=person, by=finder)
    break_glass(obj=person, by=finder, membership=finder.memberships.get(), reason="In danger")

    sample_week(week=monday_of(timezone.localdate()))

    access = SampledAccess.objects.get()
    assert (access.user, access.user_team) == (finder, "Stafford Housing")
    assert access.event.reason == "In danger"


# ---- What is no look, and how many are picked ---------------------------------------------------
def test_acts_lists_and_stubs_are_not_looks(person, officer):
    night = moment(1, datetime.time(23))
    look(officer, person, night, verb="profile.edited", operation="alteration")
    look(officer, person, night, verb="access.request:view")
    Event.objects.create(
        at=night, verb="page.not_found", operation="refusal", actor_id=officer.pk, actor_name="x"
    )
    Event.objects.create(
        at=night,
        verb="x",
        operation="consultation",
        actor_name="A job",
        target_type="profiles.profile",
        target_id=person.pk,
    )

    assert sample() == set()


def test_one_for_each_person_looked_at_and_reader(person, officer, colleague):
    for hour in (1, 2, 3):
        look(officer, person, moment(1, datetime.time(hour)))
    look(colleague, person, moment(1, datetime.time(1)))

    sample()

    assert Counter(SampledAccess.objects.values_list("user__username", flat=True)) == {
        "officer": 1,
        "colleague": 1,
    }


def test_every_team_has_a_sample_of_its_own(officer, outsider):
    for record in people(12, officer) + people(3, outsider):
        look(officer, record, moment(5))

    sample()

    teams = Counter(SampledAccess.objects.values_list("owner_team__name", flat=True))
    assert teams == {"Staffordshire IOM Team": 10, "Norfolk IOM Team": 3}


def test_the_lot_is_the_same_again_and_another_in_another_week(officer):
    records = people(30, officer)
    for week in (MONDAY, MONDAY + WEEK):
        for record in records:
            look(officer, record, moment(5 + (week - MONDAY).days))

    def draw(week):
        with transaction.atomic():
            drawn = sample(week)
            ids = set(SampledAccess.objects.filter(week=week).values_list("object_id", flat=True))
            transaction.set_rollback(True)
        return drawn, ids

    first, records_of_first = draw(MONDAY)
    again, _ = draw(MONDAY)
    _, records_of_next = draw(MONDAY + WEEK)

    assert first == again
    assert len(first) == 10
    assert records_of_first != records_of_next


def test_a_week_is_sampled_once(person, officer, colleague):
    look(officer, person, moment(5))
    assert sample_week(week=MONDAY) == 1

    look(colleague, person, moment(5))

    assert sample_week(week=MONDAY) == 0
    assert SampledAccess.objects.count() == 1
    assert Event.objects.filter(verb="access.sampled").count() == 1


def test_two_schedulers_at_once_sample_once(live_database):
    owner = TeamFactory()
    manager = member(owner, Membership.Role.MANAGER)
    person = make_person(by=manager, team=owner)
    look(manager, person, moment(5))

    results = together(*[lambda: sample_week(week=MONDAY)] * 3)

    assert sorted(results) == [0, 0, 1]
    connections.close_all()


def test_the_job_samples_the_week_before(person, officer):
    last = monday_of(timezone.localdate()) - WEEK
    look(officer, person, bounds(last)[0])
    look(officer, person, bounds(last + WEEK)[0])

    assert sample_last_week() == 1
    assert SampledAccess.objects.get().week == last
    assert sample_last_week() == 0


def test_the_database_holds_what_a_sample_is(person, officer):
    access = SampledAccessFactory(obj=person, by=officer)

    for wrong in (
        {"week": MONDAY + datetime.timedelta(days=1)},
        {"why": []},
        {"why": ["bored"]},
        {"outcome": "expected"},
        {"outcome": "fine", "reviewed_at": timezone.now(), "reviewed_by": person.created_by},
        {"outcome": "expected", "reviewed_at": timezone.now(), "reviewed_by": officer},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SampledAccess.objects.filter(pk=access.pk).update(**wrong)
    access.pk, access.uuid = None, "00000000-0000-4000-8000-000000000000"
    with pytest.raises(IntegrityError), transaction.atomic():
        access.save(force_insert=True)


# ---- Who is told --------------------------------------------------------------------------------
def told():
    drain_deliveries()
    drain_deliveries()
    found = Notice.objects.filter(event__verb="access.sampled")
    return set(found.values_list("recipient__username", "text"))


def test_managers_are_told_how_many_wait_for_them(client, officer, manager, police, outsider):
    second = member(police, Membership.Role.MANAGER, username="second")
    records = people(2, officer)
    for record in records:
        look(officer, record, moment(5))
    look(second, records[0], moment(5))
    sample()

    assert told() == {
        ("manager", "3 unusual accesses to review"),
        ("second", "2 unusual accesses to review"),
    }
    event = Event.objects.get(verb="access.sampled")
    assert (event.actor_id, event.actor_name) == (None, "Weekly sample of accesses")
    assert (event.detail["count"], event.target_label) == (3, "Team Staffordshire IOM Team")
    client.force_login(manager)
    notice = Notice.objects.get(recipient=manager)
    answer = client.post(f"/alerts/{notice.uuid}/", {"open": "yes"})
    assert answer["Location"] == "/sharing/sample/"


def test_anyone_who_has_nothing_to_review_is_told_nothing(person, manager):
    look(manager, person, moment(5))
    sample()

    assert told() == set()
