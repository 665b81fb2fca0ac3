"""Teams and records beside the cast's own."""

import pytest

from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from profiles.tests.factories import make_person

Role = Membership.Role


@pytest.fixture
def neighbour(council):
    """A practitioner at work in the owner's area."""
    return member(council, name="Femi Castleton")


@pytest.fixture
def theirs(staffordshire):
    """The manager of another team of the area."""
    return member(TeamFactory(name="Theirs", areas=[staffordshire]), Role.MANAGER)


@pytest.fixture
def their_record(theirs):
    return make_person(by=theirs, surname="Elsewhere")


@pytest.fixture
def second(manager, police):
    """Another record of the owner team."""
    return make_person(by=manager, team=police, surname="Second")
