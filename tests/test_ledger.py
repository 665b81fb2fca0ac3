"""What is given, ended or run out on one record, to one grantee, leaves the others alone."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from access import filter_sql, services
from access.ledger import named_managers
from access.levels import Level
from access.models import Grant
from access.tests.factories import (
    BreakGlassFactory,
    DiscoveryFactory,
    LawfulBasisFactory,
    give,
    restrict,
    run_out,
)
from agencies.models import Membership, User
from agencies.tests.factories import MembershipFactory, TeamFactory, agree, member
from profiles.models import Profile, ProfileTeamHold, ProfileUserHold
from profiles.tests.factories import ProfileActivityFactory, RoleFactory, make_person

pytestmark = pytest.mark.slow

Role = Membership.Role
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def other(manager, police):
    """A second record of the owner team."""
    return make_person(by=manager, team=police, surname="Ashdown")


def give_many(by, team, people, **other):
    if team.agency != by.acting_team.agency:
        agree(by.acting_team, team)
    return services.give_access_to_many(
        records=Profile.objects.filter(pk__in=[person.pk for person in people]),
        by=User.objects.get(pk=by.pk),
        team=team,
        level=Level.VIEW,
        sections=["log"],
        purpose="Joint work",
        basis=LawfulBasisFactory(),
        **other,
    )


# ---- One record, one grantee -------------------------------------------------------------------
def test_access_to_one_record_replaces_nothing_of_another(person, other, manager, elsewhere):
    first = give(person, manager, elsewhere)

    second = give(other, manager, elsewhere)

    first.refresh_from_db()
    assert second.replaces is None
    assert first.ended_at is None


def test_what_has_ended_is_not_replaced(person, manager, elsewhere):
    first = give(person, manager, elsewhere)
    services.end_access(obj=person, grant=first, by=manager, because="Over")
    ended_at = Grant.objects.get(pk=first.pk).ended_at

    second = give(person, manager, elsewhere)

    assert second.replaces is None
    assert Grant.objects.get(pk=first.pk).ended_at == ended_at


def test_a_team_and_its_people_have_access_each_of_their_own(person, manager, elsewhere, outsider):
    named = give(person, manager, outsider, named=True)

    of_team = give(person, manager, elsewhere)

    assert of_team.replaces is None
    assert Grant.objects.unended().filter(pk=named.pk).exists()


def test_many_at_once_leave_other_records_and_grantees_alone(
    person, other, manager, elsewhere, outsider, council
):
    kept = [
        give(other, manager, elsewhere),
        give(person, manager, council),
        give(person, manager, outsider, named=True),
    ]

    assert give_many(manager, elsewhere, [person]).done == 1
    services.end_access_to_many(
        records=Profile.objects.filter(pk=person.pk), by=manager, team=elsewhere, because="Over"
    )

    assert set(Grant.objects.unended()) == set(kept)


def test_many_at_once_do_not_end_again_what_has_ended(person, manager, elsewhere):
    first = give(person, manager, elsewhere)
    services.end_access(obj=person, grant=first, by=manager, because="Over")

    give_many(manager, elsewhere, [person])

    assert Grant.objects.get(pk=first.pk).ended_because == "Over"
    assert Grant.objects.unended().get().replaces is None


def test_many_at_once_bring_each_its_own_last_activity(person, other, manager, elsewhere):
    moments = {person: timezone.now() + HOUR, other: timezone.now() + 2 * HOUR}
    for one, moment in moments.items():
        ProfileActivityFactory(content_object=one, section=1, last_at=moment)

    give_many(manager, elsewhere, [person, other])

    held = ProfileTeamHold.objects.filter(group=elsewhere)
    assert {h.content_object_id: h.last_activity_at for h in held} == {
        one.pk: moment for one, moment in moments.items()
    }


def test_many_at_once_drop_what_ran_out_of_these_records_alone(
    person, other, manager, elsewhere, outsider, council
):
    third = make_person(by=manager, surname="Third")
    run_out(give(person, manager, council), ProfileTeamHold)
    run_out(give(other, manager, council), ProfileTeamHold)
    give(person, manager, outsider, named=True)
    give(third, manager, council)
    # The place ran out, and what was given in it has not been ended yet.
    by_name = give(third, manager, outsider, named=True)
    ProfileUserHold.objects.filter(grant=by_name).update(valid_until=timezone.now() - HOUR)

    give_many(manager, TeamFactory(agency=elsewhere.agency), [person, third])

    assert not person.team_holds.filter(group=council).exists()
    assert other.team_holds.filter(group=council).exists()
    assert person.user_holds.filter(user=outsider).exists()
    assert third.team_holds.filter(group=council).exists()
    assert third.user_holds.filter(user=outsider).exists()


# ---- Who can be given access, and who keeps a restricted record --------------------------------
@pytest.mark.parametrize("role", [Role.CONTROL_ROOM, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_a_place_that_works_with_records_can_be_named(person, manager, council, role):
    membership = MembershipFactory(team=council, role=role)
    member(council)
    agree(person.owner_team, council)

    with pytest.raises(ValidationError) as problem:
        services.give_access(
            obj=person,
            by=manager,
            team=council,
            membership=membership,
            level=Level.VIEW,
            sections=["log"],
            purpose="x",
            basis=LawfulBasisFactory(),
        )

    assert "no longer work in this team" in str(problem.value)
    assert not Grant.objects.exists()


def test_a_place_that_is_over_cannot_be_named(person, manager, council):
    membership = MembershipFactory(
        team=council,
        role=Role.PRACTITIONER,
        valid_from=timezone.now() - 2 * HOUR,
        valid_until=timezone.now() - HOUR,
    )
    member(council)

    with pytest.raises(ValidationError, match="no longer work in this team"):
        services.give_access(
            obj=person,
            by=manager,
            team=council,
            membership=membership,
            level=Level.VIEW,
            sections=["log"],
            purpose="x",
            basis=LawfulBasisFactory(),
        )


@pytest.mark.parametrize(
    "who", ["practitioner", "other team", "passing", "for a while", "other record", "ended"]
)
def test_a_named_manager_is_one_of_the_owner_team_until_ended(
    person, other, manager, police, outsider, elsewhere, who
):
    restrict(person, manager)
    before = set(named_managers(person))
    assert len(before) == 1
    months = timezone.now() + 2000 * HOUR

    if who == "practitioner":
        give(person, manager, member(police), named=True)
    elif who == "other team":
        give(person, manager, member(elsewhere, Role.MANAGER), named=True)
    elif who == "passing":
        leaving = member(police, Role.MANAGER)
        leaving.memberships.update(valid_until=months)
        give(person, manager, leaving, named=True)
    elif who == "for a while":
        give(person, manager, member(police, Role.MANAGER), named=True, days=3)
    elif who == "other record":
        second = member(police, Role.MANAGER)
        restrict(other, manager)
        give(other, manager, second, named=True)
    else:
        second = member(police, Role.MANAGER)
        grant = give(person, manager, second, named=True)
        services.end_access(obj=person, grant=grant, by=manager, because="Over")

    assert set(named_managers(person)) == before


def test_a_named_manager_who_is_let_in_again_counts_again(person, manager, police):
    restrict(person, manager)
    second = member(police, Role.MANAGER)
    given = give(person, manager, second, named=True)
    excluded = services.exclude_person(obj=person, by=manager, user=second, reason="A cousin")
    assert given not in named_managers(person)

    services.readmit_person(obj=person, exclusion=excluded, by=manager, because="A mistake")

    assert given in named_managers(person)


# ---- Lists -------------------------------------------------------------------------------------
def test_a_filter_that_leaves_many_shows_them_all(manager, police, monkeypatch):
    monkeypatch.setattr(filter_sql, "FEW", 2)
    people = [make_person(by=manager, team=police) for _ in range(4)]
    others = [make_person(by=manager, team=police) for _ in range(2)]
    for one in people:
        RoleFactory(profile=one, kind="witness")
    RoleFactory(profile=others[0], kind="victim")

    many = Profile.objects.with_role("witness")
    few = Profile.objects.with_role("victim")

    assert set(many.page_for(manager)) == set(people)
    assert set(many.ids_for(manager)) == {one.pk for one in people}
    assert list(few.page_for(manager)) == [others[0]]
    assert len(few.with_role("witness").page_for(manager)) == 0


def test_what_is_read_in_an_emergency_has_its_own_place_in_the_list(manager, staffordshire):
    neighbour = member(TeamFactory(areas=[staffordshire]))
    later, sooner = (make_person(by=manager) for _ in range(2))
    for person, hours in ((later, 2), (sooner, 1)):
        ProfileActivityFactory(
            content_object=person, section=1, last_at=timezone.now() + hours * HOUR
        )
        DiscoveryFactory(obj=person, by=neighbour)
        BreakGlassFactory(obj=person, by=neighbour)

    listed = Profile.objects.page_for(neighbour, order="-activity")

    assert list(listed) == [later, sooner]
