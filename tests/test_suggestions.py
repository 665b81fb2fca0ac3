"""Which teams are one tick away when access is given: those who know, and neighbours."""

import pytest

from access.services import end_access
from access.suggestions import directory_of, teams_who_know
from access.tests.factories import give, restrict
from agencies.models import User
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from profiles.tests.factories import make_person

pytestmark = pytest.mark.slow


def offered(obj, user):
    return [(team.name, why) for team, why in teams_who_know(obj, User.objects.get(pk=user.pk))]


def test_teams_with_access_come_first_and_once(
    person, manager, council, prison, elsewhere, norfolk, staffordshire
):
    staffordshire.neighbours.add(norfolk)
    TeamFactory(name="Far away")
    give(person, manager, council)
    give(person, manager, elsewhere)
    give(make_person(by=manager), manager, prison)
    over = give(person, manager, TeamFactory(name="No longer"))
    end_access(obj=person, grant=over, by=manager, because="Over")

    found = offered(person, manager)

    assert found[:2] == [
        ("Norfolk IOM Team", "Has access now: read"),
        ("Stafford Housing", "Has access now: read"),
    ]
    names = [name for name, _ in found]
    assert len(names) == len(set(names))
    assert not {"Far away", "No longer", "Staffordshire IOM Team"} & set(names)
    assert (prison.name, "Has access now: read") not in found


def test_neither_the_owner_nor_a_discreet_team_is_offered(
    person, manager, police, officer, council
):
    refuge = TeamFactory(name="A refuge", is_discreet=True)
    MembershipFactory(team=refuge, user=manager)
    give(person, manager, refuge)
    assert offered(person, manager) == []

    restricted = restrict(person, manager)
    give(restricted, manager, officer, named=True)
    give(restricted, manager, member(council), named=True)

    assert offered(restricted, manager) == [(council.name, "Some of them have access now")]


def test_a_team_that_has_closed_is_told_as_closed_and_a_discreet_one_is_not(manager, council):
    shut = TeamFactory(name="Shut", closed_at="2025-01-01T00:00Z")
    TeamFactory(name="A refuge", closed_at="2025-01-01T00:00Z", is_discreet=True)

    assert list(directory_of(manager).closed) == [shut]
