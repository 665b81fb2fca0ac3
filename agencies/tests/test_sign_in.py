"""Signing in, waiting after failures, signing out, and the limits of a session."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from agencies import attempts
from agencies.middleware import ACTING, ACTIVE, STARTED
from agencies.models import FailedSignIn, Membership, User
from agencies.tests.factories import PASSWORD, MembershipFactory, cache_away
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


# ---- Limits of a session --------------------------------------------------------------------
def move(client, key, seconds):
    session = client.session
    session[key] = time.time() - seconds
    session.save()


IDLE = settings.SESSION_IDLE_MINUTES * 60


def test_an_idle_session_ends_and_says_why(client, officer):
    sign_in(client)
    client.get("/account/")
    move(client, ACTIVE, IDLE + 1)

    response = client.get("/teams/?q=iom", follow=True)

    assert not is_signed_in(client)
    page = response.content.decode()
    assert "You were signed out because nothing happened for 15 minutes." in page
    assert response.redirect_chain[0][0] == "/sign-in/?next=%2Fteams%2F%3Fq%3Diom"
    assert Event.objects.get(verb="account.signed_out").reason.startswith("You were signed out")


def test_activity_keeps_a_session_and_a_poll_does_not(client, officer):
    sign_in(client)
    client.get("/account/")
    move(client, ACTIVE, IDLE - 10)
    client.get("/account/", headers={"X-Poll": "1"})
    assert time.time() - client.session[ACTIVE] > IDLE - 20

    client.get("/account/")

    assert time.time() - client.session[ACTIVE] < 5


def test_a_poll_of_an_idle_session_ends_it(client, officer):
    sign_in(client)
    client.get("/account/")
    move(client, ACTIVE, IDLE + 1)

    client.get("/account/", headers={"X-Poll": "1"})

    assert not is_signed_in(client)


def test_activity_is_written_once_a_minute(client, officer):
    sign_in(client)
    client.get("/account/")
    before = client.session[ACTIVE]

    client.get("/account/")

    assert client.session[ACTIVE] == before


def test_no_session_lasts_longer_than_ten_hours(client, officer):
    sign_in(client)
    client.get("/account/")
    move(client, STARTED, settings.SESSION_ABSOLUTE_HOURS * 3600 + 1)

    page = client.get("/account/", follow=True).content.decode()

    assert "You were signed out because you had been signed in for 10 hours." in page


def test_a_new_sign_in_starts_anew(client, officer):
    with time_machine.travel(timezone.now() - timedelta(hours=11), tick=False):
        sign_in(client)
        client.post("/sign-out/")

    sign_in(client)

    assert client.get("/account/").status_code == 200


def test_the_number_of_a_session_changes_at_sign_in(client, officer):
    client.get("/sign-in/")
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key

    sign_in(client)

    assert client.session.session_key != before


# ---- Teams, sessions, password --------------------------------------------------------------
def test_a_person_in_two_teams_chooses_in_which_to_act(client, officer, council):
    second = MembershipFactory(user=officer, team=council)
    sign_in(client)
    assert "Act in another team" in client.get("/account/").content.decode()

    client.post("/account/team/", {"membership": second.pk})

    assert client.session[ACTING] == second.pk
    client.get("/teams/")
    assert Event.objects.order_by("-pk").first().actor_team == "Stafford Housing"


def test_a_membership_of_someone_else_cannot_be_chosen(client, officer, outsider):
    sign_in(client)

    response = client.post(
        "/account/team/", {"membership": Membership.objects.get(user=outsider).pk}
    )

    assert "Choose the team from the list" in response.content.decode()
    assert ACTING not in client.session


def test_a_chosen_membership_that_ends_is_no_longer_acted_in(client, officer, council, police):
    second = MembershipFactory(user=officer, team=council)
    sign_in(client)
    client.post("/account/team/", {"membership": second.pk})
    Membership.objects.filter(pk=second.pk).update(valid_until=timezone.now())

    client.get("/teams/")

    assert Event.objects.order_by("-pk").first().actor_team == police.name


def test_ones_own_sessions_are_listed_and_ended(client, officer):
    other = type(client)()
    sign_in(client)
    sign_in(other)
    page = client.get("/account/sessions/").content.decode()
    assert page.count("127.0.0.1") == 2
    assert "This one" in page

    client.post("/account/sessions/")

    assert client.get("/account/").status_code == 200
    assert other.get("/account/")["Location"].startswith("/sign-in/")


def test_the_password_is_changed_and_every_session_ends(client, officer):
    other = type(client)()
    sign_in(client)
    sign_in(other)
    values = {"oldpassword": PASSWORD, "password1": "nine blue otters sing"}
    values["password2"] = values["password1"]

    client.post("/account/password/", values)

    assert User.objects.get(pk=officer.pk).check_password("nine blue otters sing")
    assert other.get("/account/").status_code == 302
    assert "account.password_changed" in verbs()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"oldpassword": "wrong"}, "oldpassword"),
        ({"oldpassword": ""}, "oldpassword"),
        ({"password1": "short", "password2": "short"}, "password1"),
        ({"password1": "officer officer 1", "password2": "officer officer 1"}, "password1"),
        ({"password2": "something else 99"}, "password2"),
    ],
)
def test_a_bad_new_password_is_told_at_its_field(client, officer, changed, field):
    sign_in(client)
    values = {
        "oldpassword": PASSWORD,
        "password1": "nine blue otters sing",
        "password2": "nine blue otters sing",
    }

    response = client.post("/account/password/", values | changed)

    assert field in response.context["form"].errors
    assert "<title>Error: " in response.content.decode()
    assert User.objects.get(pk=officer.pk).check_password(PASSWORD)


def test_the_account_page_offers_no_other_team_to_who_has_one(client, officer):
    sign_in(client)

    assert "Act in another team" not in client.get("/account/").content.decode()
