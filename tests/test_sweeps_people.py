"""Sweeps that are about people alone: each kind of detail, odd addresses, what a list says."""

import pytest

from access.tests.factories import give
from agencies.models import Membership
from audit.models import Event
from profiles.tests.world import PersonWorld, make_detail
from profiles.views.details import KINDS
from tests.cast import made_once
from tests.sweeping import OBJECT_ROUTES, existing, told_apart

made, db, cast, world = made_once(PersonWorld)

ODD = ["\x00", "\ud800", "\u202e", "x" * 9000, "%", "';--", "\u0301\U0001f600", "-1", "1e9", "٣"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_detail_is_read_and_hidden_alike(client, world, outsider, manager, kind):
    detail = make_detail(world.record, kind)
    world.slugs["kind"] = kind
    world.children["profiles:detail-edit"] = detail.uuid
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
    person = world.record
    detail = make_detail(person, kind)
    give(person, manager, outsider.acting_team, sections=["log"])
    client.force_login(outsider)

    page = client.get(f"/profiles/{person.uuid}/details/").content.decode()

    assert (str(detail) in page) is not bool(KINDS[kind].section)


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


NAMES = ["role", "team", "warning", "sort", "after", "kind", "show"]


# Each takes seconds: on every save one of them.
@pytest.mark.parametrize("name", ["q", *(pytest.param(n, marks=pytest.mark.slow) for n in NAMES)])
def test_odd_addresses_are_never_an_error_of_ours(client, world, manager, name):
    client.force_login(manager)
    person = world.record.uuid
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

    page = client.get(f"/profiles/{world.record.uuid}/sharing/").content.decode()

    assert "Give access" not in page
    assert Membership.Role.MANAGER  # the officer of the fixture is a practitioner
