"""Two prisons, and a person of another team."""

import pytest

from profiles.tests.factories import EstablishmentFactory, make_person


@pytest.fixture
def stafford():
    return EstablishmentFactory(code="hmp-stafford", name="HMP Stafford")


@pytest.fixture
def dovegate():
    return EstablishmentFactory(code="hmp-dovegate", name="HMP Dovegate")


@pytest.fixture
def theirs(outsider):
    """A record of another force."""
    return make_person(by=outsider, surname="Elsewhere")
