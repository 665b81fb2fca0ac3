"""Grants, exclusions, restrictions and names that belong to one record."""

import datetime

import pytest
from django.utils import timezone

from access import bulk_preview, selectors, services
from access.levels import Level
from access.models import AccessRequest
from access.naming import naming
from access.tests.factories import (
    AccessRequestFactory,
    BreakGlassFactory,
    LawfulBasisFactory,
    TransferFactory,
    give,
)
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, agree, member
from profiles.tests.factories import make_person
from tests.waiting.acts import again

pytestmark = pytest.mark.slow
Role = Membership.Role
HOUR = datetime.timedelta(hours=1)


# ---- Grants, exclusions, names ------------------------------------------------------------------
def test_a_grant_is_found_on_its_record_while_it_is_not_ended(
    person, second, manager, officer, council, elsewhere
):
    grant = give(person, manager, council)
    hidden = give(person, manager, TeamFactory(is_discreet=True))
    other = give(second, manager, council)
    over = give(person, manager, elsewhere)
    services.end_access(obj=person, grant=over, by=manager, because="Over")

    assert selectors.grant_of(person, manager, grant.uuid) == grant
    assert selectors.grant_of(person, manager, hidden.uuid) == hidden
    assert selectors.grant_of(person, officer, hidden.uuid) is None
    assert selectors.grant_of(person, manager, other.uuid) is None
    assert selectors.grant_of(person, manager, over.uuid) is None


def test_access_of_another_record_cannot_be_ended_through_this_one(
    person, second, manager, council
):
    other = give(second, manager, council)

    with pytest.raises(type(other).DoesNotExist):
        services.end_access(obj=person, grant=other, by=manager, because="x")


def test_a_discreet_team_is_no_secret_from_its_own_people(person, manager, officer):
    refuge = TeamFactory(is_discreet=True)
    TeamFactory()
    inside = member(refuge)

    assert naming(officer, person).hidden_teams == [refuge.pk]
    assert naming(inside, person).hidden_teams == []
    assert naming(manager, person).hidden_teams == []


def test_an_exclusion_that_has_ended_is_not_listed(person, manager, officer, colleague):
    kept = services.exclude_person(obj=person, by=manager, user=officer, reason="x")
    over = services.exclude_person(obj=person, by=manager, user=colleague, reason="x")
    services.readmit_person(obj=person, exclusion=over, by=manager, because="x")

    assert selectors.exclusions_of(person) == [kept]


def test_an_administrator_finds_by_reference_what_is_owned_in_the_area(
    person, second, administrator, outsider
):
    theirs = make_person(by=outsider)

    assert selectors.administrable_with_reference(administrator, person.reference) == person
    assert selectors.administrable_with_reference(administrator, second.reference) == second
    assert selectors.administrable_with_reference(administrator, "P-1999-000001") is None
    assert selectors.administrable_with_reference(administrator, theirs.reference) is None


def test_references_lead_to_what_one_may_read(person, second, officer, outsider):
    hidden = make_person(by=outsider)
    wanted = [person.reference, hidden.reference, "P-1999-000001"]

    assert bulk_preview.referenced(type(person), officer, wanted) == [person]


# ---- Restrictions, places -----------------------------------------------------------------------
def test_lifting_ends_the_named_access_of_the_owners_people_to_this_record_alone(
    person, second, manager, police, officer
):
    for one in (person, second):
        services.restrict_record(obj=one, by=manager, reason="x", basis=LawfulBasisFactory())
    over = give(person, manager, officer, named=True)
    services.end_access(obj=person, grant=over, by=manager, because="Over")

    services.lift_restriction(obj=person, by=manager, because="x")

    second.refresh_from_db()
    assert second.user_holds.filter(user=manager).exists()
    over.refresh_from_db()
    assert over.ended_because == "Over"


def test_who_restricts_is_named_as_manager_of_the_owner_team(person, manager, police, council):
    for team, role in ((council, Role.MANAGER), (police, Role.PRACTITIONER)):
        Membership.objects.create(user=manager, team=team, role=role)
    Membership.objects.filter(user=manager, team=police, role=Role.MANAGER).delete()
    place = Membership.objects.create(user=manager, team=police, role=Role.MANAGER)

    services.restrict_record(obj=person, by=again(manager), reason="x", basis=LawfulBasisFactory())

    assert person.user_holds.get(user=manager).membership == place


def test_two_people_can_be_excluded(person, manager, officer, colleague):
    for user in (officer, colleague):
        services.exclude_person(obj=person, by=manager, user=user, reason="x")

    assert person.exclusions.count() == 2


def test_an_administrator_gives_to_a_team_they_have_left(person, administrator, council):
    agree(person.owner_team, council)
    Membership.objects.create(
        user=administrator,
        team=council,
        role=Role.PRACTITIONER,
        valid_from=timezone.now() - 2 * HOUR,
        valid_until=timezone.now() - HOUR,
    )

    grant = services.give_access(
        obj=person,
        by=again(administrator),
        team=council,
        level=Level.VIEW,
        sections=["log"],
        purpose="x",
        basis=LawfulBasisFactory(),
    )

    assert grant.team == council


def test_sharing_tells_managers_what_waits_on_this_record_alone(
    person, second, manager, officer, colleague, council
):
    """By one statement, what each part says by itself."""
    member(council, Role.MANAGER)
    asker, named = member(council), member(council)
    for record, excluded in ((person, officer), (second, colleague)):
        give(record, manager, named, named=True)
        AccessRequestFactory(obj=record, by=asker)
        BreakGlassFactory(obj=record, by=asker)
        TransferFactory(obj=record, by=manager, to=council)
        services.exclude_person(obj=record, by=manager, user=excluded, reason="x")

    for record in (person, second):
        assert selectors.to_manage(record) == {
            "waiting": list(AccessRequest.objects.of(record)),
            "emergencies": selectors.glass_to_review(record),
            "transfers": [selectors.transfer_of(record)],
            "exclusions": selectors.exclusions_of(record),
        }
        assert all(len(rows) == 1 for rows in selectors.to_manage(record).values())
