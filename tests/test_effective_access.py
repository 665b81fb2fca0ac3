"""Each way in to a record, and each single thing that shuts it, asked in every way there is."""

import datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from access import section_access
from access.levels import Level
from access.models import BreakGlass, Discovery, Grant
from access.services import exclude_person, readmit_person, restrict_record
from access.tests.factories import LawfulBasisFactory, give, run_out
from agencies.models import Agency, Membership, Team, User
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from core import policy
from profiles.models import Profile, ProfileExclusion, ProfileTeamHold, ProfileUserHold
from profiles.tests.factories import make_person, write_contact

Role = Membership.Role
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def scene(person, manager, police, staffordshire, elsewhere):
    """A record, a user of another team, and a record beside it that is none of their business."""
    team = TeamFactory(areas=[])
    user = member(team)
    beside = make_person(by=manager, team=police, surname="Beside")
    for other in (member(elsewhere), member(team, Role.CONTROL_ROOM)):
        give(beside, manager, elsewhere) if other.acting_team == elsewhere else None
    return SimpleNamespace(
        person=person,
        beside=beside,
        manager=manager,
        team=team,
        user=user,
        place=user.memberships.get(),
        area=staffordshire,
    )


# ---- Ways in ---------------------------------------------------------------------------------
def through_the_team(scene, **terms):
    scene.grant = give(scene.person, scene.manager, scene.team, **terms)


def by_name(scene, **terms):
    scene.grant = give(scene.person, scene.manager, scene.user, named=True, **terms)


def through_glass(scene, **changed):
    scene.glass = BreakGlass.objects.create(
        **{
            "object_type": "profiles.profile",
            "object_id": scene.person.pk,
            "user": scene.user,
            "membership": scene.place,
            "reason": "He is at the door",
            "valid_until": timezone.now() + HOUR,
            **changed,
        }
    )


# ---- What shuts them -------------------------------------------------------------------------
def nothing(scene):
    """All is well."""


def the_account_closes(scene):
    User.objects.filter(pk=scene.user.pk).update(is_active=False, disabled_at=timezone.now())


def the_team_closes(scene):
    Team.objects.filter(pk=scene.team.pk).update(closed_at=timezone.now())


def the_membership_ends(scene):
    past = timezone.now() - HOUR
    scene.user.memberships.update(valid_from=past - HOUR, valid_until=past)


def the_membership_is_still_to_begin(scene):
    scene.user.memberships.update(valid_from=timezone.now() + HOUR)


def the_role_conveys_nothing(scene):
    scene.user.memberships.update(role=Role.AUDITOR)


def the_access_runs_out(scene):
    for hold in (ProfileTeamHold, ProfileUserHold):
        run_out(scene.grant, hold)


def the_record_is_restricted(scene):
    restrict_record(
        obj=scene.person, by=scene.manager, reason="A threat", basis=LawfulBasisFactory()
    )


def the_user_is_excluded(scene):
    exclude_person(obj=scene.person, by=scene.manager, user=scene.user, reason="A cousin")


def someone_else_is_excluded(scene):
    exclude_person(obj=scene.person, by=scene.manager, user=member(scene.team), reason="A cousin")


def an_exclusion_has_ended(scene):
    excluded = {"user": scene.user, "reason": "A cousin"}
    exclusion = exclude_person(obj=scene.person, by=scene.manager, **excluded)
    readmit_person(obj=scene.person, exclusion=exclusion, by=scene.manager, because="A mistake")


def the_user_is_excluded_from_another(scene):
    exclude_person(obj=scene.beside, by=scene.manager, user=scene.user, reason="A cousin")


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


# ---- The glass one reads through -------------------------------------------------------------
@pytest.mark.parametrize("way", [through_the_team, by_name])
def test_whoever_holds_access_reads_through_no_glass(scene, way):
    through_glass(scene)
    assert section_access.open_glass(scene.user, scene.person) == scene.glass
    assert section_access.open_glass(scene.user, scene.beside) is None
    assert section_access.open_glass(scene.manager, scene.person) is None

    way(scene)
    assert section_access.open_glass(scene.user, scene.person) is None

    the_access_runs_out(scene)
    assert section_access.open_glass(scene.user, scene.person) == scene.glass


def test_access_of_others_is_no_reason_to_leave_the_glass(scene):
    other = member(TeamFactory(areas=[]))
    give(scene.person, scene.manager, other, named=True)
    through_glass(scene)

    assert section_access.open_glass(scene.user, scene.person) == scene.glass


def test_glass_that_a_restriction_shuts_is_no_way_in(scene):
    through_the_team(scene)
    through_glass(scene)

    the_record_is_restricted(scene)

    assert section_access.open_glass(scene.user, scene.person) is None


# ---- Stubs -----------------------------------------------------------------------------------
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


def the_owner_is_discreet(scene):
    Team.objects.filter(pk=scene.person.owner_team_id).update(is_discreet=True)


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


def test_whoever_reads_a_record_knows_of_it(scene):
    through_the_team(scene)

    assert set(Profile.objects.known_to(scene.user)) == {scene.person}


# ---- Administrators --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("happens", "shares"),
    [
        (nothing, True),
        (the_record_is_restricted, False),
        (the_owner_is_discreet, False),
        (the_account_closes, False),
        (the_membership_ends, False),
        (the_membership_is_still_to_begin, False),
        (the_user_is_excluded, False),
        (the_role_conveys_nothing, False),
    ],
)
def test_an_administrator_shares_what_is_owned_in_the_area(scene, happens, shares):
    office = TeamFactory(areas=[scene.area])
    scene.user = member(office, Role.ADMINISTRATOR)
    away = make_person(by=member(TeamFactory(), Role.MANAGER), surname="Away")

    happens(scene)

    user = User.objects.get(pk=scene.user.pk)
    shared = set(Profile.objects.administrable_by(user))
    assert (scene.person in shared) is shares
    assert away not in shared
    assert not Profile.objects.visible_to(user).exists()


# ---- Grants ----------------------------------------------------------------------------------
def test_a_grant_is_live_from_its_beginning_until_it_ends_or_runs_out(scene):
    through_the_team(scene)
    grants, now = Grant.objects.of(scene.person), timezone.now()

    assert list(grants.live()) == [scene.grant]
    assert not grants.over().exists()
    grants.update(valid_from=now + HOUR)
    assert not grants.live().exists()
    grants.update(valid_from=now - 2 * HOUR, valid_until=now - HOUR)
    assert not grants.live().exists()
    assert list(grants.over()) == [scene.grant]
    assert list(grants.unended()) == [scene.grant]
    grants.update(valid_until=now + HOUR, ended_at=now, ended_by=scene.manager, ended_because="x")
    assert not grants.live().exists()
    assert not grants.unended().exists()
    assert not Grant.objects.of(scene.beside).filter(team=scene.team).exists()
    assert not Grant.objects.of(scene.team).exists()


def test_an_exclusion_is_from_one_record(scene):
    the_user_is_excluded_from_another(scene)

    assert ProfileExclusion.objects.get().content_object == scene.beside
    assert Agency.objects.exists()
    assert MembershipFactory(user=scene.user).team != scene.team
