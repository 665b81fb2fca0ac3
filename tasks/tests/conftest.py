"""Two teams: one that asks, one that is asked."""

import pytest

from access.tests.factories import give
from agencies.tests.factories import member
from tasks.tests.factories import TaskFactory


@pytest.fixture
def worker(council):
    """Of the team that is asked."""
    return member(council, name="Dana Frobisher")


@pytest.fixture
def mate(council):
    """A colleague of theirs."""
    return member(council, name="Lee Winstanley")


@pytest.fixture
def shared(person, manager, council):
    """The person's record, which the team that is asked reads."""
    give(person, manager, council, sections=["log"])
    return person


@pytest.fixture
def task(shared, officer, council):
    """To a team that may read the record."""
    return TaskFactory(by=officer, to=council, about=shared)


@pytest.fixture
def blind(person, officer, council):
    """To a team that may not."""
    return TaskFactory(by=officer, to=council, about=person)
