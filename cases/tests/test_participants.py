"""A person in a case is named to each reader as far as they may know them."""

import pytest

from access.levels import Level
from access.services import exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory, give
from cases.participants import MASKED, people_in
from cases.tests import factories
from profiles.tests.factories import make_person


@pytest.fixture
def case(manager):
    return factories.make_case(by=manager)


@pytest.fixture
def partner(case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["people"], level=Level.VIEW)
    return outsider


def named(case, reader):
    (one,) = people_in(case, reader)
    return one


def test_who_sees_the_record_reads_its_name_of_today(case, manager):
    person = make_person(by=manager)
    factories.ParticipantFactory(case=case, profile=person)
    person.surname = "Marlowe"
    person.save()

    one = named(case, manager)

    assert (one.name, one.person) == ("Jordan Marlowe", person)


def test_others_read_the_confirmed_name_and_whom_to_ask(case, manager, partner):
    person = make_person(by=manager)
    factories.ParticipantFactory(case=case, profile=person)

    one = named(case, partner)

    assert (one.name, one.person, one.asks_of) == ("Jordan Pellworth", None, person)


def test_who_is_excluded_reads_the_role_alone(case, manager, partner):
    person = make_person(by=manager)
    factories.ParticipantFactory(case=case, profile=person)
    exclude_person(obj=person, by=manager, user=partner, reason="A cousin")

    one = named(case, partner)

    assert (one.name, one.asks_of) == (MASKED, None)


def test_a_restricted_record_is_masked(case, manager, partner):
    person = make_person(by=manager)
    factories.ParticipantFactory(case=case, profile=person)
    restrict_record(obj=person, by=manager, reason="Threats", basis=LawfulBasisFactory())

    assert named(case, partner).is_masked


def test_a_record_of_a_discreet_team_is_masked(case, manager, partner, police):
    person = make_person(by=manager)
    factories.ParticipantFactory(case=case, profile=person)
    police.is_discreet = True
    police.save()

    assert named(case, partner).is_masked


def test_somebody_without_a_record(case, partner):
    factories.ParticipantFactory(case=case, name="Maureen Oakhurst")

    assert named(case, partner).name == "Maureen Oakhurst"
