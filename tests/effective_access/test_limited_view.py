"""Who may know that a record exists."""

import datetime

import pytest
from django.utils import timezone

from access.models import Discovery
from access.tests.factories import give
from agencies.models import User
from agencies.tests.factories import TeamFactory, member
from profiles.models import Profile
from tests.effective_access.ways import (
    nothing,
    someone_else_is_excluded,
    the_access_runs_out,
    the_account_closes,
    the_membership_ends,
    the_owner_is_discreet,
    the_record_is_restricted,
    the_role_conveys_nothing,
    the_user_is_excluded,
    through_the_team,
)

pytestmark = pytest.mark.slow

HOUR = datetime.timedelta(hours=1)


def a_colleague_is_named(scene):
    scene.colleague = member(scene.team)
    scene.grant = give(scene.person, scene.manager, scene.colleague, named=True)


def it_was_found(scene):
    scene.team.areas.add(scene.area)
    scene.finding = Discovery.objects.create(
        object_type="profiles.profile",
        object_id=scene.person.pk,
        user=scene.user,
        valid_until=timezone.now() + HOUR,
    )


def another_team_is_discreet(scene):
    TeamFactory(is_discreet=True)


def the_finding_is_old(scene):
    Discovery.objects.update(valid_until=timezone.now() - HOUR)


def someone_else_found_it(scene):
    Discovery.objects.update(user=member(scene.team))


def another_was_found(scene):
    Discovery.objects.update(object_id=scene.person.pk + 1000)


def a_thing_of_another_kind_was_found(scene):
    Discovery.objects.update(object_type="agencies.team")


def the_user_moves_away(scene):
    scene.team.areas.clear()


STUBS = [
    (a_colleague_is_named, nothing, True),
    (a_colleague_is_named, the_account_closes, False),
    (a_colleague_is_named, the_membership_ends, False),
    (a_colleague_is_named, the_role_conveys_nothing, False),
    (a_colleague_is_named, the_access_runs_out, False),
    (a_colleague_is_named, the_record_is_restricted, False),
    (a_colleague_is_named, the_user_is_excluded, False),
    (a_colleague_is_named, someone_else_is_excluded, True),
    (a_colleague_is_named, the_owner_is_discreet, False),
    (a_colleague_is_named, another_team_is_discreet, True),
    (it_was_found, nothing, True),
    (it_was_found, the_account_closes, False),
    (it_was_found, the_membership_ends, False),
    (it_was_found, the_role_conveys_nothing, False),
    (it_was_found, the_record_is_restricted, False),
    (it_was_found, the_user_is_excluded, False),
    (it_was_found, the_owner_is_discreet, False),
    (it_was_found, the_finding_is_old, False),
    (it_was_found, someone_else_found_it, False),
    (it_was_found, another_was_found, False),
    (it_was_found, a_thing_of_another_kind_was_found, False),
    (it_was_found, the_user_moves_away, False),
]


@pytest.mark.parametrize(
    ("way", "happens", "knows"), STUBS, ids=[f"{w.__name__}-{h.__name__}" for w, h, _ in STUBS]
)
def test_who_may_know_that_a_record_exists(scene, way, happens, knows):
    way(scene)

    happens(scene)

    user = User.objects.get(pk=scene.user.pk)
    assert set(Profile.objects.known_to(user)) == ({scene.person} if knows else set())
    assert not Profile.objects.visible_to(user).exists()
    if way is it_was_found and happens in (nothing, the_finding_is_old, someone_else_found_it):
        assert scene.person in Profile.objects.to_be_found_by(user)
    elif not knows and happens is not the_access_runs_out and way is it_was_found:
        others = (another_was_found, a_thing_of_another_kind_was_found)
        assert (scene.person in Profile.objects.to_be_found_by(user)) is (happens in others)


def test_anyone_who_reads_a_record_knows_of_it(scene):
    through_the_team(scene)

    assert set(Profile.objects.known_to(scene.user)) == {scene.person}
