"""A record is handed over to another team, or not."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from access import services
from access.explain import explain, explain_day
from access.levels import Level
from access.models import Transfer
from access.tests.factories import (
    LawfulBasisFactory,
    TransferFactory,
    give,
    restrict,
    run_out,
)
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from core.querysets import unguarded
from profiles.models import ProfileUserHold
from profiles.services import edit_profile
from profiles.tests.factories import make_person
from tests.transfers.transferring import Keep, State, accept, sees

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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


def test_the_new_owner_is_told_from_the_day_of_the_transfer(person, manager, elsewhere, taker):
    edit_profile(profile=person, by=manager, surname="Pellworthy")
    before = explain(person, manager)
    assert before.live[0].since == person.created_at
    assert explain_day(person, manager, timezone.localdate()).live[0].since == person.created_at

    transfer = accept(TransferFactory(obj=person, by=manager, to=elsewhere), taker)
    person.refresh_from_db()
    transfer.refresh_from_db()

    assert explain(person, taker).live[0].since == transfer.decided_at
    since = {a.who: a.since for a in explain_day(person, taker, timezone.localdate()).live}
    assert since[str(elsewhere)] == transfer.decided_at


def test_only_an_accepted_transfer_of_this_record_says_since_when(
    person, manager, police, elsewhere, taker
):
    taken = accept(TransferFactory(obj=person, by=manager, to=elsewhere), taker)
    accept(
        TransferFactory(obj=make_person(by=manager, team=police), by=manager, to=elsewhere), taker
    )
    person.refresh_from_db()
    back = TransferFactory(obj=person, by=taker, to=police)
    services.decline_transfer(transfer=back, by=manager, because="Full")
    with unguarded("As though the answer had been the owner's, and the transfer tomorrow's"):
        Transfer.objects.filter(pk=back.pk).update(from_team=police, to_team=elsewhere)
    taken.refresh_from_db()

    def since():
        today = explain_day(person, taker, timezone.localdate())
        return next(a.since for a in today.live if a.who == str(elsewhere))

    assert explain(person, taker).live[0].since == since() == taken.decided_at
    with unguarded("As though it were tomorrow's"):
        tomorrow = timezone.now() + datetime.timedelta(days=1)
        Transfer.objects.filter(pk=taken.pk).update(decided_at=tomorrow)
    assert since() == person.created_at


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
