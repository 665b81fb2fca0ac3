"""Two accounts that one person made or changed count as one: the second cannot agree."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies import services
from agencies.models import JoiningProposal, Membership, User
from agencies.tests.factories import (
    JoiningProposalFactory,
    agree,
    member,
)
from tests.second_hand.acts import fresh, made, new_address

pytestmark = pytest.mark.django_db
Role = Membership.Role


def changed(one, by):
    one.changed_by = by
    one.save()


@pytest.mark.parametrize("how", [made, changed])
@pytest.mark.parametrize("which", ["decider by asker", "asker by decider"])
def test_two_accounts_of_one_hand_do_not_agree(wish, administrator, second, manager, how, which):
    one, by = (second, administrator) if which == "decider by asker" else (administrator, second)
    how(one, by)

    assert not JoiningProposal.objects.to_decide(second).exists()
    with pytest.raises(PermissionDenied):
        services.second_joining(proposal=wish, by=second)
    assert JoiningProposal.objects.to_decide(manager).get() == wish


def test_two_administrators_who_made_each_other_agree_to_nothing(administrator, second, police):
    made(administrator, second)
    made(second, administrator)
    agree(police, administrator.acting_team)
    wish = services.propose_joining(
        team=police, by=administrator, role=Role.MANAGER, reason="We two"
    )

    with pytest.raises(PermissionDenied):
        services.second_joining(proposal=wish, by=second)

    third = member(administrator.acting_team, Role.ADMINISTRATOR)
    services.second_joining(proposal=wish, by=third)


def test_anyone_who_invites_changes_links_opens_or_places_an_account_is_remembered(
    administrator, manager, police, colleague, ghost, wish
):
    assert (fresh(ghost).invited_by, fresh(ghost).changed_by) == (administrator, administrator)
    services.renew_invitation(user=colleague, by=manager)
    assert fresh(colleague).changed_by == manager
    services.disable_user(user=colleague, by=manager, reason="Away")
    services.enable_user(user=colleague, by=administrator)
    assert fresh(colleague).changed_by == administrator
    new_address(colleague, manager)
    assert fresh(colleague).changed_by == manager
    User.objects.update(changed_by=None)
    services.second_joining(proposal=wish, by=manager)
    assert fresh(ghost).changed_by == administrator


def test_a_new_telephone_is_no_change_of_hands(colleague, manager):
    services.edit_user(
        user=colleague, by=manager, name=colleague.name, email=colleague.email, phone="01632 960 9"
    )

    assert fresh(colleague).changed_by is None


@pytest.mark.parametrize("decider", ["user", "asked_by"])
def test_the_database_refuses_a_decision_by_the_asker_or_the_one_who_joins(
    administrator, officer, police, decider
):
    by = {"user": officer, "asked_by": administrator}[decider]

    with pytest.raises(IntegrityError, match="decided_by_another"), transaction.atomic():
        JoiningProposalFactory(
            user=officer,
            asked_by=administrator,
            team=police,
            state="seconded",
            decided_by=by,
            decided_at=timezone.now(),
        )
