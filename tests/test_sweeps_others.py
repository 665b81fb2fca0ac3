"""Records that are not shared and have an address: to who must not find one it never existed."""

import pytest

from core.tests.worlds import World, hidden_worlds
from tests.cast import made_once
from tests.sweeping import METHODS, told_apart


def hidden(cast):
    """A world of every kind of record that registers one."""
    worlds = {}
    for model, make in hidden_worlds().items():
        record, stranger = make(cast)
        worlds[model] = World(model, stranger, {"uuid": record.uuid})
    return worlds


made, db, cast, world = made_once(hidden)


@pytest.mark.parametrize("model", hidden_worlds(), ids=lambda model: model._meta.label_lower)
def test_what_is_hidden_answers_like_what_never_existed(client, world, model):
    client.force_login(world[model].stranger)

    assert [told_apart(client, world[model], method) for method in METHODS] == [[]] * len(METHODS)
