"""Sweeps over every address of the site, walked from the resolver, nothing typed by hand."""

import re
import uuid

import pytest
from django.utils import timezone

from access.services import restrict_record
from access.tests.factories import LawfulBasisFactory, give
from agencies.models import Membership
from audit.models import Event
from core import policy
from core.views import NoRecord, RecordView
from profiles.tests.factories import make_person
from profiles.views.details import KINDS
from tests.cast import made_once
from tests.sweeping import (
    CUTS,
    METHODS,
    OBJECT_ROUTES,
    OWN_ACCOUNT,
    PUBLIC,
    ROUTES,
    address,
    existing,
    hand_over,
    make_detail,
    make_world,
    shown_in_lists,
    stands_on,
    told_apart,
)

made, db, cast, world = made_once(lambda cast: make_world(cast.person, cast.contact, cast.manager))


def test_every_page_is_behind_the_door_or_on_a_list_that_says_why():
    loose = [
        name
        for name, _, view in ROUTES
        if not issubclass(getattr(view, "view_class", object), RecordView | NoRecord)
        and name not in PUBLIC
        and not OWN_ACCOUNT.match(name)
    ]

    assert loose == []


def test_there_are_pages_to_sweep():
    assert len(OBJECT_ROUTES) > 15


@pytest.mark.parametrize("method", ["get", "post"])
def test_anonymous_goes_to_sign_in(client, db, method):
    for name, route, _ in ROUTES:
        if name in PUBLIC:
            continue
        response = getattr(client, method)(address(route))
        if route.startswith("api/"):
            assert (response.status_code, response.json()) == (401, {"detail": "Sign in first."})
        else:
            assert response.status_code == 302, name
            assert response["Location"].startswith("/sign-in/"), name


@pytest.mark.parametrize("method", METHODS)
def test_a_hidden_record_answers_like_one_that_never_existed(client, world, outsider, method):
    client.force_login(outsider)

    assert told_apart(client, world, method) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_detail_is_read_and_hidden_alike(client, world, outsider, manager, kind):
    detail = make_detail(world["person"], kind)
    world["values"]["kind"] = kind
    world["children"]["profiles:detail-edit"] = detail.uuid
    pages = [
        (n, r) for n, r in OBJECT_ROUTES if n in ("profiles:detail-add", "profiles:detail-edit")
    ]

    client.force_login(manager)
    for name, route in pages:
        before = Event.objects.count()
        assert client.get(existing(world, name, route)).status_code == 200, name
        assert Event.objects.count() == before + 1, name
    client.force_login(outsider)
    assert [told_apart(client, world, method, pages) for method in ("get", "post")] == [[], []]


@pytest.mark.parametrize("kind", KINDS)
def test_no_detail_shows_to_who_does_not_hold_its_section(client, world, outsider, manager, kind):
    """Names, numbers and workers come with identity; addresses and phones with their section."""
    person = world["person"]
    detail = make_detail(person, kind)
    give(person, manager, outsider.acting_team, sections=["log"])
    client.force_login(outsider)

    page = client.get(f"/profiles/{person.uuid}/details/").content.decode()

    assert (str(detail) in page) is not bool(KINDS[kind].section)


@pytest.mark.parametrize("actor", ["excluded", "receiver", "operator", "auditor"])
def test_who_must_not_see_a_record_cannot_tell_that_it_exists(client, world, request, actor):
    client.force_login(world.get(actor) or request.getfixturevalue(actor))

    assert told_apart(client, world) == []
    assert shown_in_lists(client, world["person"]) == []


def test_an_administrator_meets_sharing_by_reference_and_nothing_else(
    client, world, administrator
):
    shared = [(n, r) for n, r in OBJECT_ROUTES if stands_on(n) is policy.sharable]
    person = world["person"]
    client.force_login(administrator)

    assert len(shared) > 3
    for name, route in shared:
        response = client.get(existing(world, name, route))
        page = response.content.decode()
        assert response.status_code == 200, name
        assert person.reference in page, name
        for secret in (person.surname, person.forenames, str(person.born_on.year)):
            assert secret not in page, name
    assert told_apart(client, world, routes=[r for r in OBJECT_ROUTES if r not in shared]) == []


@pytest.mark.parametrize("actor", ["officer", "administrator", "teammate", "responder"])
def test_a_restricted_record_is_for_named_people_only(client, world, request, manager, actor):
    user = world.get(actor) or request.getfixturevalue(actor)
    restrict_record(
        obj=world["person"], by=manager, reason="A relative", basis=LawfulBasisFactory()
    )
    client.force_login(user)

    assert told_apart(client, world) == []
    assert shown_in_lists(client, world["person"]) == []


@pytest.mark.parametrize("cut", CUTS)
def test_access_that_ends_is_over_on_the_next_request(client, world, manager, outsider, cut):
    person = world["person"]
    grant = give(person, manager, outsider.acting_team)
    client.force_login(outsider)
    assert client.get(person.get_absolute_url()).status_code == 200
    assert len(shown_in_lists(client, person)) == 6

    cut(world, manager, grant)

    assert told_apart(client, world) == []
    assert shown_in_lists(client, person) == []


def test_after_a_transfer_the_new_owner_reads_and_the_old_one_does_not(
    client, world, manager, officer
):
    person = world["person"]
    client.force_login(officer)
    assert len(shown_in_lists(client, person)) == 6

    person = hand_over(world, manager, world["receiver"])

    assert told_apart(client, world) == []
    assert shown_in_lists(client, person) == []
    client.force_login(world["receiver"])
    assert client.get(person.get_absolute_url()).status_code == 200
    assert len(shown_in_lists(client, person)) == 6


def test_an_account_that_is_closed_is_signed_out_at_once(client, world, officer):
    client.force_login(officer)
    assert client.get("/profiles/").status_code == 200
    officer.is_active, officer.disabled_at = False, timezone.now()
    officer.save()

    for name, route in OBJECT_ROUTES:
        response = client.get(existing(world, name, route))
        assert response.status_code == (401 if route.startswith("api/") else 302), name


def test_a_knower_meets_the_stub_and_nothing_else(client, world):
    person = world["person"]
    client.force_login(world["teammate"])

    for name, route in OBJECT_ROUTES:
        response = client.get(existing(world, name, route), follow=name == "profiles:overview")
        page = response.content.decode()
        if name == "profiles:overview" or stands_on(name) is policy.known:
            assert response.status_code == 200, name
            assert person.reference in page, name
            assert person.surname not in page, name
        else:
            assert response.status_code == 404, name


def test_a_child_belongs_to_the_parent_in_the_address(client, world, police, manager):
    """A visible child under another visible record is no page."""
    children = [(n, r) for n, r in OBJECT_ROUTES if set(re.findall(r"<uuid:(\w+)>", r)) - {"uuid"}]
    other = make_person(by=manager, team=police, surname="Other")
    client.force_login(manager)

    assert len(children) > 5
    for name, route in children:
        assert client.get(existing(world, name, route)).status_code == 200, name
        child = world["children"].get(name, uuid.uuid4())
        moved = {**world["values"], "uuid": other.uuid, "child": child}
        assert client.get(address(route, **moved)).status_code == 404, name


def test_reading_leaves_an_event_about_the_person(client, world, manager):
    client.force_login(manager)

    for name, route in OBJECT_ROUTES:
        if stands_on(name) is policy.known:
            continue  # the manager reads the record itself: the next test has this page's reader
        before = Event.objects.count()
        response = client.get(existing(world, name, route))
        event = Event.objects.order_by("-pk").first()
        assert response.status_code == 200, name
        assert Event.objects.count() == before + 1, name
        assert (event.operation, event.actor_id) == (Event.CONSULTATION, manager.pk), name
        assert event.subjects == [world["person"].pk], name


@pytest.mark.parametrize(
    ("page", "action"),
    [("request-access", "access.request"), ("break-glass", "access.break_glass")],
)
def test_reading_a_stub_leaves_an_event(client, world, page, action):
    client.force_login(world["teammate"])

    client.get(f"/profiles/{world['person'].uuid}/sharing/{page}/")

    event = Event.objects.order_by("-pk").first()
    assert (event.verb, event.target_id) == (f"{action}:view", world["person"].pk)


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
    assert "Jordan <mark>Pellworth</mark>" in shown
    assert "<b>1 person</b>" in shown


@pytest.mark.parametrize("path", ["/profiles/", "/profiles/new/", "/", "/api/v1/profiles/"])
def test_every_answer_forbids_keeping_a_copy(client, manager, path):
    client.force_login(manager)

    assert client.get(path)["Cache-Control"] == "no-store"


ODD = ["\x00", "\ud800", "\u202e", "x" * 9000, "%", "';--", "\u0301\U0001f600", "-1", "1e9", "٣"]


@pytest.mark.parametrize("name", ["q", "role", "team", "warning", "sort", "after", "kind", "show"])
def test_odd_addresses_are_never_an_error_of_ours(client, world, manager, name):
    client.force_login(manager)
    person = world["person"].uuid
    paths = ["/profiles/", "/api/v1/profiles/", "/alerts/"]
    paths += [f"/profiles/{person}/log/", f"/profiles/{person}/history/"]

    answers = {
        (path, odd): client.get(path, {name: odd.encode("utf-8", "surrogatepass")}).status_code
        for path in paths
        for odd in ODD
    }

    assert {asked: code for asked, code in answers.items() if code not in (200, 400)} == {}


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
