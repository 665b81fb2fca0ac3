"""No single hand opens a team: places, addresses, links and discreet teams need a second one."""

import datetime
import importlib
import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.utils import timezone

from agencies import services
from agencies.models import FOREVER, JoiningProposal, Membership, Team, User
from agencies.selectors import invitation_of, waits_to_join
from agencies.tests.factories import (
    JoiningProposalFactory,
    MembershipFactory,
    TeamFactory,
    UserFactory,
    agree,
    days_on,
    member,
)
from audit.models import Event
from profiles.models import Profile
from tests.editing import sent

pytestmark = pytest.mark.django_db
Role = Membership.Role
State = JoiningProposal.State
GOOD = "seven green herons wade"


@pytest.fixture
def second(administrator):
    """Another administrator of the area."""
    return member(administrator.acting_team, Role.ADMINISTRATOR, name="Olive Tarrant")


@pytest.fixture
def ghost(administrator, police):
    """A colleague whom the administrator has invented."""
    return invite(police, administrator)


@pytest.fixture
def wish(ghost):
    return ghost.proposals.get()


def invite(team, by, username="pc.ghost", role=Role.PRACTITIONER, **days):
    return services.invite_user(
        team=team,
        by=by,
        username=username,
        name="PC Ghost",
        email="own.mailbox@example.org",
        role=role,
        **days,
    )


def link():
    return re.search(r"/invitation/([^/]+)/", mail.outbox[-1].body).group(1)


def accept():
    return services.accept_invitation(token=link(), password=GOOD)


def fresh(user):
    return User.objects.get(pk=user.pk)


def last(verb):
    return Event.objects.filter(verb=verb).latest("pk")


# ---- An invented colleague ----------------------------------------------------------------------
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


def test_a_role_for_the_area_needs_a_second_person_whoever_gives_it(
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


# ---- Two accounts of one hand -------------------------------------------------------------------
def made(one, by):
    one.invited_by = by
    one.save()


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


def test_whoever_invites_changes_links_opens_or_places_an_account_is_remembered(
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


def test_what_was_known_before_the_migration_is_kept(administrator, second, manager, police):
    one, other = invite(police, manager), UserFactory()
    MembershipFactory(user=other, team=police, added_by=second)
    wish = JoiningProposalFactory(user=administrator, asked_by=second, team=police)
    User.objects.update(invited_by=None, changed_by=None)
    migration = importlib.import_module("agencies.migrations.0006_second_hand")

    with connection.cursor() as cursor:
        cursor.execute(migration.KNOWN)

    assert (fresh(one).invited_by, fresh(one).changed_by) == (manager, manager)
    assert (fresh(other).invited_by, fresh(other).changed_by) == (None, second)
    wish.refresh_from_db()
    assert wish.asked_by == administrator


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


# ---- New addresses ------------------------------------------------------------------------------
def new_address(user, by, email="own.mailbox@example.org"):
    return services.edit_user(user=user, by=by, name=user.name, email=email, phone=user.phone)


def test_an_administrator_does_not_take_over_an_account_by_a_new_address(administrator, colleague):
    new_address(colleague, administrator)

    with pytest.raises(ValidationError) as problem:
        services.renew_invitation(user=colleague, by=administrator)

    words = problem.value.messages[0]
    assert "Grace Odum changed the e-mail address of Owen Marchbank" in words
    assert "“Your account”" in words
    assert "own.mailbox@example.org" not in [to for one in mail.outbox for to in one.to]
    after = fresh(colleague)
    assert (after.email_changed_by, after.email_held_until) == (administrator, FOREVER)
    assert timezone.now() - after.email_changed_at < datetime.timedelta(minutes=1)


def test_neither_the_one_who_changed_it_nor_the_same_hand_confirms_an_address(
    administrator, second, colleague
):
    new_address(colleague, administrator)
    made(second, administrator)

    for by in (administrator, second):
        with pytest.raises(PermissionDenied):
            services.confirm_address(user=colleague, by=by)

    assert fresh(colleague).address_is_held


@pytest.mark.parametrize("who", ["colleague", "manager", "second"])
def test_the_owner_a_manager_or_a_second_administrator_confirms_an_address(
    request, administrator, colleague, who
):
    by = request.getfixturevalue(who)
    new_address(colleague, administrator)

    services.confirm_address(user=colleague, by=by)

    services.renew_invitation(user=colleague, by=administrator)
    assert mail.outbox[-1].to == ["own.mailbox@example.org"]
    assert last("user.address_confirmed").actor_id == by.pk
    with pytest.raises(ValidationError, match="nothing to confirm"):
        services.confirm_address(user=colleague, by=by)


def test_practitioners_and_managers_elsewhere_confirm_no_address(
    administrator, colleague, officer, elsewhere
):
    new_address(colleague, administrator)

    for by in (officer, member(elsewhere, Role.MANAGER)):
        with pytest.raises(Http404):
            services.confirm_address(user=colleague, by=by)


def test_an_address_that_a_manager_changed_is_held_for_three_days(manager, colleague):
    new_address(colleague, manager)
    held = fresh(colleague).email_held_until - timezone.now()
    assert datetime.timedelta(hours=71) < held < datetime.timedelta(hours=73)
    with pytest.raises(ValidationError, match="or wait until"):
        services.renew_invitation(user=colleague, by=manager)

    User.objects.filter(pk=colleague.pk).update(email_held_until=timezone.now())

    services.renew_invitation(user=colleague, by=manager)


def test_a_manager_with_a_colleague_who_works_elsewhere_too_holds_no_short_time(
    administrator, police, council, manager
):
    MembershipFactory(user=administrator, team=police, role=Role.MANAGER)
    both = member(police)
    MembershipFactory(user=both, team=council)

    new_address(both, fresh(administrator))

    assert fresh(both).email_held_until == FOREVER


@pytest.mark.parametrize("gone", ["in no team", "once elsewhere"])
def test_how_long_an_address_is_held_asks_where_the_person_works_now(
    administrator, manager, police, council, gone
):
    one = member(police)
    if gone == "in no team":
        one.memberships.update(valid_until=timezone.now())
        new_address(one, administrator)
        assert fresh(one).email_held_until == FOREVER
    else:
        MembershipFactory(
            user=one,
            team=council,
            valid_from=timezone.now() - datetime.timedelta(days=9),
            valid_until=timezone.now() - datetime.timedelta(days=8),
        )
        new_address(one, manager)
        assert fresh(one).email_held_until < timezone.now() + datetime.timedelta(days=4)


def test_a_manager_does_not_confirm_for_somebody_who_works_elsewhere_too(
    administrator, manager, police, council
):
    both = member(police)
    MembershipFactory(user=both, team=council)
    new_address(both, administrator)

    with pytest.raises(PermissionDenied):
        services.confirm_address(user=both, by=manager)


# ---- Another agency -----------------------------------------------------------------------------
def test_a_manager_adds_somebody_of_another_agency_only_under_an_agreement(
    manager, police, elsewhere, outsider
):
    give = {"team": police, "by": manager, "user": outsider, "role": Role.PRACTITIONER}
    with pytest.raises(ValidationError) as problem:
        services.add_membership(**give)
    assert "no agreement is in force" in problem.value.message_dict["username"][0]

    agreement = agree(police, elsewhere, name="Across the border")

    membership = services.add_membership(**give)
    assert membership.agreement == agreement
    assert last("membership.added").detail == {"agreement": "Across the border"}


def test_an_agreement_is_not_asked_of_those_of_ones_own_agency(
    manager, police, elsewhere, staffordshire
):
    sister = TeamFactory(agency=police.agency, areas=[staffordshire])
    of_both = member(elsewhere)
    MembershipFactory(user=of_both, team=sister)

    for one in (member(sister), of_both, UserFactory()):
        services.add_membership(team=police, by=manager, user=one, role=Role.PRACTITIONER)


def test_an_agreement_that_lapsed_while_a_place_waited_covers_it_no_longer(
    administrator, manager, police, elsewhere, outsider
):
    agreement = agree(police, elsewhere)
    waiting = services.add_membership(
        team=police, by=administrator, user=outsider, role=Role.PRACTITIONER
    )
    agreement.in_force_until = agreement.review_due_on = days_on(-1)
    agreement.save()

    with pytest.raises(ValidationError, match="no agreement is in force"):
        services.second_joining(proposal=waiting, by=manager)


# ---- Discreet teams -----------------------------------------------------------------------------
@pytest.fixture
def refuge(staffordshire):
    return TeamFactory(name="Willow House", areas=[staffordshire], is_discreet=True)


def turn(team, by, *, discreet):
    return services.edit_team(
        team=team,
        by=by,
        name=team.name,
        agency=team.agency,
        areas=list(team.areas.all()),
        is_discreet=discreet,
    )


def is_discreet(team):
    return Team.objects.get(pk=team.pk).is_discreet


def test_discreet_is_not_turned_off_by_one_person(refuge, administrator, outsider):
    turn(refuge, administrator, discreet=False)

    assert is_discreet(refuge)
    assert refuge not in Team.objects.visible_to(outsider)
    with pytest.raises(PermissionDenied):
        services.agree_listing(team=refuge, by=administrator)
    assert last("team.listing_asked").actor_id == administrator.pk
    turn(refuge, administrator, discreet=False)
    assert Event.objects.filter(verb="team.listing_asked").count() == 1


def test_discreet_is_turned_on_at_once(police, administrator):
    turn(police, administrator, discreet=True)

    assert is_discreet(police)


@pytest.mark.parametrize("who", ["second", "its manager"])
def test_a_second_person_agrees_to_list_a_team(request, refuge, administrator, who):
    by = member(refuge, Role.MANAGER) if who == "its manager" else request.getfixturevalue(who)
    turn(refuge, administrator, discreet=False)

    services.agree_listing(team=refuge, by=by)

    assert not is_discreet(refuge)
    with pytest.raises(ValidationError, match="decided already"):
        services.agree_listing(team=refuge, by=by)


def test_the_same_hand_does_not_list_a_team(refuge, administrator, second):
    made(second, administrator)
    turn(refuge, administrator, discreet=False)

    for act in (
        lambda: services.agree_listing(team=refuge, by=second),
        lambda: services.refuse_listing(team=refuge, by=second, reason="x"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not Team.objects.listings_to_decide(second).exists()


def test_a_team_is_not_listed_for_somebody_who_lost_the_role(refuge, administrator, second):
    turn(refuge, administrator, discreet=False)
    administrator.memberships.update(valid_until=timezone.now())

    with pytest.raises(ValidationError, match="no longer looks after"):
        services.agree_listing(team=refuge, by=second)

    assert is_discreet(refuge)


def test_a_request_to_list_a_team_is_refused_or_withdrawn(refuge, administrator, second):
    turn(refuge, administrator, discreet=False)
    assert Team.objects.listings_to_decide(second).get() == refuge
    services.refuse_listing(team=refuge, by=second, reason="People hide there")
    assert last("team.listing_refused").reason == "People hide there"
    turn(refuge, administrator, discreet=False)
    with pytest.raises(PermissionDenied):
        services.withdraw_listing(team=refuge, by=second)

    services.withdraw_listing(team=refuge, by=administrator)

    assert is_discreet(refuge)
    with pytest.raises(ValidationError, match="decided already"):
        services.agree_listing(team=refuge, by=second)
    for act in (services.agree_listing, services.withdraw_listing):
        with pytest.raises(Http404):
            act(team=refuge, by=member(refuge))


# ---- Pages --------------------------------------------------------------------------------------
def page(client, address, user=None):
    if user is not None:
        client.force_login(user)
    return " ".join(client.get(address).content.decode().split())


@pytest.mark.slow
def test_the_pages_from_an_invitation_to_agreement(client, administrator, manager, police, person):
    team = f"/administration/teams/{police.uuid}/"
    client.force_login(administrator)
    typed = {
        "name": "PC Ghost",
        "username": "pc.ghost",
        "email": "ghost@example.org",
        "role": "practitioner",
    }
    answer = client.post(f"{team}invite/", typed, follow=True).content.decode()
    assert "PC Ghost waits for agreement" in answer
    assert "Waiting for agreement" in answer
    address = f"/invitation/{link()}/"
    client.logout()
    assert "has not agreed yet" in page(client, address)
    # With "no-referrer" browsers send the form from nowhere, and it is refused.
    assert client.get(address)["Referrer-Policy"] == "strict-origin"
    client.post(address, {"password": GOOD, "again": GOOD})

    ghost = User.objects.get(username="pc.ghost")
    assert "has not agreed yet" in page(client, "/", ghost)
    assert "waits for agreement" in page(client, "/account/")
    assert client.get(person.get_absolute_url()).status_code == 404

    home = page(client, "/", manager)
    wish = ghost.proposals.get()
    assert "PC Ghost is to join Staffordshire IOM Team" in home
    assert wish.get_absolute_url() in home
    detail = page(client, wish.get_absolute_url())
    assert "ghost@example.org" in detail
    assert "by Grace Odum" in detail
    answer = client.post(f"{wish.get_absolute_url()}agree/", follow=True).content.decode()
    assert "You have agreed: PC Ghost joins Staffordshire IOM Team" in answer
    assert "PC Ghost is to join" not in page(client, "/")
    client.force_login(ghost)
    assert client.get(person.get_absolute_url()).status_code == 200


@pytest.mark.slow
def test_a_place_and_a_change_of_role_wait_on_their_pages(
    client, administrator, police, colleague, officer
):
    client.force_login(administrator)
    address = f"/administration/memberships/{colleague.memberships.get().uuid}/change/"

    answer = client.post(address, sent(client, address) | {"role": "manager"}, follow=True)
    assert "waits for agreement" in answer.content.decode()
    assert "Instead of" in page(client, colleague.proposals.get().get_absolute_url())
    assert "Waiting for agreement" in page(client, f"/administration/users/{colleague.uuid}/")
    add = f"/administration/teams/{police.uuid}/add/"
    answer = client.post(add, {"username": "officer", "role": "manager"}, follow=True)
    assert "waits for agreement" in answer.content.decode()
    wish = officer.proposals.get()
    withdraw = f"{wish.get_absolute_url()}withdraw/"
    assert "for Priya Nandra to join" in page(client, withdraw)
    client.post(withdraw)
    assert fresh(officer).proposals.get().state == State.WITHDRAWN


@pytest.mark.slow
def test_a_changed_address_is_confirmed_on_its_pages(client, administrator, manager, colleague):
    address = f"/administration/users/{colleague.uuid}/"
    client.force_login(administrator)
    typed = sent(client, f"{address}edit/") | {"email": "new@example.org"}
    client.post(f"{address}edit/", typed)
    refused = client.post(f"{address}link/").content.decode()
    assert "so no link goes to it yet" in refused
    shown = page(client, address)
    assert "No link goes there until" in shown
    assert f"{address}confirm/" not in shown
    assert client.post(f"{address}confirm/").status_code == 403

    assert f"{address}confirm/" in page(client, address, manager)
    assert "by telephone or in person" in page(client, f"{address}confirm/")
    assert "new@example.org" in page(client, "/account/", colleague)
    client.post("/account/address/")
    assert not fresh(colleague).address_is_held
    assert "you have not confirmed it" not in page(client, "/account/")
    again = client.post("/account/address/").content.decode()
    assert "nothing to confirm" in again
    client.force_login(manager)
    again = client.post(f"{address}confirm/").content.decode()
    assert "nothing to confirm" in again


@pytest.mark.slow
def test_a_second_person_confirms_a_changed_address(client, administrator, manager, colleague):
    new_address(colleague, administrator)
    client.force_login(manager)

    client.post(f"/administration/users/{colleague.uuid}/confirm/")

    assert not fresh(colleague).address_is_held


@pytest.mark.slow
def test_a_discreet_team_is_listed_on_its_pages(client, administrator, second, refuge):
    team = f"/administration/teams/{refuge.uuid}/"
    client.force_login(administrator)
    typed = sent(client, f"{team}edit/")
    typed.pop("is_discreet")
    answer = client.post(f"{team}edit/", typed, follow=True).content.decode()
    assert "stays discreet until a manager" in answer
    assert "listing/withdraw/" in answer
    assert "listing/agree/" not in answer

    assert "Willow House is to be listed" in page(client, "/", second)
    shown = page(client, team)
    assert "listing/agree/" in shown
    assert "listing/withdraw/" not in shown
    client.post(f"{team}listing/refuse/", {"reason": "No"})
    turn(refuge, administrator, discreet=False)
    client.post(f"{team}listing/agree/")
    assert not is_discreet(refuge)
    turn(refuge, administrator, discreet=True)
    turn(refuge, administrator, discreet=False)
    client.force_login(administrator)
    client.post(f"{team}listing/withdraw/")
    assert Team.objects.get(pk=refuge.pk).listing_asked_by is None


@pytest.mark.slow
def test_the_agreement_that_a_place_stands_on_is_shown(
    client, manager, police, elsewhere, outsider
):
    agree(police, elsewhere, name="Across the border")
    client.force_login(manager)

    add = f"/administration/teams/{police.uuid}/add/"
    client.post(add, {"username": "outsider", "role": "practitioner"})

    assert "Across the border" in page(client, f"/administration/teams/{police.uuid}/")
    assert "Across the border" in page(client, f"/administration/users/{outsider.uuid}/")


@pytest.mark.slow
def test_a_missing_agreement_is_told_at_the_field(client, manager, police, outsider):
    client.force_login(manager)

    add = f"/administration/teams/{police.uuid}/add/"
    answer = client.post(add, {"username": "outsider", "role": "practitioner"})

    assert "no agreement is in force" in str(answer.context["form"].errors["username"])
    assert 'value="outsider"' in answer.content.decode()
