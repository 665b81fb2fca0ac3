"""Sweeps over every address of the site, walked from the resolver, nothing typed by hand."""

import re
import uuid

import pytest
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from access.services import ask_for_access, exclude_person
from access.tests.factories import give, run_out
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from core.views import Door, NoRecord
from profiles.models import ProfileTeamHold
from profiles.tests.factories import WarningFactory

pytestmark = pytest.mark.slow

# Pages that need no sign-in, and why.
PUBLIC = {
    "account_login": "signing in",
    "mfa_authenticate": "the second step of signing in",
    "account_inactive": "says that an account is closed",
    "home:live": "for a load balancer; no data",
    "home:ready": "for a load balancer; no data",
    "agencies:invitation": "a new colleague chooses a password by a secret link",
}
# Pages of allauth about the reader's own account, behind sign-in.
OWN_ACCOUNT = re.compile(r"^(account_|mfa_|usersessions_)")


def walk(patterns, space="", prefix=""):
    for entry in patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", route, entry.callback
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from walk(entry.url_patterns, inner, route)


ROUTES = list(walk(get_resolver().url_patterns))
OBJECT_ROUTES = [(name, route) for name, route, view in ROUTES if "profiles/<uuid:uuid>" in route]
METHODS = ["get", "post", "head", "options", "put", "patch", "delete"]


def address(route, **values):
    """The address with these values; every other part is filled with what never existed."""

    def fill(match):
        kind, _, name = match.group(1).rpartition(":")
        fallback = "warnings" if kind == "slug" else uuid.uuid4() if kind == "uuid" else 987654321
        return str(values.get(name, fallback))

    return "/" + re.sub(r"<([^>]+)>", fill, route)


def masked(response):
    """What was answered, without what differs for every request."""
    body = re.sub(rb'(nonce|name="csrfmiddlewaretoken" value)="[^"]+"', b"", response.content)
    body = re.sub(rb"\d{1,2}(:\d\d)?[ap]m", b"", body)  # the minute may turn between two answers
    headers = {k: v for k, v in response.headers.items() if k != "Content-Security-Policy"}
    headers.pop("X-Request-Id", None)
    return response.status_code, body, headers


@pytest.fixture
def world(person, contact, manager):
    """One record with something behind each kind of address."""
    warning = WarningFactory(profile=person)
    named = member(TeamFactory())
    grant = give(person, manager, named, named=True, sections=["log"])
    teammate = member(named.acting_team)
    asked = ask_for_access(
        obj=person,
        by=teammate,
        membership=teammate.live_memberships[0],
        reason="linked",
        words="A case of mine",
    )
    excluded = member(TeamFactory())
    exclusion = exclude_person(obj=person, by=manager, user=excluded, reason="A cousin")
    return {
        "person": person,
        "values": {
            "uuid": person.uuid,
            "grant": grant.uuid,
            "asked": asked.uuid,
            "exclusion": exclusion.uuid,
            "kind": "warnings",
        },
        "children": {"profiles:log-amend": contact.uuid, "profiles:detail-edit": warning.uuid},
        "teammate": teammate,
        "excluded": excluded,
    }


def existing(world, name, route):
    child = world["children"].get(name, uuid.uuid4())
    return address(route, **{**world["values"], "child": child})


def test_every_page_is_behind_the_door_or_on_a_list_that_says_why():
    loose = [
        name
        for name, _, view in ROUTES
        if not issubclass(getattr(view, "view_class", object), Door | NoRecord)
        and name not in PUBLIC
        and not OWN_ACCOUNT.match(name)
    ]

    assert loose == []


def test_there_are_pages_to_sweep():
    assert len(OBJECT_ROUTES) > 15


@pytest.mark.parametrize(("name", "route"), [(n, r) for n, r, _ in ROUTES if n not in PUBLIC])
@pytest.mark.parametrize("method", ["get", "post"])
def test_anonymous_goes_to_sign_in(client, db, name, route, method):
    response = getattr(client, method)(address(route))

    if route.startswith("api/"):
        assert (response.status_code, response.json()) == (401, {"detail": "Sign in first."})
        return
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("name", "route"), OBJECT_ROUTES)
def test_a_hidden_record_answers_like_one_that_never_existed(
    client, world, outsider, name, route, method
):
    client.force_login(outsider)

    hidden = getattr(client, method)(existing(world, name, route))
    absent = getattr(client, method)(address(route))

    assert masked(hidden) == masked(absent)
    assert hidden.status_code == 404


@pytest.mark.parametrize("actor", ["excluded", "administrator", "operator", "auditor"])
@pytest.mark.parametrize(("name", "route"), OBJECT_ROUTES)
def test_who_must_not_see_a_record_cannot_tell_that_it_exists(
    client, world, request, name, route, actor
):
    user = world.get(actor) or request.getfixturevalue(actor)
    client.force_login(user)

    hidden = client.get(existing(world, name, route))
    absent = client.get(address(route))

    assert masked(hidden) == masked(absent)
    assert hidden.status_code == 404


@pytest.mark.parametrize("how", ["ran out", "left"])
@pytest.mark.parametrize(("name", "route"), OBJECT_ROUTES)
def test_access_that_is_over_answers_like_a_record_that_never_existed(
    client, world, manager, outsider, name, route, how
):
    team = outsider.acting_team
    grant = give(world["person"], manager, team)
    client.force_login(outsider)
    assert client.get(world["person"].get_absolute_url()).status_code == 200
    if how == "ran out":
        run_out(grant, ProfileTeamHold)
    else:
        outsider.memberships.update(valid_until=timezone.now())

    hidden = client.get(existing(world, name, route))
    absent = client.get(address(route))

    assert masked(hidden) == masked(absent)
    assert hidden.status_code == 404


@pytest.mark.parametrize(("name", "route"), OBJECT_ROUTES)
def test_an_account_that_is_closed_is_signed_out_at_once(client, world, officer, name, route):
    client.force_login(officer)
    assert client.get("/profiles/").status_code == 200
    officer.is_active, officer.disabled_at = False, timezone.now()
    officer.save()

    response = client.get(existing(world, name, route))

    assert response.status_code == (401 if route.startswith("api/") else 302)


@pytest.mark.parametrize(("name", "route"), OBJECT_ROUTES)
def test_a_knower_meets_the_stub_and_nothing_else(client, world, name, route):
    client.force_login(world["teammate"])

    response = client.get(existing(world, name, route), follow=name == "profiles:overview")
    page = response.content.decode()

    if name in ("profiles:overview", "profiles:request-access"):
        assert response.status_code == 200
        assert world["person"].reference in page
        assert world["person"].surname not in page
    else:
        assert response.status_code == 404


@pytest.mark.parametrize(("name", "route"), OBJECT_ROUTES)
def test_a_child_belongs_to_the_parent_in_the_address(client, world, police, manager, name, route):
    """A visible child under another visible record is no page."""
    from profiles.tests.factories import make_person

    if not set(re.findall(r"<uuid:(\w+)>", route)) - {"uuid"}:
        return
    other = make_person(by=manager, team=police, surname="Other")
    client.force_login(manager)

    assert client.get(existing(world, name, route)).status_code == 200
    moved = {**world["values"], "uuid": other.uuid}
    child = world["children"].get(name, uuid.uuid4())
    assert client.get(address(route, **{**moved, "child": child})).status_code == 404


@pytest.mark.parametrize(("name", "route"), OBJECT_ROUTES)
def test_reading_leaves_an_event_about_the_person(client, world, manager, name, route):
    if name == "profiles:request-access":
        return  # the manager reads the record itself: the next test has this page's reader
    client.force_login(manager)
    before = Event.objects.count()

    response = client.get(existing(world, name, route))

    assert response.status_code == 200
    event = Event.objects.order_by("-pk").first()
    assert Event.objects.count() == before + 1
    assert (event.operation, event.actor_id) == (Event.CONSULTATION, manager.pk)
    assert event.subjects == [world["person"].pk]


def test_reading_a_stub_leaves_an_event(client, world):
    client.force_login(world["teammate"])

    client.get(f"/profiles/{world['person'].uuid}/sharing/request-access/")

    event = Event.objects.order_by("-pk").first()
    assert (event.verb, event.target_id) == ("access.request:view", world["person"].pk)


def test_a_refusal_is_recorded_without_saying_whether_it_exists(client, world, outsider):
    client.force_login(outsider)

    client.get(f"/profiles/{world['person'].uuid}/")

    event = Event.objects.order_by("-pk").first()
    assert (event.verb, event.operation) == ("page.not_found", Event.REFUSAL)
    assert (event.target_id, event.subjects) == (None, [])


def test_the_list_counts_and_shows_only_what_is_visible(client, world, outsider, manager):
    client.force_login(outsider)
    hidden = client.get("/profiles/", {"q": "pellworth"}).content.decode()
    client.force_login(manager)
    shown = client.get("/profiles/", {"q": "pellworth"}).content.decode()

    assert "Jordan" not in hidden
    assert "Jordan Pellworth" in shown
    assert "<b>1 person</b>" in shown


@pytest.mark.parametrize("path", ["/profiles/", "/profiles/new/", "/", "/api/v1/profiles/"])
def test_every_answer_forbids_keeping_a_copy(client, manager, path):
    client.force_login(manager)

    assert client.get(path)["Cache-Control"] == "no-store"


ODD = ["\x00", "\ud800", "\u202e", "x" * 9000, "%", "';--", "\u0301\U0001f600", "-1", "1e9", "٣"]


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", ["q", "role", "team", "warning", "sort", "after", "kind", "show"])
def test_odd_addresses_are_never_an_error_of_ours(client, world, manager, name, odd):
    client.force_login(manager)
    query = {name: odd.encode("utf-8", "surrogatepass")}

    for path in (
        "/profiles/",
        "/api/v1/profiles/",
        f"/profiles/{world['person'].uuid}/log/",
        f"/profiles/{world['person'].uuid}/history/",
        "/alerts/",
    ):
        assert client.get(path, query).status_code in (200, 400)


@pytest.mark.parametrize(
    "path",
    [
        "/profiles/not-a-uuid/",
        "/profiles/1/",
        "/profiles/%00/",
        "/profiles/00000000-0000-0000-0000-00000000000g/",
        "/api/v1/profiles/not-a-uuid/",
        "/api/v1/profiles/%00/",
    ],
)
def test_malformed_identifiers_are_not_found(client, manager, path):
    client.force_login(manager)

    assert client.get(path).status_code in (400, 404)


def test_the_manager_role_is_what_opens_the_sharing_buttons(client, world, officer):
    client.force_login(officer)

    page = client.get(f"/profiles/{world['person'].uuid}/sharing/").content.decode()

    assert "Give access" not in page
    assert Membership.Role.MANAGER  # the officer of the fixture is a practitioner
