"""What tests of transfers share."""

import pytest

from agencies.models import Membership
from agencies.tests.factories import agree, member
from profiles.tests.factories import make_person


@pytest.fixture
def taker(police, elsewhere):
    """The manager of another team, which is asked to take the record over."""
    agree(police, elsewhere)
    return member(elsewhere, Membership.Role.MANAGER, name="Hal Brightwater")


# ---- Each record, each team, each person of their own ------------------------------------------
@pytest.fixture
def other(manager):
    """Another record of the old owner."""
    return make_person(by=manager, surname="Ashdown")
