"""The sweeps of one record, for a kind of record other than people."""

import re

import pytest

from access.tests.factories import give, restrict
from audit.models import Event
from core import policy
from tests.cast import made_once
from tests.sweeping import (
    METHODS,
    ROUTES,
    address,
    existing,
    make_shared_world,
    masked,
    stands_on,
    told_apart,
)
from tests.throwaway.factories import make_parcel

PAGES = [(name, route) for name, route, _ in ROUTES if "throwaway/<uuid:uuid>" in route]
OVERVIEW = "throwaway:overview"


def make_parcels(cast):
    return make_shared_world(make_parcel(cast.manager, title="Blue suitcase"), cast.manager)


made, db, cast, world = made_once(make_parcels)


def shown(client):
    """Is the parcel in the list and found by its words, and by no others?"""
    pages = [client.get("/throwaway/", {"q": q} if q else {}) for q in ("", "suitcase", "trunk")]
    return ["Blue suitcase" in page.content.decode() for page in pages]


def test_there_are_pages_to_sweep():
    assert len(PAGES) == 16


@pytest.mark.parametrize("method", METHODS)
def test_a_hidden_record_answers_like_one_that_never_existed(client, world, outsider, method):
    client.force_login(outsider)

    assert told_apart(client, world, method, PAGES) == []
    assert shown(client) == [False, False, False]


@pytest.mark.parametrize("actor", ["excluded", "receiver", "operator", "auditor"])
def test_who_must_not_see_a_record_cannot_tell_that_it_exists(client, world, request, actor):
    client.force_login(world.get(actor) or request.getfixturevalue(actor))

    assert told_apart(client, world, routes=PAGES) == []
    assert shown(client) == [False, False, False]


@pytest.mark.parametrize("actor", ["officer", "administrator", "teammate", "responder"])
def test_a_restricted_record_is_for_named_people_only(client, world, request, manager, actor):
    user = world.get(actor) or request.getfixturevalue(actor)
    restrict(world["person"], manager)
    client.force_login(user)

    assert told_apart(client, world, routes=PAGES) == []
    assert shown(client) == [False, False, False]


def test_an_administrator_meets_sharing_by_reference_and_nothing_else(
    client, world, administrator
):
    shared = [(n, r) for n, r in PAGES if stands_on(n) is policy.sharable]
    client.force_login(administrator)

    assert len(shared) > 3
    for name, route in shared:
        response = client.get(existing(world, name, route))
        assert response.status_code == 200, name
        assert world["person"].reference in response.content.decode(), name
        assert "suitcase" not in response.content.decode(), name
    assert told_apart(client, world, routes=[page for page in PAGES if page not in shared]) == []


def test_a_knower_meets_the_limited_view_and_nothing_else(client, world):
    parcel = world["person"]
    client.force_login(world["teammate"])

    for name, route in PAGES:
        response = client.get(existing(world, name, route), follow=name == OVERVIEW)
        page = response.content.decode()
        if name == OVERVIEW or stands_on(name) is policy.known:
            assert response.status_code == 200, name
            assert parcel.reference in page, name
            assert "suitcase" not in page, name
        else:
            assert response.status_code == 404, name
            assert masked(response) == masked(client.get(address(route))), name


def test_a_child_belongs_to_the_parent_in_the_address(client, world, manager):
    children = [(n, r) for n, r in PAGES if set(re.findall(r"<uuid:(\w+)>", r)) - {"uuid"}]
    other = make_parcel(manager, title="Other")
    client.force_login(manager)

    assert len(children) == 5
    for name, route in children:
        assert client.get(existing(world, name, route)).status_code == 200, name
        moved = {**world["values"], "uuid": other.uuid}
        assert client.get(address(route, **moved)).status_code == 404, name


def test_reading_leaves_an_event(client, world, manager):
    client.force_login(manager)
    about = {"target_type": "throwaway.parcel", "target_id": world["person"].pk}

    for name, route in PAGES:
        if stands_on(name) is policy.known:
            continue
        before = Event.objects.filter(**about).count()
        assert client.get(existing(world, name, route)).status_code == 200, name
        assert Event.objects.filter(**about).count() == before + 1, name
        event = Event.objects.latest("pk")
        assert (event.operation, event.actor_id) == (Event.CONSULTATION, manager.pk), name


def test_access_shows_in_the_list_and_on_the_page_alike(client, world, manager, outsider):
    parcel = world["person"]
    client.force_login(outsider)

    grant = give(parcel, manager, outsider.acting_team, sections=["risk"])

    assert shown(client) == [True, True, False]
    assert client.get(parcel.get_absolute_url()).status_code == 200
    grant.team.memberships.update(valid_until=grant.given_at)
    assert shown(client) == [False, False, False]
    assert told_apart(client, world, routes=PAGES) == []
