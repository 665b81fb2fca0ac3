"""Emergencies are always picked; how many else, and who is told."""

import datetime
from collections import Counter

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
from tests.sampling.looking import MONDAY, Why, moment, people, sample
from tests.test_access_services import together

pytestmark = pytest.mark.slow


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
    look(officer, person, night, verb="access.break_glass:view")
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
