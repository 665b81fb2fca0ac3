"""Filters with values that nobody chooses: no list, page of figures or call of the API breaks."""

import pytest

from api.schema import document
from api.tests.factories import program_of
from profiles.tests.world import PersonWorld
from tests.cast import made_once
from tests.sweeping import ROUTES

made, db, cast, world = made_once(PersonWorld)

VALUES = ["1/1/0001", "9999-12-31", "a\x00b", "9" * 40, "\u0663", "1e400"]
NAMES = """
q by kind sort since until from period day risk area team state tab view role stage review contact
report rag outcome tag person party about author owner status show level names gallery
"""


def plain_routes():
    return [f"/{route}" for _, route, _ in ROUTES if "<" not in route and "api/" not in route]


@pytest.mark.slow
@pytest.mark.parametrize("value", VALUES)
def test_no_page_breaks_at_a_filter(client, world, value):
    client.force_login(world.cast.manager)

    for address in plain_routes():
        answer = client.get(address, dict.fromkeys(NAMES.split(), value))
        assert answer.status_code < 500, address


@pytest.mark.slow
@pytest.mark.parametrize("value", VALUES)
def test_no_call_breaks_at_a_parameter(cast, world, value):
    program = program_of(world.cast.police, a_minute=6000).program
    for path, methods in document()["paths"].items():
        address = path.replace("profiles/{uuid}", f"profiles/{world.record.uuid}")
        if "get" not in methods or "{" in address:
            continue
        for one in methods["get"].get("parameters", []):
            if one.get("in") == "query":
                answer = program.get(address, {one["name"]: value})
                assert answer.status_code in (200, 400, 403, 404), (address, one["name"])
