"""Which teams read a section of a record: those that are offered for what belongs to it."""

import pytest

from access.levels import Level
from access.selectors import teams_reading
from access.tests.factories import give, restrict, run_out
from profiles.models import ProfileTeamHold


@pytest.fixture
def offered(person, manager):
    return lambda: set(teams_reading(person, "log", manager))


def test_those_that_read_and_those_that_add(person, manager, police, council, prison, offered):
    give(person, manager, council, sections=["log"])
    give(person, manager, prison, level=Level.CONTRIBUTE)

    assert offered() == {police, council, prison}


def test_not_those_of_another_section(person, manager, police, council, offered):
    give(person, manager, council, sections=["risk"])

    assert offered() == {police}


def test_not_those_whose_access_has_run_out(person, manager, police, council, offered):
    run_out(give(person, manager, council), ProfileTeamHold)

    assert offered() == {police}


def test_none_of_a_restricted_record(person, manager, council, offered):
    give(person, manager, council)
    restrict(person, manager)

    assert offered() == set()


def test_none_that_the_reader_may_not_know(person, manager, officer, police, council):
    give(person, manager, council)
    council.is_discreet = True
    council.save()

    assert set(teams_reading(person, "log", manager)) == {police, council}
    assert set(teams_reading(person, "log", officer)) == {police}
