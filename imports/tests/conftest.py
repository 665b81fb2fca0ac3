"""A team, its manager, and those who prepare imports for it."""

import pytest

from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member


@pytest.fixture
def second_manager(police):
    """Another manager of the team."""
    return member(police, Membership.Role.MANAGER, name="Wren Ashdown")


@pytest.fixture
def other_administrator(staffordshire):
    """Another administrator of the same area."""
    team = TeamFactory(areas=[staffordshire])
    return member(team, Membership.Role.ADMINISTRATOR)
