"""How long a session lasts, and what people do with their own account."""

import time
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone

from agencies.middleware import ACTING, ACTIVE, STARTED, SessionLimitsMiddleware
from agencies.models import Membership, User
from agencies.tests.factories import PASSWORD, MembershipFactory, TeamFactory, member
from audit.models import Event
from core.middleware import TransactionMiddleware

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


def test_a_page_in_progress_leaves_its_session_to_other_tabs(live_database, cluster, client, rf):
    """A second connection gets the row while the page is made; it is noted all the same."""
    user = member(TeamFactory())
    sign_in(client, user.username)
    move(client, ACTIVE, 120)
    before = UserSession.objects.get().last_seen_at
    request = rf.get("/")
    request.session, request.user = client.session, user

    def page(request):
        with cluster.admin(live_database) as other_tab:
            mine = "SELECT 1 FROM usersessions_usersession FOR UPDATE NOWAIT"
            assert other_tab.execute(mine).fetchall() == [(1,)]
            assert other_tab.execute("SELECT 1 FROM django_session FOR UPDATE NOWAIT").fetchall()
        return HttpResponse()

    TransactionMiddleware(SessionLimitsMiddleware(page))(request)

    assert UserSession.objects.get().last_seen_at > before


def test_a_row_of_a_session_that_is_held_spoils_no_page(live_database, cluster, client):
    user = member(TeamFactory())
    sign_in(client, user.username)
    move(client, ACTIVE, 120)

    with cluster.admin(live_database) as other_tab, other_tab.transaction():
        other_tab.execute("SELECT 1 FROM usersessions_usersession FOR UPDATE")
        answer = client.get("/account/")

    assert answer.status_code == 200


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
    assert "Switch team" in client.get("/account/").content.decode()

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


@pytest.mark.parametrize(
    "said", [r'"\000aaaaaaaaaaa"', r'"\012aaaaaaaaaaa"', "\xe9" * 32, "a" * 5000]
)
def test_a_cookie_that_is_no_session_of_ours_is_nobodys(db, client, said):
    """In quotes it may hold any sign: a NUL was answered as a database that is down."""
    named = f"{settings.SESSION_COOKIE_NAME}={said}"

    assert client.get("/", headers={"cookie": named}).status_code == 302
    assert client.get("/api/v1/profiles/", headers={"cookie": named}).status_code == 401


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

    assert "Switch team" not in client.get("/account/").content.decode()
