"""What services do, refuse and record."""

import datetime
import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from agencies import services
from agencies.jobs import note_lapsed_memberships
from agencies.models import FOREVER, Invitation, JoiningProposal, Membership, Team, User
from agencies.selectors import invitation_of
from agencies.tests.factories import UserFactory, member
from audit.models import Event
from core.stale import Opened, StaleEditError

Role = Membership.Role
TOMORROW = timezone.now() + datetime.timedelta(days=1)
GOOD = "seven green herons wade"


def fresh(user):
    return User.objects.get(pk=user.pk)


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def link():
    return re.search(r"/invitation/([^/]+)/", mail.outbox[-1].body).group(1)


@pytest.fixture
def invite(police, manager):
    def call(**changed):
        values = {
            "username": "new.person",
            "name": "Amara Fennimore",
            "email": "amara@example.org",
            "role": Role.PRACTITIONER,
        }
        return services.invite_user(team=police, by=manager, **(values | changed))

    return call


# ---- Invitations ----------------------------------------------------------------------------
def test_invite_user_prepares_an_account_and_sends_a_link(invite, police):
    user = invite()

    assert user.memberships.get().team == police
    assert not user.has_usable_password()
    assert mail.outbox[0].to == ["amara@example.org"]
    assert "Amara" not in mail.outbox[0].body
    assert verbs() == ["user.invited", "membership.added"]


def test_accept_invitation_sets_the_password_once(invite):
    user = invite()

    services.accept_invitation(token=link(), password=GOOD)

    assert fresh(user).check_password(GOOD)
    assert verbs()[-1] == "invitation.accepted"
    with pytest.raises(Http404):
        services.accept_invitation(token=link(), password=GOOD)


def test_the_link_is_not_kept(invite):
    invite()

    assert link() not in str(Invitation.objects.values())


def test_accept_invitation_refuses_a_weak_password(invite):
    user = invite()

    with pytest.raises(ValidationError) as problem:
        services.accept_invitation(token=link(), password="too short")

    assert "password" in problem.value.message_dict
    assert not fresh(user).has_usable_password()


@pytest.mark.parametrize("spoil", ["run out", "renewed", "closed", "unknown"])
def test_accept_invitation_refuses_a_link_that_no_longer_works(invite, manager, spoil):
    user = invite()
    token = link()
    if spoil == "run out":
        Invitation.objects.update(valid_until=timezone.now())
    elif spoil == "renewed":
        services.renew_invitation(user=user, by=manager)
    elif spoil == "closed":
        services.disable_user(user=user, by=manager, reason="Left")
    else:
        token = "x" * 43

    assert invitation_of(token) is None
    with pytest.raises(Http404):
        services.accept_invitation(token=token, password=GOOD)


def test_renew_invitation_needs_an_address(manager, colleague):
    colleague.email = ""
    colleague.save()

    with pytest.raises(ValidationError, match="no e-mail address"):
        services.renew_invitation(user=colleague, by=manager)


def test_renew_invitation_refused_for_a_closed_account(manager, colleague):
    services.disable_user(user=colleague, by=manager, reason="Left")

    with pytest.raises(ValidationError, match="is closed"):
        services.renew_invitation(user=colleague, by=manager)


@pytest.mark.parametrize("name", ["officer", "OFFICER"])
def test_invite_user_refuses_a_taken_user_name(invite, officer, name):
    with pytest.raises(ValidationError) as problem:
        invite(username=name)

    assert "username" in problem.value.message_dict


def test_nothing_is_half_done_when_no_mail_server_answers(invite, monkeypatch):
    def away(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("agencies.mail.send_mail", away)

    with pytest.raises(ValidationError, match="nothing was saved"):
        invite()

    assert not User.objects.filter(username="new.person").exists()
    assert verbs() == []


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.CONTROL_ROOM, "king"])
def test_a_manager_gives_no_role_for_the_area(invite, role):
    with pytest.raises(ValidationError) as problem:
        invite(role=role)

    assert "role" in problem.value.message_dict
    assert not User.objects.filter(username="new.person").exists()


def test_invite_user_refused_to_a_practitioner_and_to_another_force(police, officer, outsider):
    for user in (officer, outsider):
        with pytest.raises(Http404):
            services.invite_user(
                team=police, by=user, username="x", name="X", email="x@example.org", role="manager"
            )


# ---- Accounts -------------------------------------------------------------------------------
def test_disable_user_and_enable_user(manager, colleague):
    services.disable_user(user=colleague, by=manager, reason="Left the force")

    assert not fresh(colleague).is_active
    assert fresh(colleague).live_memberships == []
    services.enable_user(user=fresh(colleague), by=manager)
    assert fresh(colleague).is_active
    assert fresh(colleague).disabled_at is None
    assert verbs() == ["user.disabled", "user.enabled"]


def test_disable_user_and_enable_user_refused_twice(manager, colleague):
    with pytest.raises(ValidationError, match="open already"):
        services.enable_user(user=colleague, by=manager)
    services.disable_user(user=colleague, by=manager, reason="Left")
    with pytest.raises(ValidationError, match="closed already"):
        services.disable_user(user=colleague, by=manager, reason="Left")


def test_disable_user_refused_for_oneself(manager):
    with pytest.raises(PermissionDenied):
        services.disable_user(user=manager, by=manager, reason="Why not")


def test_edit_user_tells_the_address_that_is_given_up(
    manager, colleague, django_capture_on_commit_callbacks
):
    old = colleague.email

    with django_capture_on_commit_callbacks(execute=True):
        services.edit_user(
            user=colleague, by=manager, name="Owen March", email="new@example.org", phone=""
        )
        assert mail.outbox == []  # it may still be rolled back

    event = Event.objects.get(verb="user.edited")
    assert event.detail["changed"]["name"] == ["Owen Marchbank", "Owen March"]
    assert mail.outbox[0].to == [old]


def test_a_link_that_went_to_another_address_ends_when_the_address_is_changed(invite, manager):
    user = invite()
    token, same = link(), {"user": user, "by": manager, "phone": ""}
    services.edit_user(**same, name="Amara Fenimore", email=user.email)
    assert invitation_of(token)

    services.edit_user(**same, name="Amara Fenimore", email="right@example.org")

    assert invitation_of(token) is None
    with pytest.raises(Http404):
        services.accept_invitation(token=token, password=GOOD)


def test_edit_user_without_a_change_leaves_no_event(manager, colleague):
    services.edit_user(
        user=colleague,
        by=manager,
        name=colleague.name,
        email=colleague.email,
        phone=colleague.phone,
    )

    assert verbs() == []


def test_edit_user_notices_a_second_editor(manager, colleague):
    held = {name: getattr(colleague, name) for name in ("name", "email", "phone")}
    same = {"user": colleague, "by": manager, "email": colleague.email}
    services.edit_user(**same, name="First", phone="", opened=Opened.of(held))

    with pytest.raises(StaleEditError) as stale:
        services.edit_user(**same, name="Second", phone="", opened=Opened.of(held))

    assert (stale.value.clashes, stale.value.stored["name"]) == (["name"], "First")
    assert fresh(colleague).name == "First"


def test_the_database_refuses_a_superuser(db):
    user = UserFactory()
    user.is_superuser = True

    with pytest.raises(IntegrityError), transaction.atomic():
        user.save()


def test_the_database_refuses_a_user_name_that_differs_by_a_capital(officer):
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(username="Officer")


def test_there_is_no_way_to_make_a_superuser(db):
    with pytest.raises(NotImplementedError):
        User.objects.create_superuser("root", password=GOOD)


# ---- Memberships ----------------------------------------------------------------------------
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
