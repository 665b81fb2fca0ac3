"""Who gives access for a record: asked of one, and of many at once."""

import itertools

import pytest

from access.rules import given_by, gives_access
from agencies.models import Membership, Team, User
from agencies.tests.factories import TeamFactory, member
from core import policy
from profiles.models import Profile
from profiles.tests.factories import make_person

pytestmark = pytest.mark.slow

Role, Gives = Membership.Role, Team.GivesAccess
SHARING = ["access.grant", "access.change", "access.end"]


def again(user):
    return User.objects.get(pk=user.pk)


def lead_by(person, user, by):
    person.lead, person._history_user = user, by
    person.save()


def test_managers_the_lead_or_every_practitioner_give_as_the_team_allows(person, manager, police):
    expected = {
        (Role.MANAGER, gives, leads) for gives, leads in itertools.product(Gives, (True, False))
    }
    expected |= {(Role.PRACTITIONER, Gives.LEAD, True)}
    expected |= {(Role.PRACTITIONER, Gives.PRACTITIONERS, leads) for leads in (True, False)}
    people = {role: member(police, role) for role in Role}
    found, found_of_many = set(), set()

    for role, gives, leads in itertools.product(Role, Gives, (True, False)):
        Team.objects.filter(pk=police.pk).update(gives_access=gives)
        lead_by(person, people[role] if leads else None, manager)
        user, record = again(people[role]), Profile.objects.get(pk=person.pk)
        if gives_access(user, record):
            found.add((role, gives, leads))
        if Profile.objects.filter(given_by(user)).exists():
            found_of_many.add((role, gives, leads))

    assert found == expected
    assert found_of_many == expected


def test_leading_a_record_of_another_team_gives_nothing(manager, police):
    lead = member(TeamFactory())
    record = make_person(by=manager, team=police)
    lead_by(record, lead, manager)

    assert not gives_access(again(lead), record)
    assert not Profile.objects.filter(given_by(again(lead))).exists()


@pytest.mark.parametrize("action", SHARING)
def test_who_only_reads_neither_gives_nor_changes_nor_ends(person, manager, officer, action):
    Team.objects.filter(pk=person.owner_team_id).update(gives_access=Gives.MANAGERS)
    record = Profile.objects.get(pk=person.pk)

    assert policy.can(manager, action, record)
    assert not policy.can(officer, action, record)
    assert set(policy.allowed(manager, action, Profile.objects.all())) == {record}
    assert not policy.allowed(officer, action, Profile.objects.all()).exists()


def test_a_discreet_team_cannot_be_named(manager, elsewhere):
    refuge = TeamFactory(is_discreet=True)

    assert policy.can(manager, "access.name", elsewhere)
    assert not policy.can(manager, "access.name", refuge)
