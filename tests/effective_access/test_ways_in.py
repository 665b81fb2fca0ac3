"""Each way in to a record, and each single thing that shuts it, asked in every way there is."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from access import section_access
from access.levels import Level
from access.services import exclude_person, readmit_person
from agencies.models import Team, User
from agencies.tests.factories import member
from core import policy
from profiles.models import Profile
from profiles.tests.factories import write_contact
from tests.effective_access.ways import (
    by_name,
    nothing,
    someone_else_is_excluded,
    the_access_runs_out,
    the_account_closes,
    the_membership_ends,
    the_membership_is_still_to_begin,
    the_record_is_restricted,
    the_role_conveys_nothing,
    the_user_is_excluded,
    the_user_is_excluded_from_another,
    through_glass,
    through_the_team,
)

pytestmark = pytest.mark.slow

HOUR = datetime.timedelta(hours=1)


def the_team_closes(scene):
    Team.objects.filter(pk=scene.team.pk).update(closed_at=timezone.now())


def an_exclusion_has_ended(scene):
    excluded = {"user": scene.user, "reason": "A cousin"}
    exclusion = exclude_person(obj=scene.person, by=scene.manager, **excluded)
    readmit_person(obj=scene.person, exclusion=exclusion, by=scene.manager, because="A mistake")


def the_hour_is_over(scene):
    past = timezone.now() - HOUR
    scene.glass.broken_at, scene.glass.valid_until = past - HOUR, past
    scene.glass.save()


def it_was_someone_elses_glass(scene):
    other = member(scene.team)
    scene.glass.user, scene.glass.membership = other, other.memberships.get()
    scene.glass.save()


def it_was_glass_of_another_kind(scene):
    scene.glass.object_type = "agencies.team"
    scene.glass.save()


def it_was_glass_of_another_record(scene):
    scene.glass.object_id = scene.person.pk + 1000
    scene.glass.save()


CASES = [
    (through_the_team, nothing, True),
    (through_the_team, the_account_closes, False),
    (through_the_team, the_team_closes, False),
    (through_the_team, the_membership_ends, False),
    (through_the_team, the_membership_is_still_to_begin, False),
    (through_the_team, the_role_conveys_nothing, False),
    (through_the_team, the_access_runs_out, False),
    (through_the_team, the_record_is_restricted, False),
    (through_the_team, the_user_is_excluded, False),
    (through_the_team, someone_else_is_excluded, True),
    (through_the_team, an_exclusion_has_ended, True),
    (through_the_team, the_user_is_excluded_from_another, True),
    (by_name, nothing, True),
    (by_name, the_account_closes, False),
    (by_name, the_access_runs_out, False),
    (by_name, the_record_is_restricted, True),
    (by_name, the_user_is_excluded, False),
    (by_name, someone_else_is_excluded, True),
    (through_glass, nothing, True),
    (through_glass, the_account_closes, False),
    (through_glass, the_team_closes, False),
    (through_glass, the_membership_ends, False),
    (through_glass, the_membership_is_still_to_begin, False),
    (through_glass, the_role_conveys_nothing, False),
    (through_glass, the_record_is_restricted, False),
    (through_glass, the_user_is_excluded, False),
    (through_glass, the_hour_is_over, False),
    (through_glass, it_was_someone_elses_glass, False),
    (through_glass, it_was_glass_of_another_kind, False),
    (through_glass, it_was_glass_of_another_record, False),
]


def what_is_read(user):
    """The records that each list gives."""
    for_all = Profile.objects.all()
    lists = {"visible_to": set(for_all.visible_to(user))}
    for order in ("name", "-name", "activity", "-activity"):
        lists[order] = set(for_all.page_for(user, order=order))
    lists["narrowed"] = set(for_all.filter(version__gte=0).page_for(user))
    lists["words"] = set(for_all.page_for(user, words="e"))
    return lists


def answers(user, person):
    """What each question about the one record is answered."""
    return {
        "can": policy.can(user, "profile.view", person),
        "has_perm": user.has_perm("profiles.view_profile", person),
        "group_permissions": "view_profile" in user.get_group_permissions(person),
        "sections": bool(section_access.held_sections(user, person)),
        "level": section_access.highest_level(user, person) >= Level.VIEW,
    }


@pytest.mark.parametrize(
    ("way", "happens", "reads"), CASES, ids=[f"{w.__name__}-{h.__name__}" for w, h, _ in CASES]
)
def test_each_way_in_and_what_shuts_it(scene, way, happens, reads):
    way(scene)

    happens(scene)

    user, person = User.objects.get(pk=scene.user.pk), Profile.objects.get(pk=scene.person.pk)
    expected = {person} if reads else set()
    lists = what_is_read(user)
    assert lists == dict.fromkeys(lists, expected)
    said = answers(user, person)
    assert said == dict.fromkeys(said, reads)
    beside = answers(user, scene.beside)
    assert beside == dict.fromkeys(beside, False)
    assert Profile.objects.count_for(user) == len(expected)


def test_django_is_told_nothing_of_what_is_not_shared(scene):
    assert not scene.manager.has_perm("agencies.view_team", scene.team)
    assert not scene.manager.has_perm("profiles.view_profile")


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
def test_nobody_reads_or_knows_anything(scene, nobody):
    for rows in (
        Profile.objects.visible_to(nobody),
        Profile.objects.known_to(nobody),
        Profile.objects.to_be_found_by(nobody),
        Profile.objects.administrable_by(nobody),
        Profile.objects.page_for(nobody),
    ):
        assert list(rows) == []
    assert Profile.objects.count_for(nobody) == 0
    assert section_access.held_sections(nobody, scene.person) == {}


@pytest.mark.parametrize("way", [through_the_team, by_name])
def test_access_is_to_some_sections_and_to_one_level(scene, way):
    way(scene, sections=["log"], level=Level.VIEW)
    user, person = scene.user, scene.person

    def reads(**limits):
        return list(Profile.objects.visible_to(user, **limits)) == [person]

    assert (reads(section="log"), reads(section="risk")) == (True, False)
    assert (reads(level=Level.VIEW), reads(level=Level.CONTRIBUTE)) == (True, False)
    assert section_access.held_sections(user, person) == {"log": Level.VIEW}
    assert not user.has_perm("profiles.contribute_profile", person)
    way(scene, sections=["log"], level=Level.CONTRIBUTE)
    assert section_access.held_sections(user, person) == {"log": Level.CONTRIBUTE}
    assert user.has_perm("profiles.contribute_profile", person)


def test_glass_opens_every_section_to_read_and_none_to_add(scene):
    through_glass(scene)

    held = section_access.held_sections(scene.user, scene.person)
    assert held == dict.fromkeys(Profile.SECTIONS, Level.VIEW)
    assert not Profile.objects.visible_to(scene.user, level=Level.CONTRIBUTE).exists()
    assert Profile.objects.visible_to(scene.user, section="risk").exists()


def test_entries_are_read_by_those_who_hold_the_section(scene):
    entry = write_contact(scene.person, scene.manager)
    other = write_contact(scene.beside, scene.manager)

    through_the_team(scene, sections=["risk"])
    assert not type(entry).objects.visible_to(scene.user).exists()
    through_the_team(scene, sections=["log"])
    assert list(type(entry).objects.visible_to(scene.user)) == [entry]
    assert set(type(entry).objects.visible_to(scene.manager)) == {entry, other}
