"""What tests of two people editing one thing share."""

import pytest

from profiles.tests.factories import (
    PhoneFactory,
)
from tests.stale.editing_at_once import NUMBER, at_desk


@pytest.fixture
def hers(officer):
    return at_desk(officer)


@pytest.fixture
def his(manager):
    return at_desk(manager)


@pytest.fixture
def phone(person):
    return PhoneFactory(profile=person, number=NUMBER)
