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
from agencies.models import Invitation, Membership, User
from agencies.selectors import invitation_of
from agencies.tests.factories import UserFactory
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
