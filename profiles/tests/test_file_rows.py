"""A row of a file says of a person what their row of the list says."""

import datetime

import pytest

from access.tests.factories import give
from agencies.tests.factories import member
from profiles.exports import PEOPLE
from profiles.file_rows import file_rows
from profiles.models import Identifier, Role
from profiles.selectors import list_rows
from profiles.tests.factories import (
    CustodyStayFactory,
    EstablishmentFactory,
    IdentifierFactory,
    RiskAssessmentFactory,
    RoleFactory,
    make_person,
)

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.date(2020, 1, 5)


@pytest.fixture
def people(officer, council):
    """Somebody with everything that a row has, now and earlier; somebody with nothing."""
    full = make_person(by=officer, surname="Fulle", born_on=datetime.date(1988, 3, 12))
    for kind in (Role.Kind.VICTIM, Role.Kind.OFFENDER):
        RoleFactory(profile=full, added_by=officer, kind=kind)
    RoleFactory(profile=full, added_by=officer, kind=Role.Kind.WITNESS, ends_on=LONG_AGO)
    earlier = EstablishmentFactory(code="hmp-earlier", name="HMP Earlier")
    release = datetime.date(2031, 2, 3)
    CustodyStayFactory(
        profile=full,
        added_by=officer,
        establishment=earlier,
        starts_on=datetime.date(2019, 1, 5),
        ends_on=LONG_AGO,
    )
    CustodyStayFactory(profile=full, added_by=officer, release_expected_on=release)
    IdentifierFactory(profile=full, added_by=officer, kind=Identifier.Kind.PRISON, value="A1234BC")
    IdentifierFactory(profile=full, added_by=officer)
    RiskAssessmentFactory(profile=full, written_by=officer)
    empty = make_person(by=officer, surname="Emptye", born_on=None)
    guessed = make_person(by=officer, surname="Guesst", born_on=None, estimated_age=40)
    return [full, empty, guessed]


def cells(rows, people):
    return [[column.of(rows[person.pk]) for column in PEOPLE] for person in people]


def test_it_has_the_words_of_the_list(people, officer):
    keys = [person.pk for person in people]

    rows = file_rows(keys, officer)

    assert cells(rows, people) == cells(list_rows(keys, officer), people)
    full, empty, _ = cells(rows, people)
    assert full[0] == people[0].reference
    assert full[3:7] == ["A1234BC", "In HMP Stafford", datetime.date(2031, 2, 3), full[6]]
    assert set(full[6].split(", ")) == {"Victim", "Offender"}
    assert full[7] == "High risk"
    assert empty[2:8] == ["Not known", "", "In the community", None, "", "Not assessed"]


def test_the_risk_is_told_to_those_who_hold_its_section(people, manager, council):
    full, empty, guessed = people
    give(full, manager, council, sections=["log"])
    give(guessed, manager, council, sections=["risk"])
    reader, keys = member(council), [person.pk for person in people]

    rows = file_rows(keys, reader)

    told = [rows[person.pk].risk for person in people]
    assert told == [list_rows(keys, reader)[person.pk].risk for person in people]
    assert [one.status for one in told] == ["not_shared", "not_shared", "not_assessed"]


def test_it_asks_the_same_for_one_row_and_for_many(
    people, officer, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10) as one:
        file_rows([people[0].pk], officer)

    with django_assert_num_queries(len(one)):
        file_rows([person.pk for person in people], officer)
