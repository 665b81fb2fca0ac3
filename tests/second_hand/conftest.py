"""Who asks, and what waits for a second person."""

import pytest

from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from tests.second_hand.acts import invite

Role = Membership.Role


@pytest.fixture
def second(administrator):
    """Another administrator of the area."""
    return member(administrator.acting_team, Role.ADMINISTRATOR, name="Olive Tarrant")


@pytest.fixture
def ghost(administrator, police):
    """A colleague whom the administrator has invented."""
    return invite(police, administrator)


@pytest.fixture
def wish(ghost):
    return ghost.proposals.get()


@pytest.fixture
def refuge(staffordshire):
    return TeamFactory(name="Willow House", areas=[staffordshire], is_discreet=True)
