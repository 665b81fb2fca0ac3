"""Sweeps over every address of the site, walked from the resolver, for every kind of record.

Who stands around a record and what is behind its addresses is registered with its kind: see
`access.tests.worlds`. A kind without a world fails in tests/test_guards.py.
"""

import re

import pytest
from django.conf import settings
from django.utils import timezone

from access.kinds import shared_models
from audit.models import Event
from core import policy
from core.tests.worlds import shared_worlds
from core.views import NoRecord, RecordView
from tests.cast import made_once
from tests.sweeping import (
    CUTS,
    METHODS,
    OWN_ACCOUNT,
    PUBLIC,
    ROUTES,
    address,
    all_lists,
    child_of,
    existing,
    hand_over,
    is_restricted,
    lists_of,
    masked,
    object_routes,
    shown_in_lists,
    stands_on,
    told_apart,
    view_of,
)

# On every save those of the product; in CI also the kind that only the tests have.
KINDS = [
    pytest.param(kind, marks=[] if kind._meta.app_label in settings.OUR_APPS else pytest.mark.slow)
    for kind in shared_models()
    if kind in shared_worlds()
]
# And what browsers send; in CI every method.
BY_METHOD = [
    pytest.param(name, marks=[] if name in ("get", "post") else pytest.mark.slow)
    for name in METHODS
]
# And access that is ended by hand; in CI every way in which it ends.
BY_CUT = [pytest.param(cut, marks=[] if cut is CUTS[0] else pytest.mark.slow) for cut in CUTS]
made, db, cast, world = made_once(lambda cast, kind: shared_worlds()[kind](cast), KINDS)


@pytest.fixture
def pages(world):
    """Name and route of every page about one record of this kind."""
    found = object_routes(ROUTES, world.model)
    assert len(found) > 10
    return found


def test_every_page_is_a_base_view_or_on_a_list_that_says_why():
    loose = [
        name
        for name, _, view in ROUTES
        if not issubclass(view_of(view), RecordView | NoRecord)
        and name not in PUBLIC
        and not OWN_ACCOUNT.match(name)
    ]

    assert loose == []


@pytest.mark.parametrize("method", BY_METHOD)
def test_a_hidden_record_answers_like_one_that_never_existed(client, world, method):
    client.force_login(world.stranger)

    assert told_apart(client, world, method) == []


@pytest.mark.parametrize("actor", ["excluded", "receiver", "operator", "auditor"])
def test_who_must_not_see_a_record_cannot_tell_that_it_exists(client, world, cast, actor):
    client.force_login(getattr(world, actor, None) or getattr(cast, actor))

    assert told_apart(client, world) == []
    assert shown_in_lists(client, world) == []


def test_an_administrator_meets_sharing_by_reference_and_nothing_else(
    client, world, pages, administrator
):
    shared = [(n, r) for n, r in pages if stands_on(n) is policy.sharable]
    client.force_login(administrator)

    assert len(shared) > 3
    for name, route in shared:
        response = client.get(existing(world, name, route))
        page = response.content.decode()
        assert response.status_code == 200, name
        assert world.record.reference in page, name
        for secret in (world.search, *world.secrets):
            assert secret not in page, name
    assert told_apart(client, world, routes=[r for r in pages if r not in shared]) == []


@pytest.mark.parametrize("actor", ["officer", "administrator", "knower", "responder"])
def test_a_restricted_record_is_for_named_people_only(client, world, cast, actor):
    is_restricted(world)
    client.force_login(getattr(world, actor, None) or getattr(cast, actor))

    assert told_apart(client, world) == []
    assert shown_in_lists(client, world) == []


@pytest.mark.parametrize("cut", BY_CUT)
def test_access_that_ends_is_over_on_the_next_request(client, world, cut):
    grant = world.give(world.stranger.acting_team)
    client.force_login(world.stranger)
    page = client.get(world.record.get_absolute_url())
    assert page.status_code == 200
    assert all(secret in page.content.decode() for secret in world.secrets)
    assert len(shown_in_lists(client, world)) == all_lists(world)

    cut(world, grant)

    assert told_apart(client, world) == []
    assert shown_in_lists(client, world) == []


def test_a_search_for_something_else_shows_nothing(client, world):
    client.force_login(world.manager)

    for path in lists_of(world.model):
        page = client.get(path, {"q": "xyzzy"}).content.decode()
        assert not any(secret in page for secret in world.secrets), path


def test_after_a_transfer_the_new_owner_reads_and_the_old_one_does_not(client, world):
    client.force_login(world.officer)
    assert len(shown_in_lists(client, world)) == all_lists(world)

    hand_over(world)

    assert told_apart(client, world) == []
    assert shown_in_lists(client, world) == []
    client.force_login(world.receiver)
    assert client.get(world.record.get_absolute_url()).status_code == 200
    assert len(shown_in_lists(client, world)) == all_lists(world)


def test_an_account_that_is_closed_is_signed_out_at_once(client, world, pages):
    officer = world.officer
    client.force_login(officer)
    assert client.get(world.record.get_absolute_url()).status_code == 200
    officer.is_active, officer.disabled_at = False, timezone.now()
    officer.save()

    for name, route in pages:
        response = client.get(existing(world, name, route))
        assert response.status_code == (401 if route.startswith("api/") else 302), name


def test_a_knower_meets_the_stub_and_nothing_else(client, world, pages):
    own_page = world.record.get_absolute_url()
    client.force_login(world.knower)

    for name, route in pages:
        path = existing(world, name, route)
        response = client.get(path, follow=path == own_page)
        page = response.content.decode()
        if path == own_page or stands_on(name) is policy.known:
            assert response.status_code == 200, name
            assert world.record.reference in page, name
            for secret in (world.search, *world.secrets):
                assert secret not in page, name
        else:
            absent = client.get(address(route, **world.slugs))
            assert response.status_code == 404, name
            assert masked(response) == masked(absent), name


def test_a_child_belongs_to_the_parent_in_the_address(client, world, pages):
    """A visible child under another visible record is no page."""
    children = [(n, r) for n, r in pages if set(re.findall(r"<uuid:(\w+)>", r)) - {"uuid"}]
    other = world.make(by=world.manager, team=world.record.owner_team)
    client.force_login(world.manager)

    assert len(children) > 4
    for name, route in children:
        assert client.get(existing(world, name, route)).status_code == 200, name
        child = child_of(world, name)
        moved = {**world.values, **world.slugs, "uuid": other.uuid, "child": child}
        assert client.get(address(route, **moved)).status_code == 404, name


# Pages whose event is about a part of the record, and why.
ABOUT_A_PART = {"profiles:face": "the page that shows the thumbnail has recorded the look"}


def test_reading_leaves_an_event_about_the_record(client, world, pages):
    record, reader = world.record, world.manager
    client.force_login(reader)

    for name, route in pages:
        if stands_on(name) is policy.known:
            continue  # the manager reads the record itself: the next test has this page's reader
        before = Event.objects.count()
        response = client.get(existing(world, name, route))
        event = Event.objects.order_by("-pk").first()
        assert response.status_code == 200, name
        assert Event.objects.count() == before + 1, name
        assert (event.operation, event.actor_id) == (Event.CONSULTATION, reader.pk), name
        assert event.subjects == record.subject_ids(), name
        if name in ABOUT_A_PART:
            continue
        assert (event.target_type, event.target_id) == (record._meta.label_lower, record.pk), name


def test_reading_a_stub_leaves_an_event(client, world, pages):
    stubs = [(n, r) for n, r in pages if stands_on(n) is policy.known]
    client.force_login(world.knower)

    assert len(stubs) > 1
    for name, route in stubs:
        view = next(view_of(view) for route_name, _, view in ROUTES if route_name == name)
        client.get(existing(world, name, route))
        event = Event.objects.order_by("-pk").first()
        assert (event.verb, event.target_id) == (f"{view.action}:view", world.record.pk), name


def test_a_refusal_is_recorded_without_saying_whether_it_exists(client, world):
    client.force_login(world.stranger)

    client.get(world.record.get_absolute_url())

    event = Event.objects.order_by("-pk").first()
    assert (event.verb, event.operation) == ("page.not_found", Event.REFUSAL)
    assert (event.target_id, event.subjects) == (None, [])
