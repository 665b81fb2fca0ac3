"""Handing a record over: who may propose and answer, what is kept, and who sees no more."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from access import services
from access.levels import Level
from access.models import Grant, Transfer
from access.tests.factories import (
    LawfulBasisFactory,
    TransferFactory,
    give,
    restrict,
    run_out,
)
from agencies.models import Agreement, Membership, User
from agencies.tests.factories import MembershipFactory, TeamFactory, UserFactory, agree, member
from profiles.models import Profile, ProfileUserHold
from profiles.tests.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Keep, State = Transfer.Keep, Transfer.State


@pytest.fixture
def taker(police, elsewhere):
    """The manager of another team, which is asked to take the record over."""
    agree(police, elsewhere)
    return member(elsewhere, Membership.Role.MANAGER, name="Hal Brightwater")


def sees(user, obj, **limits):
    fresh = User.objects.get(pk=user.pk)
    return Profile.objects.visible_to(fresh, **limits).filter(pk=obj.pk).exists()


def accept(transfer, by):
    return services.accept_transfer(transfer=transfer, by=by, basis=LawfulBasisFactory())


def test_nothing_changes_until_the_other_team_accepts(person, manager, elsewhere, taker):
    transfer = TransferFactory(obj=person, by=manager, to=elsewhere)
    assert not sees(taker, person)
    assert sees(manager, person)

    accept(transfer, taker)

    assert sees(taker, person, level=Level.MANAGE)
    assert not sees(manager, person)
    transfer.refresh_from_db()
    assert (transfer.state, transfer.decided_by) == (State.ACCEPTED, taker)


@pytest.mark.parametrize("keep", [Keep.VIEW, Keep.CONTRIBUTE])
def test_the_old_owner_keeps_what_was_agreed(person, manager, elsewhere, taker, keep):
    transfer = TransferFactory(obj=person, by=manager, to=elsewhere, keep=keep, days=10)

    accept(transfer, taker)

    transfer.refresh_from_db()
    assert (transfer.kept.level, transfer.kept.valid_until) == (keep, transfer.keep_until)
    assert sees(manager, person, section="log")
    assert sees(manager, person, level=Level.CONTRIBUTE) is (keep == Keep.CONTRIBUTE)
    assert not sees(manager, person, level=Level.MANAGE)


def test_what_other_teams_see_stays_as_it_was(person, manager, elsewhere, taker, council):
    third, own = member(council), give(person, manager, elsewhere, sections=["log"])
    give(person, manager, council, sections=["risk"])
    transfer = TransferFactory(obj=person, by=manager, to=elsewhere)

    accept(transfer, taker)

    assert sees(third, person, section="risk")
    assert not sees(third, person, section="log")
    own.refresh_from_db()
    assert own.ended_because == "Their team manages the record now"


def test_a_lead_of_the_old_team_leads_no_longer(person, manager, elsewhere, taker):
    assert person.lead == manager

    accept(TransferFactory(obj=person, by=manager, to=elsewhere), taker)

    person.refresh_from_db()
    assert (person.lead, person.owner_team) == (taker, elsewhere)


def test_who_accepts_names_the_lead(person, manager, elsewhere, taker):
    colleague = member(elsewhere, name="Ivy Marchbank")
    transfer = TransferFactory(obj=person, by=manager, to=elsewhere)

    services.accept_transfer(
        transfer=transfer, by=taker, basis=LawfulBasisFactory(), lead=colleague
    )

    person.refresh_from_db()
    assert person.lead == colleague


def test_nobody_leads_who_does_not_work_there_or_is_excluded(person, manager, elsewhere, taker):
    excluded, left = member(elsewhere), member(elsewhere)
    services.exclude_person(obj=person, by=manager, user=excluded, reason="A relative")
    left.memberships.update(valid_until=timezone.now())
    transfer = TransferFactory(obj=person, by=manager, to=elsewhere)

    for other in (manager, excluded, left):
        with pytest.raises(ValidationError, match="cannot lead") as refused:
            services.accept_transfer(
                transfer=transfer, by=taker, basis=LawfulBasisFactory(), lead=other
            )
        assert "lead" in refused.value.error_dict
    person.refresh_from_db()
    assert person.owner_team != elsewhere


def test_whose_exclusion_has_ended_may_lead(person, manager, elsewhere, taker):
    colleague = member(elsewhere)
    exclusion = services.exclude_person(
        obj=person, by=manager, user=colleague, reason="A relative"
    )
    services.readmit_person(obj=person, exclusion=exclusion, by=manager, because="A mistake")
    transfer = TransferFactory(obj=person, by=manager, to=elsewhere)

    services.accept_transfer(
        transfer=transfer, by=taker, basis=LawfulBasisFactory(), lead=colleague
    )

    person.refresh_from_db()
    assert person.lead == colleague


def test_whose_access_by_name_has_run_out_does_not_lead(person, manager, elsewhere, taker):
    colleague = member(elsewhere)
    restrict(person, manager)
    give(person, manager, taker, named=True)
    run_out(give(person, manager, colleague, named=True, days=1), ProfileUserHold)
    transfer = TransferFactory(obj=person, by=manager, to=elsewhere)

    with pytest.raises(ValidationError, match="cannot lead"):
        services.accept_transfer(
            transfer=transfer, by=taker, basis=LawfulBasisFactory(), lead=colleague
        )


def test_of_a_restricted_record_only_who_is_named_leads(person, manager, elsewhere, taker):
    colleague = member(elsewhere)
    restrict(person, manager)
    give(person, manager, taker, named=True)
    transfer = TransferFactory(obj=person, by=manager, to=elsewhere)

    with pytest.raises(ValidationError, match="cannot lead"):
        services.accept_transfer(
            transfer=transfer, by=taker, basis=LawfulBasisFactory(), lead=colleague
        )
    accept(transfer, taker)

    person.refresh_from_db()
    assert person.lead == taker


@pytest.mark.parametrize("service", [services.decline_transfer, services.withdraw_transfer])
def test_a_proposal_that_was_answered_cannot_be_answered_again(
    person, manager, elsewhere, taker, service
):
    transfer = TransferFactory(obj=person, by=manager, to=elsewhere)
    by = taker if service is services.decline_transfer else manager
    service(transfer=transfer, by=by, because="No room")

    for again, who in (
        (services.decline_transfer, taker),
        (services.withdraw_transfer, manager),
        (lambda transfer, by, because: accept(transfer, by), taker),
    ):
        with pytest.raises(ValidationError, match="Nothing was changed"):
            again(transfer=transfer, by=who, because="x")

    person.refresh_from_db()
    assert person.owner_team == manager.acting_team


def test_only_managers_propose_and_only_the_takers_managers_answer(
    person, officer, manager, elsewhere, taker, outsider
):
    with pytest.raises(PermissionDenied):
        TransferFactory(obj=person, by=officer, to=elsewhere)
    with pytest.raises(Http404):
        TransferFactory(obj=person, by=taker, to=elsewhere)
    transfer = TransferFactory(obj=person, by=manager, to=elsewhere)

    for who in (outsider, manager, member(TeamFactory(), Membership.Role.MANAGER)):
        with pytest.raises(Http404):
            accept(transfer, who)
        with pytest.raises(Http404):
            services.decline_transfer(transfer=transfer, by=who, because="x")
    with pytest.raises(Http404):
        services.withdraw_transfer(transfer=transfer, by=taker, because="x")
    with pytest.raises(PermissionDenied):
        services.withdraw_transfer(transfer=transfer, by=officer, because="x")


def test_a_taker_who_is_excluded_neither_sees_nor_answers(person, manager, elsewhere, taker):
    transfer = TransferFactory(obj=person, by=manager, to=elsewhere)
    services.exclude_person(obj=person, by=manager, user=taker, reason="A cousin")

    assert not Transfer.objects.visible_to(taker).exists()
    with pytest.raises(Http404):
        accept(transfer, taker)


def refused(person, manager, to, **terms):
    with pytest.raises(ValidationError) as problem:
        TransferFactory(obj=person, by=manager, to=to, **terms)
    assert not Transfer.objects.exists()
    return set(problem.value.message_dict)


def test_what_cannot_be_proposed_is_said_by_the_field(person, manager, police, elsewhere, taker):
    assert refused(person, manager, police) == {"to_team"}
    assert refused(person, manager, TeamFactory()) == {"to_team"}
    assert refused(person, manager, elsewhere, keep=7) == {"keep"}
    assert refused(person, manager, elsewhere, keep=Keep.VIEW, days=-1) == {"keep_until"}
    restrict(person, manager)
    assert refused(person, manager, elsewhere) == {"to_team"}


def test_one_proposal_at_a_time(person, manager, elsewhere, taker):
    TransferFactory(obj=person, by=manager, to=elsewhere)

    with pytest.raises(ValidationError, match="waiting for an answer already"):
        TransferFactory(obj=person, by=manager, to=elsewhere)


def test_what_would_be_kept_until_a_day_that_has_passed_is_not_accepted(
    person, manager, elsewhere, taker
):
    transfer = TransferFactory(obj=person, by=manager, to=elsewhere, keep=Keep.VIEW, days=1)
    past = timezone.now() - datetime.timedelta(hours=1)
    Transfer.objects.filter(pk=transfer.pk).update(keep_until=past)

    with pytest.raises(ValidationError, match="a day that has passed"):
        accept(transfer, taker)

    person.refresh_from_db()
    assert person.owner_team == manager.acting_team


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


# ---- Each record, each team, each person of their own ------------------------------------------
@pytest.fixture
def other(manager):
    """Another record of the old owner."""
    return make_person(by=manager, surname="Ashdown")


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
