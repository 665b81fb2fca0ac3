"""What a rule would have done: counted on what the team and the reader see, at any size."""

import re

import pytest
from django.db import connection

from access.services import exclude_person
from access.tests.factories import give
from agencies.models import Membership
from agencies.tests.factories import member
from alerts.factors import services
from alerts.factors.backtest import Trial, attach_people, try_out
from alerts.factors.watching import due, sets_of, unfired, watched
from alerts.models import Fact, FactorVersion
from alerts.tests.factor_factories import RULE, FactFactory, days_ago, drain, miss, rule_of
from profiles.tests.factories import make_person


def version(**rule):
    return FactorVersion(**RULE | rule)


def missed(person, *days):
    for day in days:
        FactFactory(profile=person, happens_on=days_ago(day))


def test_counts_times_people_and_own(police, council, manager):
    one, other = make_person(by=manager), make_person(by=manager)
    missed(one, 60, 50, 40, 30, 20, 10)
    missed(other, 30, 20)

    trial = try_out(version(), police, manager)

    assert (trial.times, trial.people, trial.own, trial.fewer) == (2, 1, 1, 4)
    assert trial.seen == 2
    assert [caught.on for caught in trial.last] == [days_ago(10), days_ago(40)]


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (0, ""),
        (1, "once"),
        (2, "about once a month"),
        (7, "about 2 a month"),
        (12, "about once a week"),
        (40, "about 3 a week"),
        (200, "about 2 a day"),
    ],
)
def test_how_often_that_is_in_words(times, words):
    assert Trial(times=times).how_often == words


def test_before_the_90_days_only_completes(police, manager):
    person = make_person(by=manager)
    missed(person, 100, 85)
    completed = try_out(version(count=2), police, manager).times
    missed(person, 170)

    assert completed == 1
    # The fact of 100 days ago was counted with the one of 170 days ago.
    assert try_out(version(count=2), police, manager).times == 0


def test_records_of_others_are_not_counted(police, council, manager):
    stranger = member(council, Membership.Role.MANAGER)
    missed(make_person(by=stranger), 30, 20, 10)
    given = make_person(by=stranger)
    missed(given, 30, 20, 10)
    give(given, stranger, police, sections=["risk"])

    assert try_out(version(), police, manager).times == 0
    give(given, stranger, police, sections=["log"])
    assert try_out(version(), police, manager).times == 1


def test_reader_who_is_excluded_does_not_count_it(police, manager):
    second = member(police, Membership.Role.MANAGER)
    person = make_person(by=manager)
    missed(person, 30, 20, 10)

    exclude_person(obj=person, by=manager, user=second, reason="A relative")
    trial = attach_people(try_out(version(), police, second), second)

    assert (trial.times, trial.last) == (0, [])


def test_no_contact_of_the_past(police, manager):
    silent, met = make_person(by=manager), make_person(by=manager)
    for day in (80, 40):
        FactFactory(kind="met", profile=silent, happens_on=days_ago(day))
    for day in (60, 40, 20):
        FactFactory(kind="met", profile=met, happens_on=days_ago(day))

    trial = try_out(version(kind="no_contact", count=1, days=28), police, manager)

    assert [one.on for one in trial.last] == [days_ago(12), days_ago(52)]


def test_age_narrows(police, manager):
    child = make_person(by=manager, born_on=days_ago(15 * 365))
    grown = make_person(by=manager, born_on=days_ago(30 * 365))
    guessed = make_person(
        by=manager, born_on=None, estimated_age=14, age_estimated_on=days_ago(10)
    )
    for one in (child, grown, guessed):
        missed(one, 5)

    found = watched(version(count=1, age_under=18), police).values_list("profile", flat=True)

    assert set(found) == {child.pk, guessed.pk}


def test_facts_of_the_past_are_written_once_and_fire_nothing(person, police, manager, officer):
    rule_of(police, manager)
    miss(person, officer, 40, 20, 3)
    before = Fact.objects.count()

    again = services.rebuild_facts()
    drain()

    assert (again, Fact.objects.count()) == (0, before)


@pytest.mark.parametrize(
    ("days", "count", "within", "expected"),
    [
        ((1, 2, 3), 3, 3, 1),
        ((1, 2, 3), 3, 2, 0),
        ((1, 1, 1), 3, 1, 1),
        ((1, 2, 3, 4, 5, 6), 3, 10, 2),
        ((1, 2, 10, 11, 12), 3, 5, 1),
        ((), 1, 1, 0),
    ],
)
def test_sets(days, count, within, expected):
    facts = [(days_ago(100 - day), number) for number, day in enumerate(days)]

    found = list(sets_of(facts, count, within))

    assert len(found) == expected
    assert len({fact for some in found for fact in some}) == sum(map(len, found))


# ---- At scale ---------------------------------------------------------------------------------
def plans(queryset):
    """How PostgreSQL would answer it without reading the table, one by one, and by a bitmap."""
    said = []
    with connection.cursor() as cursor:
        for setting in ("enable_seqscan", "enable_nestloop", "enable_indexscan"):
            cursor.execute(f"SET LOCAL {setting} = off")
            said.append(queryset.explain())
    return "\n".join(said)


@pytest.mark.parametrize("kind", ["no_contact", "release", "report", "grant", "agreement"])
def test_calendar_reads_a_range_of_days(police, manager, kind):
    rule = version(kind=kind, count=1, days=28)

    plan = plans(unfired(due(rule, police, days_ago(1), days_ago(0)), 1))

    # By which index, and of how many facts, is asked with ten thousand people (tests/scale).
    assert "Seq Scan on alerts_fact" not in plan


def test_event_reads_the_facts_of_one_person(police, manager, person):
    near = watched(version(), police).filter(profile=person, happens_on__gt=days_ago(90))

    plan = plans(near)

    assert re.search(r"Index Cond: [^\n]*profile_id = ", plan)
    assert "Seq Scan on alerts_fact" not in plan


def test_trial_asks_as_much_for_many_people_as_for_one(
    police, manager, django_assert_max_num_queries
):
    missed(make_person(by=manager), 30, 20, 10)
    with django_assert_max_num_queries(50) as one:
        attach_people(try_out(version(), police, manager), manager)
    for _ in range(6):
        missed(make_person(by=manager), 30, 20, 10)

    with django_assert_max_num_queries(50) as many:
        attach_people(try_out(version(), police, manager), manager)

    assert len(many) == len(one)
