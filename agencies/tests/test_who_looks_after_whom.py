"""Who may edit, close and change accounts and places: each condition on its own."""

import datetime

import pytest
from django.http import Http404
from django.utils import timezone

from agencies.models import Membership, User
from agencies.rules import closes_account, looks_after, roles_to_give
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from core import policy

pytestmark = pytest.mark.django_db
Role = Membership.Role
DAY = datetime.timedelta(days=1)


@pytest.fixture
def across(staffordshire, norfolk):
    """A team at work in two areas."""
    return TeamFactory(name="Across", areas=[staffordshire, norfolk])


def again(user):
    return User.objects.get(pk=user.pk)


def test_roles_for_whole_areas_come_from_who_administers_all_of_them(
    administrator, police, across
):
    nowhere = TeamFactory(name="Nowhere")
    nowhere.areas.clear()

    assert Role.AUDITOR in roles_to_give(administrator, police)
    assert roles_to_give(administrator, across) == list(Membership.RECORD_ROLES)
    assert roles_to_give(administrator, nowhere) == list(Membership.RECORD_ROLES)


def test_a_role_that_one_could_not_give_one_does_not_change_or_end(administrator, across, police):
    beyond = MembershipFactory(team=across, role=Role.AUDITOR)
    within = MembershipFactory(team=police, role=Role.AUDITOR)

    for action in ("membership.change", "membership.end"):
        assert not policy.can(administrator, action, beyond)
        assert policy.can(administrator, action, within)
    assert not looks_after(administrator, beyond.user)


def test_a_manager_changes_the_places_of_their_own_team_alone(manager, officer, outsider):
    own, theirs = officer.memberships.get(), outsider.memberships.get()

    assert policy.can(manager, "membership.change", own)
    assert not policy.can(manager, "membership.change", theirs)


def test_an_administrator_closes_the_accounts_of_who_works_in_their_area_now(
    administrator, officer, outsider, police
):
    moved = member(TeamFactory())
    Membership.objects.create(
        user=moved,
        team=police,
        role=Role.PRACTITIONER,
        valid_from=timezone.now() - 2 * DAY,
        valid_until=timezone.now() - DAY,
    )

    assert closes_account(administrator, again(officer))
    assert not closes_account(administrator, again(outsider))
    assert not closes_account(administrator, again(moved))


@pytest.mark.parametrize(
    "action",
    ["user.edit", "invitation.renew", "user.disable", "user.enable", "user.reset_second_step"],
)
def test_accounts_elsewhere_are_not_there(administrator, manager, outsider, action):
    for user in (administrator, manager):
        with pytest.raises(Http404):
            policy.require(user, action, outsider)
