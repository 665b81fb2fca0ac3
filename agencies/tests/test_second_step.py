"""The second step of sign-in: set up, asked for, required, counted."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from cryptography.fernet import Fernet, InvalidToken
from django.core.cache import cache
from django.core.management import call_command

from agencies.models import FailedSignIn
from agencies.second_step_keys import encrypt_anew, every_authenticator
from agencies.tests.factories import PASSWORD, cache_away
from audit.models import Event

pytestmark = pytest.mark.slow

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


def code(secret=SECRET):
    """What the app shows now. It lasts long enough to be typed."""
    left = 30 - time.time() % 30
    if left < 5:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def app(officer):
    """The officer's app."""
    return TOTP.activate(officer, SECRET)


def sign_in(client):
    return client.post("/sign-in/", {"login": "officer", "password": PASSWORD})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_the_code_is_asked_for_after_the_password(client, app):
    response = sign_in(client)

    assert response["Location"].startswith("/sign-in/code/")
    assert not is_signed_in(client)
    page = client.get("/sign-in/code/").content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    client.post("/sign-in/code/", {"code": code()})
    assert is_signed_in(client)


def test_a_code_works_once(client, app):
    now = code()
    sign_in(client)
    client.post("/sign-in/code/", {"code": now})
    client.post("/sign-out/")

    sign_in(client)
    response = client.post("/sign-in/code/", {"code": now})

    assert "This code is not right" in response.content.decode()


def test_a_recovery_code_stands_in_and_works_once(client, officer, app):
    codes = RecoveryCodes.activate(officer)
    first = codes.get_unused_codes()[0]

    sign_in(client)
    client.post("/sign-in/code/", {"code": first})
    assert is_signed_in(client)
    client.post("/sign-out/")
    sign_in(client)
    client.post("/sign-in/code/", {"code": first})

    assert not is_signed_in(client)


@pytest.mark.parametrize("wrong", ["", "000000", "x" * 300, "\x00"])
def test_a_wrong_code_is_told_at_its_field(client, app, wrong):
    sign_in(client)

    response = client.post("/sign-in/code/", {"code": wrong})

    assert "code" in response.context["form"].errors
    assert not is_signed_in(client)


def test_wrong_codes_count_like_wrong_passwords_without_the_cache(client, app, monkeypatch):
    cache_away(monkeypatch)
    sign_in(client)
    for _ in range(8):
        client.post("/sign-in/code/", {"code": "000000"})

    response = client.post("/sign-in/code/", {"code": code()})

    assert "Too many attempts" in response.content.decode()
    assert not is_signed_in(client)
    assert FailedSignIn.objects.count() == 8
    assert Event.objects.filter(verb="account.locked_out").exists()


def confirm(client):
    """The password once more, as before every change to how one signs in."""
    client.post("/account/confirm/", {"password": PASSWORD})


def set_up(client):
    confirm(client)
    page = client.get("/account/two-step/app/")
    secret = page.context["form"].secret
    return page, client.post("/account/two-step/app/", {"code": code(secret)})


def test_an_app_is_set_up_with_recovery_codes(client, officer):
    sign_in(client)

    page, response = set_up(client)

    assert "data:image/svg+xml" in page.content.decode()
    assert "img-src 'self' data:" in page["Content-Security-Policy"]
    assert response["Location"] == "/account/two-step/codes/"
    codes = client.get("/account/two-step/codes/").content.decode()
    assert "10 of 10 are left" in codes
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"account.second_step_added", "account.recovery_codes_renewed"} <= verbs


def test_no_other_page_may_show_pictures_from_inside(client, officer):
    sign_in(client)

    assert "data:" not in client.get("/account/")["Content-Security-Policy"]


def test_an_app_is_turned_off_only_after_confirming(client, officer, app):
    sign_in(client)
    client.post("/sign-in/code/", {"code": code()})

    asked = client.get("/account/two-step/app/off/")

    assert asked.status_code == 302
    assert asked["Location"].startswith("/account/confirm")
    assert Authenticator.objects.filter(type="totp").exists()


def test_an_app_is_turned_off(client, officer, app):
    sign_in(client)
    client.post("/sign-in/code/", {"code": code()})
    confirm(client)

    client.post("/account/two-step/app/off/")

    assert not Authenticator.objects.exists()
    assert Event.objects.filter(verb="account.second_step_removed").exists()


# ---- Where it is required -------------------------------------------------------------------
@pytest.fixture
def required(settings):
    settings.MFA_REQUIRED = True


@pytest.mark.parametrize("path", ["/", "/teams/", "/profiles/", "/administration/", "/search/"])
def test_nothing_opens_before_it_is_set_up(client, officer, required, path):
    sign_in(client)

    assert client.get(path)["Location"] == "/account/two-step/app/"
    assert client.post(path)["Location"] == "/account/two-step/app/"


def test_everything_opens_once_it_is_set_up(client, officer, required):
    sign_in(client)
    set_up(client)

    assert client.get("/teams/").status_code == 200


def test_one_can_sign_out_before_it_is_set_up(client, officer, required):
    sign_in(client)

    assert client.get("/sign-out/").status_code == 200
    client.post("/sign-out/")
    assert not is_signed_in(client)


def test_it_cannot_be_turned_off(client, officer, app, required):
    sign_in(client)
    client.post("/sign-in/code/", {"code": code()})
    confirm(client)

    page = client.get("/account/two-step/app/off/").content.decode()
    client.post("/account/two-step/app/off/")

    assert "A second step is required here" in page
    assert Authenticator.objects.filter(type="totp").exists()


@pytest.mark.parametrize(
    "path",
    [
        "/account/",
        "/account/password/",
        "/account/two-step/",
        "/account/two-step/codes/",
        "/account/two-step/codes/new/",
        "/account/two-step/app/off/",
        "/account/sessions/",
        "/account/confirm/",
        "/account/confirm/code/",
        "/sign-out/",
    ],
)
def test_every_page_of_ones_account_opens(client, officer, app, path):
    RecoveryCodes.activate(officer)
    sign_in(client)
    client.post("/sign-in/code/", {"code": code()})
    confirm(client)

    response = client.get(path)

    assert response.status_code == 200
    assert "Successfully" not in response.content.decode()


def test_a_code_works_once_without_the_cache(client, app, monkeypatch):
    cache_away(monkeypatch)
    now = code()
    sign_in(client)
    client.post("/sign-in/code/", {"code": now})
    client.post("/sign-out/")

    sign_in(client)
    response = client.post("/sign-in/code/", {"code": f"{now[:3]} {now[3:]}"})

    assert "This code is not right" in response.content.decode()
    assert not is_signed_in(client)


def test_no_secret_of_the_second_step_is_kept_as_it_is(officer, app):
    RecoveryCodes.activate(officer)

    kept = [str(one.data) for one in Authenticator.objects.all()]

    assert len(kept) == 2
    assert not any(SECRET in text for text in kept)
    assert all("gAAAA" in text for text in kept)
    assert TOTP(Authenticator.objects.get(type="totp")).validate_code(code())


@pytest.fixture
def old_and_new(settings):
    """Two keys: the one that everything is encrypted with, and one to come."""
    new = Fernet.generate_key().decode()
    return settings.SECOND_STEP_KEYS[0], new


def test_a_key_is_replaced_while_everyone_keeps_their_app(settings, officer, app, old_and_new):
    old, new = old_and_new
    RecoveryCodes.activate(officer)
    Authenticator.objects.filter(type="totp").update(data={"secret": SECRET})  # from before keys

    settings.SECOND_STEP_KEYS = [new, old]
    call_command("encrypt_second_steps")
    settings.SECOND_STEP_KEYS = [new]

    assert TOTP(Authenticator.objects.get(type="totp")).validate_code(code())
    assert len(RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).generate_codes())
    assert SECRET not in str(Authenticator.objects.get(type="totp").data)


def test_a_secret_cannot_be_read_with_another_key(settings, app, old_and_new):
    settings.SECOND_STEP_KEYS = [old_and_new[1]]

    with pytest.raises(InvalidToken):
        TOTP(Authenticator.objects.get(type="totp")).validate_code(code())


def test_encrypting_again_changes_nothing(app):
    before = Authenticator.objects.get(type="totp").data

    assert encrypt_anew(every_authenticator()) == 0
    assert Authenticator.objects.get(type="totp").data == before
