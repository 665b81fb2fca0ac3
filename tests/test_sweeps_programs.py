"""Every address of the API, as a client calls it: with a key, within its team’s access."""

import re

import pytest

from access.kinds import shared_models
from api.tests.factories import program_of
from core.metrics import counted_statements
from core.tests.worlds import shared_worlds
from tests.cast import made_once
from tests.sweeping import (
    METHODS,
    ROUTES,
    address,
    ends,
    existing,
    is_restricted,
    object_routes,
    runs_out,
)

KINDS = [kind for kind in shared_models() if kind in shared_worlds()]
# What differs from call to call.
OF_ONE_CALL = re.compile(r"X-Request-Id|RateLimit.*")
made, db, cast, world = made_once(lambda cast, kind: shared_worlds()[kind](cast), KINDS)
pytestmark = pytest.mark.slow


def calls(world):
    """Name and route of every call about one record of this kind."""
    return [(name, route) for name, route in object_routes(ROUTES, world.model) if is_call(route)]


def partner_of(world):
    """A program of the stranger's team. Its first call and its first 404 cost more: made here."""
    program = program_of(world.stranger.acting_team, a_minute=6000).program
    assert program.get(address("api/v1/profiles/<uuid:uuid>/")).status_code == 404
    return program


def is_call(route):
    return route.startswith("api/v1/")


def told(answer):
    headers = {k: v for k, v in answer.headers.items() if not OF_ONE_CALL.fullmatch(k)}
    return answer.status_code, answer.content, headers


def told_apart(program, world, method):
    """The calls that answer otherwise, or ask more, about a hidden record than about none."""
    wrong = []
    for name, route in calls(world):
        with counted_statements() as of_hidden:
            hidden = program.call(method, existing(world, name, route), {})
        with counted_statements() as of_absent:
            absent = program.call(method, address(route, **world.slugs), {})
        if hidden.status_code != 404 or told(hidden) != told(absent):
            wrong.append(f"{name}: {hidden.status_code}, {hidden.content[:80]!r}")
        elif len(of_hidden) != len(of_absent):
            wrong.append(f"{name}: {len(of_hidden)} statements, not {len(of_absent)}")
    return wrong


@pytest.mark.parametrize("method", [name.upper() for name in METHODS])
def test_a_hidden_record_answers_a_client_like_one_that_never_existed(world, method):
    stranger = partner_of(world)

    assert told_apart(stranger, world, method) == []


@pytest.mark.parametrize("cut", [ends, runs_out, is_restricted])
def test_a_client_loses_with_its_team_what_access_gave(world, cut):
    grant = world.give(world.stranger.acting_team)
    partner = partner_of(world)
    reads = [
        name
        for name, route in calls(world)
        if partner.get(existing(world, name, route)).status_code == 200
    ]
    assert len(reads) >= bool(calls(world))

    cut(world, grant)

    assert told_apart(partner, world, "GET") == []
