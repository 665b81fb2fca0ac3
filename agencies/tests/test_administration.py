"""The pages for those who look after teams and accounts."""

import datetime
import re

import pytest
from django.core import mail
from django.utils import timezone

from agencies.models import FOREVER, Membership, User
from agencies.tests.factories import MembershipFactory, TeamFactory, UserFactory, agree, member
from audit.models import Event
from core.dates import format_day, format_short_day
from tests.editing import filled, sent

pytestmark = pytest.mark.slow

Role = Membership.Role
GOOD = "seven green herons wade"
INVITATION = {
    "name": "Amara Fennimore",
    "username": "amara.fennimore",
    "email": "amara@example.org",
    "phone": "01632 960 111",
    "role": "practitioner",
    "start": "",
    "until": "",
}


@pytest.fixture
def as_manager(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


def team_address(team, what=""):
    return f"/administration/teams/{team.uuid}/{what}"


def user_address(user, what=""):
    return f"/administration/users/{user.uuid}/{what}"


def membership_address(user, what):
    return f"/administration/memberships/{user.memberships.get().uuid}/{what}/"


def errors_of(response):
    assert response.status_code == 200
    page = response.content.decode()
    assert "<title>Error: " in page
    for field in re.findall(r'error-summary__list.*?href="#([^"]+)"', page, re.DOTALL):
        assert f'id="{field}"' in page
    return response.context["form"].errors


# ---- Who comes in ---------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["officer", "operator", "auditor"])
@pytest.mark.parametrize("path", ["", "users/", "agencies/", "teams/new/", "agencies/new/"])
def test_administration_is_for_those_who_look_after_something(client, request, police, who, path):
    client.force_login(request.getfixturevalue(who))

    response = client.get(f"/administration/{path}")

    # To the control room it is as if it were not there.
    assert response.status_code == (404 if who == "operator" else 403)
    assert "Administration</a>" not in client.get("/account/").content.decode()


@pytest.mark.parametrize("path", ["agencies/", "teams/new/", "agencies/new/"])
def test_a_manager_has_no_pages_about_agencies(as_manager, path):
    assert as_manager.get(f"/administration/{path}").status_code == 403


def test_a_manager_looks_after_the_own_team_alone(as_manager, police, council, colleague):
    page = as_manager.get("/administration/").content.decode()

    assert "Staffordshire IOM Team" in page
    assert "Stafford Housing" not in page
    assert as_manager.get(team_address(council)).status_code == 404
    assert as_manager.get(team_address(police, "edit/")).status_code == 404
    assert as_manager.get(user_address(member(council))).status_code == 404


def test_an_administrator_looks_after_the_area_alone(as_administrator, police, council, elsewhere):
    page = as_administrator.get("/administration/").content.decode()

    assert "Staffordshire IOM Team" in page
    assert "Stafford Housing" in page
    assert "Norfolk IOM Team" not in page
    assert as_administrator.get(team_address(elsewhere)).status_code == 404


@pytest.mark.parametrize("what", ["", "contact/", "edit/", "close/", "invite/", "add/"])
def test_every_page_about_a_team_opens(as_administrator, police, colleague, what):
    assert as_administrator.get(team_address(police, what)).status_code == 200


@pytest.mark.parametrize("what", ["", "edit/", "disable/", "enable/", "link/"])
def test_every_page_about_an_account_opens(as_administrator, colleague, what):
    response = as_administrator.get(user_address(colleague, what))

    assert response.status_code == 200
    assert Event.objects.order_by("-pk").first().target_label == "User colleague"


@pytest.mark.parametrize("path", ["", "users/", "agencies/", "teams/new/", "agencies/new/"])
def test_every_list_and_new_page_opens(as_administrator, police, path):
    assert as_administrator.get(f"/administration/{path}").status_code == 200


# ---- Invitations ----------------------------------------------------------------------------
def test_someone_new_is_invited_and_chooses_a_password(as_manager, police):
    response = as_manager.post(team_address(police, "invite/"), INVITATION, follow=True)

    assert "The invitation is on its way to amara@example.org." in response.content.decode()
    path = re.search(r"/invitation/\S+", mail.outbox[0].body).group()
    as_manager.post("/sign-out/")
    assert "amara.fennimore" in as_manager.get(path).content.decode()
    answer = as_manager.post(path, {"password": GOOD, "again": GOOD}, follow=True)
    assert "Your password is saved" in answer.content.decode()
    assert as_manager.get(path).status_code == 404
    signed_in = as_manager.post("/sign-in/", {"login": "amara.fennimore", "password": GOOD})
    assert signed_in["Location"] == "/"


def test_an_invitation_is_left_open_until_the_password_is_good(as_manager, client, police):
    as_manager.post(team_address(police, "invite/"), INVITATION)
    path = re.search(r"/invitation/\S+", mail.outbox[0].body).group()

    differ = client.post(path, {"password": GOOD, "again": GOOD + "s"})
    weak = client.post(path, {"password": "passwordpassword", "again": "passwordpassword"})

    assert "again" in errors_of(differ)
    assert "password" in errors_of(weak)
    assert GOOD not in differ.content.decode()
    assert client.get(path).status_code == 200


def test_a_link_that_never_was_says_what_to_do(client, db):
    response = client.get("/invitation/abc/")

    assert response.status_code == 404
    assert "Ask your manager or the administrator" in response.content.decode()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 151}, "name"),
        ({"username": ""}, "username"),
        ({"username": "two words"}, "username"),
        ({"username": "x" * 81}, "username"),
        ({"username": "Officer"}, "username"),
        ({"email": "not an address"}, "email"),
        ({"email": ""}, "email"),
        ({"phone": "1" * 31}, "phone"),
        ({"role": ""}, "role"),
        ({"role": "auditor"}, "role"),
        ({"start": "31 June"}, "start"),
        ({"start": "1 January 2020"}, "start"),
        ({"until": "1 January 2020"}, "until"),
        ({"until": "1 January 2999"}, "until"),
        ({"name": "a\x00b"}, "name"),
    ],
)
def test_a_bad_invitation_is_told_at_its_field_and_nothing_is_done(
    as_manager, police, officer, changed, field
):
    response = as_manager.post(team_address(police, "invite/"), INVITATION | changed)

    assert field in errors_of(response)
    assert not User.objects.filter(email=INVITATION["email"]).exists()
    assert mail.outbox == []
    kept = "01632 960 111" if field != "phone" else "Amara Fennimore"
    assert kept in response.content.decode()


def test_a_new_link_for_an_account_without_an_address_says_to_enter_one(as_manager, colleague):
    User.objects.filter(pk=colleague.pk).update(email="")

    page = as_manager.get(user_address(colleague, "link/")).content.decode()

    assert f"{colleague.name} has no e-mail address. Enter one first." in page
    assert "works once" not in page


def test_a_last_day_before_the_first_is_told_at_its_field(as_manager, police):
    first = timezone.localdate() + datetime.timedelta(days=20)
    last = first - datetime.timedelta(days=10)

    response = as_manager.post(
        team_address(police, "invite/"),
        INVITATION | {"start": first.isoformat(), "until": last.isoformat()},
    )

    assert "until" in errors_of(response)
    assert not User.objects.filter(email=INVITATION["email"]).exists()


def test_the_last_day_counts(as_manager, police, outsider):
    today = timezone.localdate()
    agree(police, outsider.acting_team)

    as_manager.post(
        team_address(police, "add/"),
        {"username": "OUTSIDER", "role": "practitioner", "until": "today"},
    )

    membership = outsider.memberships.get(team=police)
    midnight = datetime.datetime.combine(
        today + datetime.timedelta(days=1), datetime.time.min, timezone.get_current_timezone()
    )
    assert membership.valid_until == midnight
    assert membership in police.memberships.live()
    for address in (team_address(police), outsider.get_absolute_url()):
        page = as_manager.get(address).content.decode()
        assert format_short_day(today) in page or format_day(today) in page
        assert format_short_day(midnight.date()) not in page


def test_changing_a_role_is_offered_where_it_may_be_done(as_manager, manager, colleague, police):
    page = as_manager.get(team_address(police)).content.decode()

    for one, is_offered in ((colleague, True), (manager, False)):
        membership = one.memberships.get(team=police)
        assert (f"/memberships/{membership.uuid}/change/" in page) is is_offered


# ---- Memberships ----------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["nobody.at.all", "closed", ""])
def test_adding_someone_unknown_or_closed_is_told_at_the_field(as_manager, police, name):
    UserFactory(username="closed", is_active=False, disabled_at=timezone.now())

    response = as_manager.post(
        team_address(police, "add/"), {"username": name, "role": "practitioner"}
    )

    assert "username" in errors_of(response)


def test_adding_oneself_is_told_at_the_field(as_manager, police):
    response = as_manager.post(
        team_address(police, "add/"), {"username": "manager", "role": "practitioner"}
    )

    assert "username" in errors_of(response)


def test_a_role_is_changed_and_a_membership_ended(as_manager, colleague, police):
    address = membership_address(colleague, "change")
    typed = sent(as_manager, address) | {"role": "manager"}
    response = as_manager.post(address, typed, follow=True)
    assert "is changed" in response.content.decode()
    now = colleague.memberships.live().get()
    assert (now.role, now.valid_until) == (Role.MANAGER, FOREVER)

    as_manager.post(f"/administration/memberships/{now.uuid}/end/", {"reason": "Moved"})
    assert not colleague.memberships.live().exists()


def test_ending_the_last_manager_is_refused_with_the_reason(as_administrator, manager):
    response = as_administrator.post(membership_address(manager, "end"), {"reason": "Retires"})

    assert "only manager" in str(errors_of(response))
    assert "Retires" in response.content.decode()
    assert manager.memberships.live().exists()


def test_a_reason_is_needed(as_manager, colleague):
    response = as_manager.post(membership_address(colleague, "end"), {"reason": " "})

    assert "reason" in errors_of(response)


def test_a_membership_elsewhere_does_not_exist_for_a_manager(as_manager, outsider):
    for what in ("change", "end"):
        assert as_manager.get(membership_address(outsider, what)).status_code == 404


# ---- Accounts -------------------------------------------------------------------------------
def test_a_closed_account_is_refused_at_its_next_request(as_manager, colleague, police):
    other = type(as_manager)()
    other.force_login(colleague)
    assert other.get("/account/").status_code == 200

    as_manager.post(user_address(colleague, "disable/"), {"reason": "Left"})

    refused = other.get("/account/")
    assert refused.status_code == 302
    assert refused["Location"].startswith("/sign-in/")


def test_a_closed_account_cannot_sign_in_and_can_once_it_is_open(as_manager, client, colleague):
    as_manager.post(user_address(colleague, "disable/"), {"reason": "Left"})
    fresh = type(client)()
    closed = fresh.post("/sign-in/", {"login": "colleague", "password": GOOD})
    assert "_auth_user_id" not in fresh.session
    assert closed.status_code in (200, 302)

    as_manager.post(user_address(colleague, "enable/"))
    fresh.post("/sign-in/", {"login": "colleague", "password": GOOD})
    assert "_auth_user_id" in fresh.session


def test_who_closes_an_account_does_not_always_open_it(
    client, administrator, colleague, elsewhere
):
    MembershipFactory(user=colleague, team=elsewhere)
    client.force_login(administrator)
    address = user_address(colleague)
    assert "Close the account" in client.get(address).content.decode()
    assert "looks after all their teams" in client.get(f"{address}disable/").content.decode()

    client.post(f"{address}disable/", {"reason": "Lost telephone"})

    page = client.get(address).content.decode()
    assert "This account is closed." in page
    assert "Open the account" not in page
    assert client.post(f"{address}enable/").status_code == 403
    assert not User.objects.get(pk=colleague.pk).is_active


def test_ones_own_account_is_someone_elses_to_close(as_manager, manager):
    page = as_manager.get(user_address(manager)).content.decode()

    assert "Close the account" not in page
    assert as_manager.post(user_address(manager, "disable/"), {"reason": "x"}).status_code == 403


def test_an_account_is_changed(as_manager, colleague):
    address = user_address(colleague, "edit/")

    as_manager.post(address, sent(as_manager, address) | {"name": "Sgt Owen Marchbank"})

    assert User.objects.get(pk=colleague.pk).name == "Sgt Owen Marchbank"


def test_two_people_editing_one_account_lose_nothing(as_manager, colleague):
    address = user_address(colleague, "edit/")
    opened = sent(as_manager, address)
    as_manager.post(address, opened | {"name": "The first"})

    response = as_manager.post(address, opened | {"name": "The second"})

    assert response.status_code == 409
    assert response.context["clashes"][0].theirs == [("The", False), ("first", True)]
    assert "<ins>second</ins>" in response.content.decode()
    assert User.objects.get(pk=colleague.pk).name == "The first"
    as_manager.post(address, filled(response.context["form"]))
    assert User.objects.get(pk=colleague.pk).name == "The second"


def test_a_manager_does_not_learn_of_teams_elsewhere(as_manager, colleague):
    secret = TeamFactory(name="A secret refuge", is_discreet=True)
    MembershipFactory(user=colleague, team=secret)

    colleague.phone = "01632 960 999"
    colleague.save()

    page = as_manager.get(user_address(colleague)).content.decode()

    assert "secret refuge" not in page
    assert "960 999" not in page
    assert colleague.email not in page


def test_accounts_are_found_by_name_team_and_state(as_administrator, police, council, colleague):
    closed = member(council, name="Someone Else", is_active=False, disabled_at=timezone.now())

    def find(**query):
        response = as_administrator.get("/administration/users/", query)
        return {person.name for person in response.context["page"]}

    assert find(q="marchbank") == {"Owen Marchbank"}
    assert find(team=council.pk) == {"Someone Else"}
    assert find(state="closed") == {closed.name}
    assert "Someone Else" not in find(state="open")


def test_the_list_of_accounts_costs_the_same_for_one_and_for_many(
    as_manager, police, django_assert_max_num_queries
):
    as_manager.get("/administration/users/")
    with django_assert_max_num_queries(60) as one:
        as_manager.get("/administration/users/")
    for _ in range(20):
        member(police)

    with django_assert_max_num_queries(len(one)):
        as_manager.get("/administration/users/")
