"""Two prisons with their teams, and a person moved between them."""

import pytest

from access.levels import Level
from access.tests.factories import give
from agencies.tests.factories import TeamFactory
from profiles.tests.factories import EstablishmentFactory
from profiles.tests.moves.moving import hold, leave


@pytest.fixture
def stafford(prison):
    return EstablishmentFactory(code="hmp-stafford", name="HMP Stafford", team=prison)


@pytest.fixture
def next_prison(prison):
    return TeamFactory(name="Dovegate Offender Managers", agency=prison.agency)


@pytest.fixture
def dovegate(next_prison):
    return EstablishmentFactory(code="hmp-dovegate", name="HMP Dovegate", team=next_prison)


@pytest.fixture(autouse=True)
def linked(stafford, dovegate, prison, next_prison):
    """The lists have these prisons from the start; their teams are said by administrators."""
    for place, team in ((stafford, prison), (dovegate, next_prison)):
        place.team = team
        place.save()


@pytest.fixture
def grant(person, manager, prison):
    return give(
        person, manager, prison, sections=["log", "reports"], level=Level.CONTRIBUTE, days=60
    )


@pytest.fixture
def moved(person, grant, stafford, dovegate):
    """From Stafford, whose team has access, to Dovegate, whose team has none."""
    leave(hold(person, stafford, "2026-01-05"))
    return hold(person, dovegate, "2026-03-04")
