"""Sweeps beyond shared records: others with an address are hidden alike, and strangers sign in."""

import pytest

from core.errors import NO_KEY
from core.tests.worlds import World, hidden_worlds
from tests.cast import made_once
from tests.sweeping import METHODS, PUBLIC, ROUTES, address, told_apart


def hidden(cast):
    """A world of every kind of record that registers one."""
    worlds = {}
    for model, make in hidden_worlds().items():
        record, stranger, *children = make(cast)
        worlds[model] = World(model, stranger, {"uuid": record.uuid}, *children)
    return worlds


made, db, cast, world = made_once(hidden)


@pytest.mark.parametrize("model", hidden_worlds(), ids=lambda model: model._meta.label_lower)
def test_what_is_hidden_answers_like_what_never_existed(client, world, model):
    client.force_login(world[model].stranger)

    assert [told_apart(client, world[model], method) for method in METHODS] == [[]] * len(METHODS)


@pytest.mark.parametrize("method", ["get", "post"])
def test_anonymous_goes_to_sign_in(client, db, method):
    for name, route, _ in ROUTES:
        if name in PUBLIC:
            continue
        response = getattr(client, method)(address(route))
        if route.startswith("api/"):
            assert (response.status_code, response.json()["detail"]) == (401, NO_KEY)
        else:
            assert response.status_code == 302, name
            assert response["Location"].startswith("/sign-in/"), name
