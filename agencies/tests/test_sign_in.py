"""Signing in, waiting after failures, signing out, and the limits of a session."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from agencies import attempts, services
from agencies.models import FailedSignIn
from agencies.tests.factories import PASSWORD, cache_away
from audit.models import Event

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


def sign_in(client, username="officer", password=PASSWORD, **more):
    return client.post("/sign-in/", {"login": username, "password": password, **more})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


# ---- In and out -----------------------------------------------------------------------------
def test_signing_in_goes_to_where_one_wanted(client, officer):
    response = sign_in(client, next="/teams/?q=iom")

    assert response["Location"] == "/teams/?q=iom"
    event = Event.objects.get(verb="account.signed_in")
    assert (event.operation, event.actor_id) == (Event.SIGN_IN, officer.pk)


def test_another_site_is_never_where_one_goes(client, officer):
    assert sign_in(client, next="https://evil.example/")["Location"] == "/"


def test_the_user_name_may_be_typed_in_capitals(client, officer):
    sign_in(client, "OFFICER")

    assert is_signed_in(client)


@pytest.mark.parametrize("username", ["officer", "nobody"])
def test_a_failure_says_the_same_whether_or_not_the_account_exists(client, officer, username):
    response = sign_in(client, username, "not the password")

    page = response.content.decode()
    assert "The user name or the password is not right." in page
    assert f'value="{username}"' in page
    assert "not the password" not in page
    assert not is_signed_in(client)


def test_a_failure_is_an_event_that_repeats_nothing_typed(client, officer):
    sign_in(client, "officer", "a secret word")
    sign_in(client, "my password by mistake", "x")

    known, unknown = Event.objects.filter(verb="account.sign_in_failed").order_by("pk")
    assert known.target_id == officer.pk
    assert (unknown.target_id, unknown.target_label) == (None, "")
    kept = str(list(Event.objects.values())) + str(list(FailedSignIn.objects.values()))
    assert "secret" not in kept
    assert "by mistake" not in kept


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Enter your user name"),
        ({"login": "officer"}, "Enter your password"),
        ({"login": "x" * 9000, "password": "y" * 9000}, "Error: "),
        ({"login": "a\x00b", "password": "c\x00d"}, "Error: "),
        (
            {"login": "\u202eofficer", "password": "\ud800".encode("utf-8", "surrogatepass")},
            "Error",
        ),
    ],
)
def test_bad_input_to_the_sign_in_page_is_told_plainly(client, officer, values, words):
    response = client.post("/sign-in/", values)

    assert response.status_code == 200
    assert words in response.content.decode()


def test_nobody_registers_themselves(client, db):
    for path in ("/signup/", "/account/signup/", "/accounts/signup/", "/password/reset/"):
        assert client.get(path).status_code in (302, 404)
        assert "sign-in" in client.get(path).get("Location", "/sign-in/")


def test_signing_out_asks_first_and_forgets(client, officer):
    sign_in(client)

    assert "Sign out?" in client.get("/sign-out/").content.decode()
    assert is_signed_in(client)
    response = client.post("/sign-out/")

    assert not is_signed_in(client)
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert verbs()[-1] == "account.signed_out"


def test_a_closed_account_is_refused_at_its_next_request(client, officer):
    sign_in(client)
    officer.is_active, officer.disabled_at = False, timezone.now()
    officer.save()

    response = client.get("/account/")

    assert response["Location"].startswith("/sign-in/")


def test_a_closed_account_does_not_sign_in_and_that_is_an_event(client, officer):
    officer.is_active, officer.disabled_at = False, timezone.now()
    officer.save()

    response = sign_in(client)

    assert not is_signed_in(client)
    assert response["Location"] == "/sign-in/closed/"
    assert "This account is closed" in client.get("/sign-in/closed/").content.decode()
    assert Event.objects.get(verb="account.sign_in_failed").reason == "The account is closed"


# ---- Waiting --------------------------------------------------------------------------------
@pytest.fixture(params=["with the cache", "without the cache"])
def maybe_cache(request, monkeypatch):
    if request.param == "without the cache":
        cache_away(monkeypatch)


@pytest.mark.parametrize("username", ["officer", "nobody"])
def test_an_account_waits_after_eight_failures(client, officer, maybe_cache, username):
    for _ in range(8):
        assert "not right" in sign_in(client, username, "wrong").content.decode()

    response = sign_in(client, username)

    assert "Too many attempts. Try again in 15 minutes" in response.content.decode()
    assert not is_signed_in(client)
    assert verbs()[-2:] == ["account.sign_in_failed", "account.locked_out"]
    assert FailedSignIn.objects.count() == 8


def test_other_people_sign_in_meanwhile(client, officer, colleague):
    for _ in range(8):
        sign_in(client, "officer", "wrong")

    sign_in(client, "colleague")

    assert is_signed_in(client)


def fail(count, ago, username="officer", address="127.0.0.1"):
    """Failures that lie back this long."""
    for _ in range(count):
        attempts.remember_failure(username, address)
    FailedSignIn.objects.update(at=timezone.now() - ago)


def test_the_wait_is_over_after_fifteen_minutes(client, officer):
    fail(8, timedelta(minutes=15, seconds=1))

    sign_in(client)

    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(7, 0), (8, 15), (11, 15), (12, 30), (16, 60), (60, 240)]
)
def test_the_wait_grows(officer, failures, minutes):
    for number in range(failures):
        FailedSignIn.objects.create(
            username=attempts._hidden("officer"), address=f"10.0.0.{number}"
        )

    assert attempts.minutes_to_wait("officer", "127.0.0.1") == minutes


def test_a_success_ends_the_count(client, officer):
    fail(7, timedelta(seconds=5))
    sign_in(client)
    client.post("/sign-out/")

    for _ in range(2):
        response = sign_in(client, "officer", "wrong")

    assert "not right" in response.content.decode()


def test_who_has_chosen_a_new_password_waits_no_longer(client, manager, officer):
    officer.email = "officer@example.org"
    officer.save()
    fail(8, timedelta(seconds=5))
    services.renew_invitation(user=officer, by=manager)
    token = re.search(r"/invitation/([^/]+)/", mail.outbox[-1].body).group(1)

    services.accept_invitation(token=token, password="seven green herons wade")
    sign_in(client, password="seven green herons wade")

    assert is_signed_in(client)
    assert FailedSignIn.objects.filter(address="127.0.0.1").count() == 8


def test_an_address_waits_after_twenty_failures_whatever_the_accounts(client, officer):
    for number in range(20):
        sign_in(client, f"guess{number}", "wrong")

    response = sign_in(client)

    assert "Too many attempts. Try again in 10 minutes" in response.content.decode()
    assert not is_signed_in(client)
    elsewhere = client.post(
        "/sign-in/", {"login": "officer", "password": PASSWORD}, REMOTE_ADDR="10.1.2.3"
    )
    assert elsewhere.status_code == 302


def test_a_forged_header_is_no_other_address(client, officer):
    for number in range(20):
        client.post(
            "/sign-in/",
            {"login": f"guess{number}", "password": "x"},
            HTTP_X_FORWARDED_FOR=f"10.0.0.{number}",
        )

    assert "Too many attempts" in sign_in(client).content.decode()


@pytest.mark.slow
def test_an_address_that_asks_without_end_is_told_to_wait(client, db):
    for _ in range(61):
        response = client.post("/sign-in/", {"login": "", "password": ""})

    assert response.status_code == 429
    assert "Wait a minute, then try again." in response.content.decode()


def test_failures_are_kept_for_a_day(officer):
    fail(3, timedelta(hours=25))

    attempts.remember_failure("officer", "127.0.0.1")

    assert FailedSignIn.objects.count() == 1
