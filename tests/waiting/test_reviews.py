"""Emergencies, transfers and samples: what waits for whom."""

import pytest
from django.utils import timezone

from access import selectors, services
from access.models import BreakGlass, SampledAccess
from access.sampling import WEEK, monday_of
from access.tests.factories import (
    ListingExceptionFactory,
    SampledAccessFactory,
    TransferFactory,
    give,
)
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, agree, member
from profiles.tests.factories import make_person
from tests.waiting.acts import again, breaks, rows

pytestmark = pytest.mark.slow
Role = Membership.Role


# ---- Emergencies --------------------------------------------------------------------------------
def test_a_manager_reviews_the_emergencies_of_their_own_teams_records(
    person, second, manager, police, council, theirs, their_record
):
    waiting = breaks(person, member(council))
    reviewed = breaks(second, member(council))
    services.review_glass(glass=reviewed, by=manager, justified=True, note="")
    breaks(their_record, member(council))
    give(their_record, theirs, police)
    own = breaks(person, member(council))
    BreakGlass.objects.filter(pk=own.pk).update(user=manager)

    assert rows(selectors.glass_waiting_for(again(manager))) == [waiting]
    assert set(selectors.glass_to_review(person)) == {waiting, own}
    assert selectors.glass_to_review(second) == []
    assert selectors.glass_of(person, waiting.uuid) == waiting
    assert selectors.glass_of(person, own.uuid).pk == own.pk
    assert selectors.glass_of(person, reviewed.uuid) is None


# ---- Transfers ----------------------------------------------------------------------------------
def test_a_proposal_waits_for_the_managers_of_the_team_it_was_made_to(
    person, second, manager, police, council, theirs
):
    for team in (theirs.acting_team, council):
        agree(police, team)
    other_taker = member(council, Role.MANAGER)
    waiting = TransferFactory(obj=person, by=manager, to=theirs.acting_team)
    TransferFactory(obj=second, by=manager, to=council)
    third = make_person(by=manager, team=police)
    taken_back = TransferFactory(obj=third, by=manager, to=theirs.acting_team)
    services.withdraw_transfer(transfer=taken_back, by=manager, because="No")

    assert selectors.transfers_waiting_for(again(theirs)) == [waiting]
    assert len(selectors.transfers_waiting_for(again(other_taker))) == 1
    assert selectors.transfer_of(person) == waiting
    assert selectors.transfer_of(third) is None


def test_what_stays_when_a_record_is_handed_over_is_the_access_of_teams(
    person, second, manager, officer, council, elsewhere, outsider, prison
):
    give(person, manager, council)
    give(person, manager, outsider, named=True)
    give(person, manager, TeamFactory(name="A refuge", is_discreet=True))
    give(second, manager, elsewhere)
    services.end_access(obj=person, grant=give(person, manager, prison), by=manager, because="x")

    assert selectors.accesses_that_stay(person, officer) == [council.name]
    assert selectors.accesses_that_stay(person, manager) == [council.name, "A refuge"]


# ---- Unusual accesses ---------------------------------------------------------------------------
def test_a_sample_is_of_one_team_and_one_week(
    person, manager, police, officer, theirs, their_record
):
    week = monday_of(timezone.localdate()) - WEEK
    picked = SampledAccessFactory(obj=person, by=officer, week=week)
    earlier = SampledAccessFactory(obj=person, by=officer, week=week - WEEK)
    SampledAccessFactory(obj=their_record, by=theirs, week=week)
    reviewer = again(manager)

    assert list(selectors.samples_picked(reviewer, police.pk, week)) == [picked]
    assert list(selectors.samples_to_review(reviewer)) == [earlier, picked]
    other = Membership.objects.create(user=manager, team=theirs.acting_team, role=Role.MANAGER)
    assert other.pk
    assert list(selectors.samples_picked(again(manager), police.pk, week)) == [picked]


def test_reviewed_samples_are_told_to_who_could_have_reviewed_them(
    person, manager, officer, theirs
):
    picked = SampledAccessFactory(obj=person, by=officer)
    services.review_sampled_access(sampled=picked, by=manager, outcome="expected")

    assert list(selectors.reviewed_samples(again(manager))) == [picked]
    assert list(selectors.reviewed_samples(again(theirs))) == []
    assert SampledAccess.objects.reviewed().count() == 1


def test_home_is_told_of_the_listings_of_the_managers_own_teams(manager, officer, council):
    waiting = ListingExceptionFactory(user=officer)
    ListingExceptionFactory(user=member(council))
    answered = ListingExceptionFactory(user=member(officer.acting_team))
    services.refuse_listing_more(asked=answered, by=manager, answer="Print it in parts")

    assert selectors.listings_waiting_for(again(manager), 20) == [waiting]
    assert selectors.listings_waiting_for(again(officer), 20) == []
