"""A restricted record is handed over by name; each record by itself."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from access import services
from access.levels import Level
from access.models import Grant
from access.tests.factories import (
    TransferFactory,
    give,
    restrict,
    run_out,
)
from agencies.models import Agreement, Membership, User
from agencies.tests.factories import MembershipFactory, UserFactory, agree, member
from profiles.models import Profile
from tests.transfers.transferring import Keep, State, accept, sees

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


# ---- A restricted record -----------------------------------------------------------------------
@pytest.fixture
def restricted(person, manager, taker):
    record = restrict(person, manager)
    give(record, manager, taker, named=True, level=Level.VIEW, sections=["log"])
    return record


def test_a_named_manager_takes_over_a_restricted_record(restricted, manager, elsewhere, taker):
    transfer = TransferFactory(obj=restricted, by=manager, to=elsewhere)

    accept(transfer, taker)

    assert sees(taker, restricted, section="risk", level=Level.CONTRIBUTE)
    assert not sees(manager, restricted)
    assert Grant.objects.unended().get(object_id=restricted.pk).user == taker


def test_a_restricted_record_is_not_taken_by_a_manager_whose_role_runs_out(
    restricted, manager, elsewhere
):
    until = timezone.now() + datetime.timedelta(days=2)
    place = MembershipFactory(
        user=UserFactory(), team=elsewhere, role=Membership.Role.MANAGER, valid_until=until
    )
    give(restricted, manager, place.user, named=True)
    transfer = TransferFactory(obj=restricted, by=manager, to=elsewhere)

    with pytest.raises(ValidationError, match="has an end date"):
        accept(transfer, place.user)

    restricted.refresh_from_db()
    assert restricted.owner_team == manager.acting_team


def named(restricted, manager, officer, **terms):
    return give(restricted, manager, officer, named=True, **terms)


def test_a_named_person_of_the_old_owner_keeps_no_more_than_they_had(
    restricted, manager, officer, elsewhere, taker
):
    before = named(restricted, manager, officer, level=Level.VIEW, sections=["log"], days=3)
    transfer = TransferFactory(obj=restricted, by=manager, to=elsewhere, keep=Keep.CONTRIBUTE)

    accept(transfer, taker)

    kept = Grant.objects.unended().get(user=officer)
    assert (kept.level, kept.sections) == (Level.VIEW, ["log"])
    assert kept.valid_until == before.valid_until


def test_access_that_had_run_out_does_not_come_back(
    restricted, manager, officer, elsewhere, taker
):
    run_out(named(restricted, manager, officer, days=3), Profile.user_holds.rel.related_model)
    transfer = TransferFactory(obj=restricted, by=manager, to=elsewhere, keep=Keep.VIEW)

    accept(transfer, taker)

    assert not sees(officer, restricted)
    assert not Grant.objects.unended().filter(user=officer).exists()


def test_a_restricted_record_is_offered_to_a_team_where_a_manager_reads_it(
    restricted, manager, elsewhere, taker
):
    services.exclude_person(obj=restricted, by=manager, user=taker, reason="A cousin")

    with pytest.raises(ValidationError, match="Name a manager"):
        TransferFactory(obj=restricted, by=manager, to=elsewhere)


def test_a_proposal_of_one_record_stands_in_the_way_of_no_other(
    person, other, manager, elsewhere, taker
):
    TransferFactory(obj=person, by=manager, to=elsewhere)

    assert TransferFactory(obj=other, by=manager, to=elsewhere).state == State.PROPOSED


@pytest.mark.parametrize("who", ["nobody", "a practitioner", "a manager who has left"])
def test_a_team_without_a_manager_cannot_be_asked(person, manager, police, council, who):
    agree(police, council)
    if who == "a practitioner":
        member(council)
    elif who == "a manager who has left":
        member(council, Membership.Role.MANAGER).memberships.update(
            valid_from=timezone.now() - datetime.timedelta(days=2),
            valid_until=timezone.now() - datetime.timedelta(days=1),
        )

    with pytest.raises(ValidationError, match="no manager who could accept"):
        TransferFactory(obj=person, by=manager, to=council)


def test_without_an_agreement_no_other_agency_is_asked_or_accepts(
    person, other, manager, police, council
):
    accepts = member(council, Membership.Role.MANAGER)
    with pytest.raises(ValidationError, match="No agreement is in force"):
        TransferFactory(obj=person, by=manager, to=council)

    agreement = agree(police, council)
    transfer = TransferFactory(obj=other, by=manager, to=council)
    Agreement.objects.filter(pk=agreement.pk).update(
        ended_at=timezone.now(), ended_by=manager, why_ended="Over"
    )

    with pytest.raises(ValidationError, match="No agreement is in force"):
        accept(transfer, accepts)
    other.refresh_from_db()
    assert other.owner_team == police


def test_a_lead_who_works_in_the_new_team_stays_lead(person, manager, officer, elsewhere, taker):
    MembershipFactory(user=officer, team=elsewhere, role=Membership.Role.PRACTITIONER)
    person.lead, person._history_user = officer, manager
    person.save()

    accept(TransferFactory(obj=person, by=manager, to=elsewhere), taker)

    person.refresh_from_db()
    assert person.lead == officer


@pytest.mark.parametrize("keep", [Keep.NOTHING, Keep.VIEW])
def test_people_of_third_teams_keep_the_access_they_were_given_by_name(
    person, manager, elsewhere, taker, council, keep
):
    third = member(council)
    given = give(person, manager, third, named=True, level=Level.CONTRIBUTE)

    accept(TransferFactory(obj=person, by=manager, to=elsewhere, keep=keep), taker)

    assert Grant.objects.unended().get(user=third) == given


def test_who_takes_a_restricted_record_is_named_as_manager_of_the_new_team(
    restricted, manager, elsewhere, taker, council
):
    MembershipFactory(user=taker, team=council, role=Membership.Role.MANAGER)
    MembershipFactory(user=taker, team=elsewhere, role=Membership.Role.PRACTITIONER)
    transfer = TransferFactory(obj=restricted, by=manager, to=elsewhere)

    accept(transfer, User.objects.get(pk=taker.pk))

    place = restricted.user_holds.get(user=taker).membership
    assert (place.team, place.role) == (elsewhere, Membership.Role.MANAGER)


def test_a_manager_whose_named_access_ran_out_does_not_read_a_restricted_record(
    restricted, manager, elsewhere, taker
):
    run_out(Grant.objects.unended().get(user=taker), Profile.user_holds.rel.related_model)

    with pytest.raises(ValidationError, match="Name a manager"):
        TransferFactory(obj=restricted, by=manager, to=elsewhere)
