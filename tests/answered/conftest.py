"""What tests of answered alerts share."""

import pytest

from access.tests.factories import (
    AccessRequestFactory,
    DiscoveryFactory,
    TransferFactory,
)
from agencies.tests.factories import (
    agree,
    member,
)
from tests.answered.asking import MANAGER


@pytest.fixture
def neighbour(council):
    """A practitioner at work in the owner's area."""
    return member(council, name="Femi Castleton")


@pytest.fixture
def second(police):
    """Another manager of the owner team, who is told of the same."""
    return member(police, MANAGER, name="Nadia Quist")


@pytest.fixture
def asked(person, neighbour):
    DiscoveryFactory(obj=person, by=neighbour)
    return AccessRequestFactory(obj=person, by=neighbour)


# ---- Transfers ----------------------------------------------------------------------------------
@pytest.fixture
def receiver(council, police):
    agree(council, police)
    return member(council, MANAGER, name="Helen Strickmore")


@pytest.fixture
def proposal(person, manager, council, receiver):
    return TransferFactory(obj=person, by=manager, to=council)
