"""Memberships: who works where, in which role, and from which day."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies import services
from agencies.jobs import note_lapsed_memberships
from agencies.models import FOREVER, JoiningProposal, Membership, Team, User
from agencies.tests.factories import UserFactory, member
from audit.models import Event

Role = Membership.Role
TOMORROW = timezone.now() + datetime.timedelta(days=1)


def fresh(user):
    return User.objects.get(pk=user.pk)


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


@pytest.fixture
def newcomer(db):
    """Somebody who is in no team yet."""
    return UserFactory()


def test_add_membership_gives_a_role_at_once(manager, police, newcomer):
    membership = services.add_membership(
        team=police, by=manager, user=newcomer, role=Role.PRACTITIONER
    )

    assert membership in police.memberships.live()
    assert membership.added_by == manager
    assert Event.objects.get().recipient == newcomer.name


def test_add_membership_from_a_day_to_a_day(manager, police, newcomer):
    later = TOMORROW + datetime.timedelta(days=7)

    membership = services.add_membership(
        team=police,
        by=manager,
        user=newcomer,
        role=Role.PRACTITIONER,
        valid_from=TOMORROW,
        valid_until=later,
    )

    assert (membership.valid_from, membership.valid_until) == (TOMORROW, later)
    assert membership not in police.memberships.live()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"valid_until": timezone.now() - datetime.timedelta(days=1)}, "today or later"),
        (
            {"valid_from": TOMORROW + datetime.timedelta(days=1), "valid_until": TOMORROW},
            "before the first day",
        ),
    ],
)
def test_add_membership_refuses_days_that_cannot_be(manager, police, newcomer, days, words):
    with pytest.raises(ValidationError, match=words):
        services.add_membership(
            team=police, by=manager, user=newcomer, role=Role.PRACTITIONER, **days
        )


def test_add_membership_refused_twice_and_to_oneself_and_to_a_closed_account(
    manager, police, colleague
):
    give = {"team": police, "by": manager, "role": Role.PRACTITIONER}

    with pytest.raises(ValidationError, match="already"):
        services.add_membership(user=colleague, **give)
    with pytest.raises(ValidationError, match="yourself"):
        services.add_membership(user=manager, **give)
    colleague.memberships.all().delete()
    colleague.is_active, colleague.disabled_at = False, timezone.now()
    colleague.save()
    with pytest.raises(ValidationError, match="closed"):
        services.add_membership(user=colleague, **give)


def test_end_membership_takes_effect_at_once(manager, colleague, police):
    membership = colleague.memberships.get()

    services.end_membership(membership=membership, by=manager, reason="Moved on")

    assert membership not in police.memberships.live()
    assert fresh(colleague).live_memberships == []
    event = Event.objects.get()
    assert (event.verb, event.reason) == ("membership.ended", "Moved on")
    with pytest.raises(ValidationError, match="ended already"):
        services.end_membership(membership=membership, by=manager, reason="Again")


def test_a_membership_that_lapsed_is_recorded_once(manager, colleague, officer, police):
    services.end_membership(membership=officer.memberships.get(), by=manager, reason="Left")
    lapsed = colleague.memberships.get()
    Membership.objects.filter(pk=lapsed.pk).update(valid_until=timezone.now())
    long_ago = timezone.now() - datetime.timedelta(days=31)
    earlier = member(police)
    earlier.memberships.update(valid_from=long_ago - datetime.timedelta(1), valid_until=long_ago)

    assert note_lapsed_memberships() == 1

    event = Event.objects.latest("pk")
    assert (event.verb, event.target_id) == ("membership.lapsed", lapsed.pk)
    assert event.actor_name == "E-CINS"
    assert note_lapsed_memberships() == 0
    assert not services.note_lapsed_membership(membership=manager.memberships.get())


def test_end_membership_that_has_not_begun(manager, police, newcomer):
    membership = services.add_membership(
        team=police, by=manager, user=newcomer, role=Role.PRACTITIONER, valid_from=TOMORROW
    )

    ended = services.end_membership(membership=membership, by=manager, reason="A mistake")

    assert ended.valid_until == ended.valid_from

    with pytest.raises(ValidationError, match="has ended already"):
        services.end_membership(membership=ended, by=manager, reason="x")
    again = services.add_membership(team=police, by=manager, user=newcomer, role=Role.PRACTITIONER)
    assert again in Membership.objects.live()


def test_the_last_manager_stays(administrator, manager, police):
    last = manager.memberships.get()

    with pytest.raises(ValidationError, match="the only manager"):
        services.end_membership(membership=last, by=administrator, reason="Retires")
    with pytest.raises(ValidationError, match="the only manager"):
        services.change_membership(membership=last, by=administrator, role=Role.PRACTITIONER)

    member(police, Role.MANAGER)
    services.end_membership(membership=last, by=administrator, reason="Retires")
    assert last not in police.memberships.live()


def test_change_membership_ends_one_and_adds_one(manager, colleague, police):
    before = colleague.memberships.get()

    after = services.change_membership(membership=before, by=manager, role=Role.MANAGER)

    assert list(police.memberships.live().filter(user=colleague)) == [after]
    assert after.valid_until == FOREVER
    assert verbs() == ["membership.ended", "membership.added"]


def test_another_role_begins_no_earlier_than_the_one_it_replaces(
    administrator, manager, police, newcomer
):
    first = services.add_membership(
        team=police, by=manager, user=newcomer, role=Role.PRACTITIONER, valid_from=TOMORROW
    )

    proposal = services.change_membership(membership=first, by=administrator, role=Role.MANAGER)
    after = services.change_membership(membership=first, by=manager, role=Role.MANAGER)

    assert (proposal.valid_from, after.valid_from) == (TOMORROW, TOMORROW)
    assert not police.memberships.live().filter(user=newcomer).exists()


@pytest.mark.parametrize("closes", [False, True])
def test_the_role_of_an_ended_membership_cannot_be_changed(
    administrator, manager, colleague, police, closes
):
    membership = colleague.memberships.get()
    services.end_membership(membership=membership, by=manager, reason="Moved on")
    if closes:
        Team.objects.filter(pk=police.pk).update(closed_at=timezone.now())

    with pytest.raises(ValidationError, match="ended already"):
        services.change_membership(membership=membership, by=administrator, role=Role.MANAGER)

    assert not JoiningProposal.objects.exists()


def test_change_membership_refused_to_the_same_role_and_to_a_role_for_the_area(manager, colleague):
    membership = colleague.memberships.get()

    for role in (Role.PRACTITIONER, Role.AUDITOR):
        with pytest.raises(ValidationError), transaction.atomic():
            services.change_membership(membership=membership, by=manager, role=role)

    assert colleague.memberships.live().get() == membership
