"""A lost second step: two people who may, their passwords, an event, no session left."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.http import Http404

from agencies.attempts import minutes_to_wait, remember_failure
from agencies.models import FailedSignIn, Membership, User
from agencies.services import reset_second_step
from agencies.tests.factories import PASSWORD, UserFactory, member
from alerts.models import Notice
from audit.jobs import drain_deliveries
from audit.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

Role = Membership.Role
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WHY = "Came to the desk with a warrant card"


@pytest.fixture
def lost(officer):
    """The officer, whose phone is gone."""
    TOTP.activate(officer, SECRET)
    RecoveryCodes.activate(officer)
    return officer


@pytest.fixture
def second(administrator):
    """Another administrator of the area."""
    return member(administrator.acting_team, Role.ADMINISTRATOR, username="second")


def command(tmp_path, lost, by, other, passwords=(PASSWORD, PASSWORD), **more):
    files = []
    for number, text in enumerate(passwords):
        path = tmp_path / str(number)
        path.write_text(text)
        files.append(str(path))
    call_command(
        "reset_second_step",
        lost.username,
        by=by.username,
        second=other.username,
        reason=WHY,
        by_password_file=files[0],
        second_password_file=files[1],
        **more,
    )


def test_two_who_may_take_it_away(
    tmp_path, client, lost, administrator, second, django_capture_on_commit_callbacks
):
    client.force_login(lost)
    client.get("/")
    UserSession.objects.get_or_create(
        user=lost, session_key=client.session.session_key, defaults={"ip": "127.0.0.1"}
    )

    with django_capture_on_commit_callbacks(execute=True):
        command(tmp_path, lost, administrator, second)

    assert not Authenticator.objects.filter(user=lost).exists()
    assert client.get("/").status_code == 302
    event = Event.objects.get(verb="user.second_step_reset")
    assert (event.actor_id, event.target_id, event.reason) == (administrator.pk, lost.pk, WHY)
    assert event.detail["second"] == second.name
    assert not Event.objects.filter(verb="account.second_step_removed").exists()
    assert User.objects.get(pk=lost.pk).check_password(PASSWORD)


def test_the_owner_and_their_managers_are_told(
    lost, manager, administrator, second, django_capture_on_commit_callbacks
):
    User.objects.filter(pk=lost.pk).update(email="officer@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        reset_second_step(user=lost, by=administrator, second=second, reason=WHY)
    drain_deliveries()

    told = {notice.recipient: notice.text for notice in Notice.objects.all()}
    assert set(told) == {lost, manager}
    assert "reset your second step" in told[lost]
    assert f"reset the second step of {lost.name}" in told[manager]
    assert second.name in told[manager]
    (letter,) = mail.outbox
    assert letter.to == ["officer@example.org"]
    assert "was reset" in letter.body


def test_a_manager_of_the_team_may_be_one_of_the_two(lost, manager, administrator):
    reset_second_step(user=lost, by=manager, second=administrator, reason=WHY)

    assert not Authenticator.objects.filter(user=lost).exists()


def test_who_is_let_in_waits_no_longer(lost, administrator, second):
    for _ in range(8):
        remember_failure(lost.username, "127.0.0.1")
    assert minutes_to_wait(lost.username, "127.0.0.1") == 15

    reset_second_step(user=lost, by=administrator, second=second, reason=WHY)

    assert minutes_to_wait(lost.username, "127.0.0.1") == 0


def test_one_person_is_not_two(tmp_path, lost, administrator):
    with pytest.raises(CommandError, match="two people"):
        command(tmp_path, lost, administrator, administrator)
    with pytest.raises(ValidationError, match="two people"):
        reset_second_step(user=lost, by=administrator, second=administrator, reason=WHY)

    assert Authenticator.objects.filter(user=lost).count() == 2


def test_two_accounts_of_one_hand_are_not_two(lost, administrator, second):
    User.objects.filter(pk=second.pk).update(invited_by=administrator)

    with pytest.raises(ValidationError, match="neither invited"):
        reset_second_step(user=lost, by=administrator, second=second, reason=WHY)
    assert Authenticator.objects.filter(user=lost).exists()


def test_both_have_to_look_after_the_account(lost, administrator, second, outsider, colleague):
    for stranger in (outsider, colleague):
        with pytest.raises((Http404, PermissionDenied)):
            reset_second_step(user=lost, by=stranger, second=administrator, reason=WHY)
        with pytest.raises((Http404, PermissionDenied)):
            reset_second_step(user=lost, by=administrator, second=stranger, reason=WHY)

    assert Authenticator.objects.filter(user=lost).count() == 2


def test_nobody_confirms_for_themselves(tmp_path, administrator, second):
    TOTP.activate(administrator, SECRET)

    with pytest.raises(CommandError, match="neither may be its owner"):
        command(tmp_path, administrator, administrator, second)
    with pytest.raises(CommandError, match="neither may be its owner"):
        command(tmp_path, administrator, second, administrator)


def test_a_wrong_password_counts_as_at_sign_in(tmp_path, lost, administrator, second):
    for wrong in ((PASSWORD, "not it"), ("not it", PASSWORD)):
        with pytest.raises(CommandError, match="not the password"):
            command(tmp_path, lost, administrator, second, wrong)

    assert FailedSignIn.objects.count() == 2
    assert Event.objects.filter(verb="account.sign_in_failed").count() == 2
    for _ in range(8):
        with pytest.raises(CommandError):
            command(tmp_path, lost, administrator, second, ("not it", PASSWORD))
    with pytest.raises(CommandError, match="Too many attempts"):
        command(tmp_path, lost, administrator, second)
    assert Authenticator.objects.filter(user=lost).count() == 2


def test_a_closed_account_confirms_nothing(tmp_path, lost, administrator, second):
    User.objects.filter(pk=second.pk).update(is_active=False, disabled_at="2026-01-01T00:00Z")

    with pytest.raises(CommandError, match="not the password of an open account"):
        command(tmp_path, lost, administrator, second)


def test_there_must_be_one_and_a_reason(officer, lost, administrator, second):
    with pytest.raises(ValidationError, match="Say why"):
        reset_second_step(user=lost, by=administrator, second=second, reason=" ")
    Authenticator.objects.all().delete()
    with pytest.raises(ValidationError, match="has no second step"):
        reset_second_step(user=lost, by=administrator, second=second, reason=WHY)


def test_an_account_that_is_not_there(tmp_path, administrator, second):
    with pytest.raises(CommandError, match="no open account 'nobody'"):
        command(tmp_path, UserFactory.build(username="nobody"), administrator, second)
