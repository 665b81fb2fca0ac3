"""Nobody joins a team, or gets a role for an area, by one person's decision alone."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from agencies import services
from agencies.models import FOREVER, JoiningProposal, Membership, User
from agencies.selectors import invitation_of, waits_to_join
from agencies.tests.factories import MembershipFactory, TeamFactory, agree, member
from profiles.models import Profile
from tests.second_hand.acts import GOOD, fresh, invite, last, link

pytestmark = pytest.mark.django_db
Role = Membership.Role
State = JoiningProposal.State


def accept():
    return services.accept_invitation(token=link(), password=GOOD)


def test_a_colleague_whom_an_administrator_invents_reads_nothing(ghost, person, police):
    accept()

    assert fresh(ghost).live_memberships == []
    assert not Profile.objects.visible_to(fresh(ghost)).exists()
    assert not police.people().filter(pk=ghost.pk).exists()
    assert waits_to_join(ghost)


def test_a_manager_of_the_team_agrees_and_the_colleague_reads(
    ghost, wish, person, manager, administrator, police
):
    accept()

    membership = services.second_joining(proposal=wish, by=manager)

    assert Profile.objects.visible_to(fresh(ghost)).get() == person
    assert (membership.team, membership.role, membership.added_by) == (
        police,
        Role.PRACTITIONER,
        administrator,
    )
    added = last("membership.added")
    assert (added.actor_name, added.detail["asked_by"]) == ("Ruth Calloway", "Grace Odum")
    assert last("membership.seconded").detail["proposed_by"] == "Grace Odum"
    assert not waits_to_join(ghost)


def test_a_second_administrator_agrees_where_nobody_manages_the_team_yet(
    staffordshire, administrator, second
):
    new = TeamFactory(areas=[staffordshire], agency=administrator.acting_team.agency)
    first = invite(new, administrator, role=Role.MANAGER)

    services.second_joining(proposal=first.proposals.get(), by=second)

    assert fresh(first).is_manager_of(new.pk)


def test_nobody_agrees_to_what_they_asked_for(ghost, wish, administrator):
    with pytest.raises(PermissionDenied):
        services.second_joining(proposal=wish, by=administrator)
    with pytest.raises(PermissionDenied):
        services.refuse_joining(proposal=wish, by=administrator, reason="No")


def test_a_manager_lets_colleagues_in_alone(police, manager):
    colleague = invite(police, manager)

    assert fresh(colleague).memberships.live().get().team == police
    assert not JoiningProposal.objects.exists()


def test_a_role_for_the_area_from_anybody_needs_a_second_person(
    administrator, second, police, officer
):
    MembershipFactory(user=administrator, team=police, role=Role.MANAGER)

    waiting = services.add_membership(
        team=police, by=fresh(administrator), user=officer, role=Role.ADMINISTRATOR
    )

    assert waiting.state == State.ASKED
    services.second_joining(proposal=waiting, by=second)
    assert fresh(officer).has_role(Role.ADMINISTRATOR)


def test_practitioners_and_people_elsewhere_decide_nothing(
    wish, officer, outsider, auditor, operator, elsewhere
):
    for by in (officer, outsider, auditor, operator, member(elsewhere, Role.ADMINISTRATOR)):
        with pytest.raises(Http404):
            services.second_joining(proposal=wish, by=by)


def test_the_one_who_would_join_does_not_agree(administrator, officer, police):
    waiting = services.add_membership(
        team=police, by=administrator, user=officer, role=Role.ADMINISTRATOR
    )
    MembershipFactory(user=officer, team=police, role=Role.MANAGER)

    with pytest.raises(PermissionDenied):
        services.second_joining(proposal=waiting, by=fresh(officer))


def test_a_refused_or_withdrawn_place_gives_nothing_and_its_link_dies(
    ghost, wish, manager, administrator, police
):
    services.refuse_joining(proposal=wish, by=manager, reason="Who is this?")

    assert invitation_of(link()) is None
    with pytest.raises(ValidationError, match="decided already"):
        services.second_joining(proposal=wish, by=manager)
    again = services.add_membership(
        team=police, by=administrator, user=ghost, role=Role.PRACTITIONER
    )
    with pytest.raises(PermissionDenied):
        services.withdraw_joining(proposal=again, by=manager)
    services.withdraw_joining(proposal=again, by=administrator)
    assert not ghost.memberships.exists()
    services.disable_user(user=ghost, by=administrator, reason="Nobody")
    assert not fresh(ghost).is_active


def test_a_refusal_leaves_the_link_of_somebody_with_a_place_elsewhere(
    police, council, manager, administrator
):
    head = member(council, Role.MANAGER)
    agree(police, council)
    both = invite(council, head)
    waiting = services.add_membership(
        team=police, by=administrator, user=both, role=Role.PRACTITIONER
    )

    services.refuse_joining(proposal=waiting, by=manager, reason="No need")

    assert invitation_of(link()) is not None


def test_the_days_asked_for_are_the_days_given(administrator, manager, police):
    first = timezone.now() + datetime.timedelta(days=2)
    until = first + datetime.timedelta(days=30)
    one = invite(police, administrator, valid_from=first, valid_until=until)

    membership = services.second_joining(proposal=one.proposals.get(), by=manager)

    assert (membership.valid_from, membership.valid_until) == (first, until)


def test_a_place_whose_last_day_has_passed_does_not_begin(wish, manager):
    past = timezone.now() - datetime.timedelta(days=1)
    JoiningProposal.objects.filter(pk=wish.pk).update(valid_until=past)

    with pytest.raises(ValidationError, match="last day must be today or later"):
        services.second_joining(proposal=wish, by=manager)


def test_asking_for_somebody_who_works_elsewhere_gives_no_hold_of_their_account(
    administrator, police, elsewhere, outsider
):
    agree(police, elsewhere)

    services.add_membership(team=police, by=administrator, user=outsider, role=Role.PRACTITIONER)

    assert not User.objects.managed_by(administrator).filter(pk=outsider.pk).exists()


def test_one_place_waits_at_a_time(ghost, administrator, second, police):
    with pytest.raises(ValidationError, match="already"):
        services.add_membership(team=police, by=second, user=ghost, role=Role.MANAGER)


def test_another_role_begins_as_the_old_one_ends_once_agreed(
    administrator, manager, colleague, police
):
    before = colleague.memberships.get()

    waiting = services.change_membership(membership=before, by=administrator, role=Role.MANAGER)

    assert colleague.memberships.live().get() == before
    after = services.second_joining(proposal=waiting, by=manager)
    assert colleague.memberships.live().get() == after
    assert (after.role, after.valid_until) == (Role.MANAGER, FOREVER)


def test_a_change_of_a_role_that_has_ended_is_not_agreed_to(
    administrator, manager, colleague, police
):
    before = colleague.memberships.get()
    waiting = services.change_membership(membership=before, by=administrator, role=Role.MANAGER)
    services.end_membership(membership=before, by=manager, reason="Left")

    with pytest.raises(ValidationError, match="ended already"):
        services.second_joining(proposal=waiting, by=manager)

    assert not colleague.memberships.live().exists()


@pytest.mark.parametrize("maker_is", ["administrator no longer", "closed"])
def test_nothing_begins_after_its_maker_lost_the_role(
    ghost, wish, manager, administrator, maker_is
):
    token = link()
    if maker_is == "closed":
        User.objects.filter(pk=administrator.pk).update(
            is_active=False, disabled_at=timezone.now()
        )
    else:
        administrator.memberships.update(valid_until=timezone.now())

    with pytest.raises(ValidationError, match="Grace Odum no longer looks after this team"):
        services.second_joining(proposal=wish, by=manager)
    with pytest.raises(ValidationError, match="no longer looks after your team"):
        services.accept_invitation(token=token, password=GOOD)

    assert not fresh(ghost).has_usable_password()
    assert not ghost.memberships.exists()


def test_an_invitation_is_not_accepted_after_the_manager_who_sent_it_left(police, manager, client):
    colleague = invite(police, manager)
    member(police, Role.MANAGER)
    manager.memberships.update(valid_until=timezone.now())

    with pytest.raises(ValidationError, match="no longer looks after your team"):
        accept()

    page = client.get(f"/invitation/{link()}/")
    assert page.status_code == 404
    assert "no longer looks after your team" in page.content.decode()
    assert not fresh(colleague).has_usable_password()


def test_a_link_does_not_outlive_the_maker_in_one_of_two_teams(police, council, manager):
    invite(police, manager)
    member(police, Role.MANAGER)
    member(council)
    MembershipFactory(user=manager, team=council, role=Role.MANAGER)
    manager.memberships.filter(team=police).update(valid_until=timezone.now())

    with pytest.raises(ValidationError, match="no longer looks after your team"):
        accept()
