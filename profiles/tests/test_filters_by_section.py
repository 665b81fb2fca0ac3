"""Two sections that a list is narrowed to: each may come by another way, and goes with it."""

import datetime
from types import SimpleNamespace

import pytest
from django.db import connection

from access.services import lift_restriction
from access.tests.factories import give, restrict, run_out
from agencies.models import User
from agencies.tests.factories import member
from profiles.filters import PeopleFilter
from profiles.models import ProfileTeamHold, ProfileUserHold
from profiles.tests.factories import RiskAssessmentFactory, make_person

pytestmark = pytest.mark.slow

ASKED = {"risk": {"risk": "high"}, "log": {"contact": "28"}}
BOTH = ASKED["risk"] | ASKED["log"]
LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
WAYS = pytest.mark.parametrize(("by_team", "by_name"), [("risk", "log"), ("log", "risk")])


def listed(user, **asked):
    """The surnames on the list; in either order, and as the rule says it plainly."""
    user = User.objects.get(pk=user.pk)
    shown = set()
    for order in ("name", "-activity"):
        request = SimpleNamespace(user=user, GET={**asked, "sort": order})
        shown = {person.surname for person in PeopleFilter(request).page()}
        plainly = PeopleFilter(request).queryset().visible_to(user)
        assert {person.surname for person in plainly} == shown
    return shown


def graded(by, surname):
    """Graded high, and not seen for long."""
    person = make_person(by=by, surname=surname)
    RiskAssessmentFactory(profile=person)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE profiles_profile SET created_at = %s", [LONG_AGO])
    return person


@pytest.fixture
def person(manager):
    return graded(manager, "Pellworth")


@WAYS
def test_each_may_come_by_another_way(person, manager, elsewhere, by_team, by_name):
    reader = member(elsewhere)
    give(person, manager, elsewhere, sections=[by_team])
    grant = give(person, manager, reader, sections=[by_name], named=True)

    assert listed(reader, **BOTH) == {"Pellworth"}

    run_out(grant, ProfileUserHold)
    assert listed(reader, **ASKED[by_team]) == {"Pellworth"}
    assert listed(reader, **BOTH) == set()


@WAYS
def test_access_of_a_team_that_ran_out_or_is_set_aside(
    person, manager, elsewhere, by_team, by_name
):
    reader = member(elsewhere)
    grant = give(person, manager, elsewhere, sections=[by_team])
    give(person, manager, reader, sections=[by_name], named=True)
    restrict(person, manager)

    assert listed(reader, **ASKED[by_name]) == {"Pellworth"}
    assert listed(reader, **BOTH) == set()

    lift_restriction(obj=person, by=manager, because="The threat is over")
    assert listed(reader, **BOTH) == {"Pellworth"}

    run_out(grant, ProfileTeamHold)
    assert listed(reader, **BOTH) == set()


@WAYS
def test_what_a_colleague_holds_by_name_counts_for_nobody_else(
    person, manager, elsewhere, by_team, by_name
):
    named, colleague = member(elsewhere), member(elsewhere)
    give(person, manager, elsewhere, sections=[by_team])
    give(person, manager, named, sections=[by_name], named=True)

    assert listed(colleague, **ASKED[by_team]) == {"Pellworth"}
    assert listed(colleague, **BOTH) == set()


@WAYS
@pytest.mark.parametrize("is_named", [False, True])
def test_a_section_of_another_person_counts_for_nobody_else(
    person, manager, elsewhere, council, by_team, by_name, is_named
):
    reader = member(elsewhere)
    other = graded(manager, "Ashdown")
    give(person, manager, elsewhere, sections=[by_team])
    give(
        other, manager, reader if is_named else elsewhere, sections=["log", "risk"], named=is_named
    )

    assert listed(reader, **ASKED[by_team]) == {"Pellworth", "Ashdown"}
    assert listed(reader, **BOTH) == {"Ashdown"}
