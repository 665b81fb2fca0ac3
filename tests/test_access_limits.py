"""Restricted records and exclusions; and access that is over, refused at the next question."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.utils import timezone

from access import services
from access.levels import Level
from access.models import Grant
from access.tests.factories import LawfulBasisFactory, allow_sharing, give, restrict
from agencies.models import FOREVER, Membership, User
from agencies.services.accounts import disable_user
from agencies.services.memberships import change_membership, end_membership
from agencies.tests.factories import MembershipFactory, TeamFactory, UserFactory, member
from core import policy
from profiles.models import Profile

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Role = Membership.Role


def sees(user, obj, **limits):
    fresh = User.objects.get(pk=user.pk)
    return Profile.objects.visible_to(fresh, **limits).filter(pk=obj.pk).exists()


@pytest.fixture
def second(police):
    """Another manager of the owner team."""
    return member(police, Role.MANAGER, name="Tomas Ferrier")


@pytest.fixture
def restricted(person, manager, officer, council):
    """A restricted record, and a team with access to it that the restriction shuts out."""
    give(person, manager, council)
    return restrict(person, manager)


def test_a_restricted_record_opens_to_named_people_alone(
    restricted, manager, officer, second, council
):
    assert sees(manager, restricted, level=Level.CONTRIBUTE)
    for shut_out in (officer, second, member(council)):
        assert not sees(shut_out, restricted)

    give(restricted, manager, officer, named=True, sections=["log"])

    assert sees(officer, restricted, section="log")
    assert not sees(officer, restricted, section="risk")


def test_lifting_opens_it_to_those_who_had_access(restricted, manager, officer, council):
    give(restricted, manager, officer, named=True)

    services.lift_restriction(obj=restricted, by=manager, because="The threat is over")

    assert sees(officer, restricted, level=Level.MANAGE)
    assert sees(member(council), restricted)
    assert not restricted.user_holds.exists()


def test_a_record_is_restricted_once_and_lifted_once(person, restricted, manager):
    with pytest.raises(ValidationError, match="restricted already"):
        restrict(person, manager)
    services.lift_restriction(obj=person, by=manager, because="x")
    with pytest.raises(ValidationError, match="not restricted"):
        services.lift_restriction(obj=person, by=manager, because="x")


def test_only_the_owners_managers_restrict(person, officer, outsider, administrator):
    with pytest.raises(PermissionDenied):
        restrict(person, officer)
    for stranger in (outsider, administrator):
        with pytest.raises(Http404):
            restrict(person, stranger)


def test_a_manager_whose_role_runs_out_does_not_restrict(person, police):
    until = timezone.now() + datetime.timedelta(days=2)
    place = MembershipFactory(
        user=UserFactory(), team=police, role=Role.MANAGER, valid_until=until
    )

    with pytest.raises(ValidationError, match="has an end date"):
        restrict(person, place.user)

    person.refresh_from_db()
    assert not person.is_restricted


def test_no_team_is_given_a_restricted_record(restricted, manager):
    with pytest.raises(ValidationError, match="named people"):
        give(restricted, manager, TeamFactory())


# ---- A named manager stays ---------------------------------------------------------------------
def ended(restricted, manager, administrator):
    grant = Grant.objects.unended().get(user=manager)
    services.end_access(obj=restricted, grant=grant, by=manager, because="x")


def given_for_a_time(restricted, manager, administrator):
    give(restricted, manager, manager, named=True, days=3)


def left(restricted, manager, administrator):
    end_membership(membership=manager.memberships.get(), by=administrator, reason="x")


def made_practitioner(restricted, manager, administrator):
    place = manager.memberships.get()
    other = place.team.memberships.filter(role=Role.MANAGER).exclude(pk=place.pk).get()
    change_membership(membership=place, by=other.user, role=Role.PRACTITIONER)


LOSING = [ended, given_for_a_time, left, made_practitioner]


@pytest.mark.parametrize("lose", LOSING)
def test_the_only_named_manager_stays(restricted, manager, second, administrator, lose):
    before = list(Grant.objects.values().order_by("pk"))

    with pytest.raises(ValidationError, match="Name another manager first"):
        lose(restricted, manager, administrator)

    assert list(Grant.objects.values().order_by("pk")) == before
    assert manager.memberships.get().valid_until == FOREVER
    assert sees(manager, restricted)


@pytest.mark.parametrize("lose", LOSING)
def test_one_of_two_named_managers_may_go(restricted, manager, second, administrator, lose):
    give(restricted, manager, second, named=True)

    lose(restricted, manager, administrator)

    assert sees(second, restricted)


def test_the_last_named_manager_who_is_not_excluded_stays(
    restricted, manager, second, administrator
):
    give(restricted, manager, second, named=True)
    services.exclude_person(obj=restricted, by=manager, user=second, reason="A cousin")

    for lose in LOSING:
        with pytest.raises(ValidationError, match="Name another manager first"):
            lose(restricted, manager, administrator)


def test_the_only_lasting_named_manager_is_not_excluded(restricted, manager, second):
    give(restricted, manager, second, named=True, days=3)

    with pytest.raises(ValidationError, match="Name another manager first"):
        services.exclude_person(obj=restricted, by=second, user=manager, reason="A cousin")

    assert sees(manager, restricted)


BEHIND = {
    "the grant is ended": "UPDATE access_grant SET ended_at = now(), ended_by_id = given_by_id "
    "WHERE user_id IS NOT NULL",
    "the grant gets an end": "UPDATE access_grant SET valid_until = now() + interval '1 day' "
    "WHERE user_id IS NOT NULL",
    "the place gets an end": "UPDATE agencies_membership SET valid_until = now() + interval "
    "'1 day' WHERE role = 'manager'",
    "the place has another role": "UPDATE agencies_membership SET role = 'practitioner' "
    "WHERE role = 'manager'",
    "another team owns it": "UPDATE profiles_profile SET owner_team_id = "
    "(SELECT min(group_ptr_id) FROM agencies_team t WHERE t.group_ptr_id <> owner_team_id)",
}


@transaction.atomic
def at_commit(sql):
    """Run SQL, then what the database checks at commit."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("sql", BEHIND.values(), ids=BEHIND)
def test_the_database_refuses_a_restricted_record_without_a_named_manager(restricted, sql):
    with pytest.raises(DatabaseError, match="no named manager"):
        at_commit(sql)


def test_the_database_refuses_to_restrict_a_record_that_names_nobody(person):
    with pytest.raises(DatabaseError, match="no named manager"):
        at_commit("UPDATE profiles_profile SET is_restricted = true")


# ---- Exclusions --------------------------------------------------------------------------------
def test_an_exclusion_ends_once(person, manager, officer):
    exclusion = services.exclude_person(obj=person, by=manager, user=officer, reason="A cousin")
    services.readmit_person(obj=person, exclusion=exclusion, by=manager, because="x")

    with pytest.raises(ValidationError, match="already ended"):
        services.readmit_person(obj=person, exclusion=exclusion, by=manager, because="x")


def test_only_the_owners_managers_exclude(person, manager, officer, colleague, administrator):
    exclusion = services.exclude_person(obj=person, by=manager, user=colleague, reason="x")

    with pytest.raises(PermissionDenied):
        services.exclude_person(obj=person, by=officer, user=manager, reason="x")
    with pytest.raises(PermissionDenied):
        services.readmit_person(obj=person, exclusion=exclusion, by=officer, because="x")
    for hidden_from in (colleague, administrator):
        with pytest.raises(Http404):
            services.readmit_person(obj=person, exclusion=exclusion, by=hidden_from, because="x")


def test_the_excluded_neither_see_know_administer_nor_find(person, manager, administrator):
    services.exclude_person(obj=person, by=manager, user=administrator, reason="A cousin")

    for face in ("visible_to", "known_to", "administrable_by", "to_be_found_by"):
        assert not getattr(Profile.objects, face)(administrator).exists()


# ---- Administrators ----------------------------------------------------------------------------
def test_an_administrator_gives_to_others_and_never_to_self_or_own_team(
    person, administrator, elsewhere, outsider
):
    give(person, administrator, elsewhere)
    assert sees(outsider, person)
    assert not sees(administrator, person)

    own = administrator.memberships.get()
    practises = MembershipFactory(user=administrator, team=TeamFactory(), role=Role.PRACTITIONER)
    administrator = User.objects.get(pk=administrator.pk)
    for terms in ({"team": own.team}, {"team": practises.team}):
        with pytest.raises(ValidationError, match="to yourself or to a team of your own"):
            give(person, administrator, terms["team"])
    with pytest.raises(ValidationError, match="to yourself"):
        services.give_access(
            obj=person,
            by=administrator,
            team=practises.team,
            membership=practises,
            level=Level.VIEW,
            sections=[],
            purpose="x",
            basis=LawfulBasisFactory(),
        )


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.ADMINISTRATOR])
def test_nor_to_somebody_of_an_own_team_through_another_of_theirs(person, administrator, role):
    named = MembershipFactory()
    shared = MembershipFactory(
        user=named.user, team=administrator.memberships.get().team, role=role
    )
    terms = {
        "obj": person,
        "by": administrator,
        "team": named.team,
        "membership": named,
        "level": Level.VIEW,
        "sections": [],
        "purpose": "x",
        "basis": LawfulBasisFactory(),
    }
    allow_sharing(person.owner_team, named.team)

    with pytest.raises(ValidationError, match="nor to anyone in one") as problem:
        services.give_access(**terms)
    assert list(problem.value.message_dict) == ["people"]

    over = {
        "valid_from": timezone.now() - datetime.timedelta(days=9),
        "valid_until": timezone.now(),
    }
    Membership.objects.filter(pk=shared.pk).update(**over)
    services.give_access(**terms)
    assert sees(named.user, person)


def test_a_restricted_record_does_not_exist_for_administrators(restricted, administrator):
    with pytest.raises(Http404):
        give(restricted, administrator, TeamFactory())


# ---- What is over is over ----------------------------------------------------------------------
def leaves(user, administrator, manager, person):
    end_membership(membership=user.memberships.get(), by=administrator, reason="x")


def is_disabled(user, administrator, manager, person):
    disable_user(user=user, by=administrator, reason="x")


def loses_the_grant(user, administrator, manager, person):
    grant = Grant.objects.unended().get()
    services.end_access(obj=person, grant=grant, by=manager, because="x")


@pytest.mark.parametrize("over", [leaves, is_disabled, loses_the_grant])
@pytest.mark.parametrize("named", [True, False])
def test_access_that_is_over_is_refused_at_the_next_question(
    person, manager, council, administrator, over, named
):
    reader = member(council)
    give(person, manager, reader if named else council, named=named)
    assert policy.can(reader, "profile.view", person)

    over(reader, administrator, manager, person)

    reader = User.objects.get(pk=reader.pk)
    assert not policy.can(reader, "profile.view", person)
    assert not reader.has_perm("profiles.view_profile", person)
    assert Profile.objects.page_for(reader).rows == []
    with pytest.raises(Http404):
        policy.require(reader, "profile.view", person)


@pytest.mark.parametrize("named", [True, False])
def test_an_account_closed_while_its_page_is_made_lists_nothing(
    person, manager, council, administrator, named
):
    reader = member(council)
    give(person, manager, reader if named else council, named=named)

    disable_user(user=User.objects.get(pk=reader.pk), by=administrator, reason="x")

    assert not Profile.objects.visible_to(reader).exists()
    assert Profile.objects.page_for(reader).rows == []
    assert Profile.objects.count_for(reader) == 0


def test_a_manager_for_a_time_does_not_restrict_by_a_place_that_manages_nothing(person, police):
    for_a_time = member(police, username="deputy")
    MembershipFactory(
        user=for_a_time,
        team=police,
        role=Role.MANAGER,
        valid_until=timezone.now() + datetime.timedelta(days=30),
    )

    with pytest.raises(ValidationError, match="Your role as manager has an end date"):
        restrict(person, User.objects.get(pk=for_a_time.pk))
    assert not Profile.objects.get(pk=person.pk).is_restricted


def test_access_ends_with_the_place_by_anyone_who_ended_that(
    person, manager, administrator, council
):
    head = member(council, username="head", role=Role.MANAGER)
    for by in (administrator, head):
        named = member(council, username=f"leaver_{by.username}")
        grant = give(person, manager, named, named=True)

        end_membership(membership=named.memberships.get(), by=by, reason="Left")

        grant.refresh_from_db()
        assert grant.ended_by == by


def test_an_administrator_shares_with_a_team_they_have_left(person, administrator, council):
    left = MembershipFactory(user=administrator, team=council)
    with pytest.raises(ValidationError, match="a team of your own"):
        give(person, administrator, council)
    Membership.objects.filter(pk=left.pk).update(
        valid_from=timezone.now() - datetime.timedelta(days=9), valid_until=timezone.now()
    )

    give(person, User.objects.get(pk=administrator.pk), council)

    assert sees(member(council), person)
