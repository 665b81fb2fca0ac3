"""The control room has the register of its area, its notices and whom to ring: nothing else."""

import pytest

from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from core.tests.worlds import shared_worlds
from core.views import RecordView
from tests.cast import made_once
from tests.sweeping import METHODS, OWN_ACCOUNT, PUBLIC, ROUTES, address, existing, view_of
from tests.test_sweeps_others import hidden

# Pages that the control room opens, and why.
OPEN = {
    "home:home": "its own Home",
    "home:search": "leads to the register",
    "rj:search": "the register",
    "rj:entry": "an entry of the register",
    "alerts:list": "its own notices",
    "alerts:see": "its own notices",
    "alerts:snooze": "its own notices",
    "alerts:count": "how many they are",
    "agencies:teams": "whom to ring",
    "agencies:team": "whom to ring",
}


def worlds_of(cast):
    """Something of every kind, of the area whose control room asks."""
    of_others = hidden(cast)
    return {**of_others, **{model: world(cast) for model, world in shared_worlds().items()}}


made, db, cast, world = made_once(worlds_of)


@pytest.fixture
def control(client, cast):
    """Somebody in the control room of the officer's area, signed in."""
    areas = cast.officer.acting_team.areas.all()
    user = member(TeamFactory(areas=areas), Membership.Role.CONTROL_ROOM)
    client.force_login(user)
    return user


def closed_to_it():
    """Every page about records, but for those that are open to it."""
    return [
        (name, route, view_of(callback))
        for name, route, callback in ROUTES
        if issubclass(view_of(callback), RecordView)
        and name not in (*OPEN, *PUBLIC)
        and not OWN_ACCOUNT.match(name)
    ]


@pytest.mark.parametrize("method", METHODS)
def test_everything_else_answers_as_if_it_were_not_there(client, control, world, method):
    astray = []
    for name, route, view in closed_to_it():
        here = world.get(view.model)
        where = existing(here, name, route) if here and "<uuid:" in route else address(route)
        status = getattr(client, method)(where).status_code
        if status != 404:
            astray.append(f"{method} {name}: {status}")

    assert astray == []
    assert len(closed_to_it()) > 150


def test_what_is_open_is_open(client, control):
    for path in ("/", "/rj/", "/alerts/"):
        assert client.get(path).status_code == 200, path
    assert {name for name, _, _ in ROUTES} >= OPEN.keys()
