"""People by role, area and risk: counted by hand, and of whom each reader counts them."""

import pytest

from access.services import exclude_person
from access.tests.factories import give, restrict
from agencies.models import Membership
from agencies.tests.factories import (
    AreaFactory,
    MembershipFactory,
    TeamFactory,
    days_on,
    member,
)
from figures import selectors
from figures.tests.reading import EVER, numbers_of
from profiles.tests.factories import (
    RiskAssessmentFactory,
    RiskLevelFactory,
    RoleFactory,
    make_person,
)

KEYS = ("people-by-role", "people-by-area", "people-by-risk")


@pytest.fixture
def people(manager, police):
    """Three people of the owner team: two roles and high risk; one role; neither."""
    one, two, three = (make_person(by=manager, team=police) for _ in range(3))
    RoleFactory(profile=one, kind="offender")
    RoleFactory(profile=one, kind="victim")
    RoleFactory(profile=two, kind="victim")
    RoleFactory(profile=two, kind="witness", starts_on=days_on(-9), ends_on=days_on(-1))
    RiskAssessmentFactory(profile=one)
    return [one, two, three]


def test_people_by_the_roles_of_today(officer, people):
    table = selectors.table(officer, "people-by-role", EVER)

    assert table.rows == [("Offender", 1), ("Victim", 2), ("No role", 1)]
    assert table.headline == "3 people"


def test_a_role_counts_from_its_first_day_through_its_last(officer, people):
    for kind, first, last in (("suspect", 0, 0), ("complainant", 1, None)):
        ends = days_on(last) if last is not None else None
        RoleFactory(profile=people[2], kind=kind, starts_on=days_on(first), ends_on=ends)

    counted = numbers_of(officer, "people-by-role")

    assert (counted["Suspect"], counted.get("Complainant")) == (1, None)


def test_people_by_every_area_of_the_team_that_manages_them(officer, people, police):
    police.areas.add(AreaFactory(name="Cheshire"))

    table = selectors.table(officer, "people-by-area", EVER)

    assert table.rows == [("Cheshire", 3), ("Staffordshire", 3)]
    assert table.headline == "2 areas"


def test_people_of_a_team_without_an_area_are_of_no_area(officer, people, police):
    police.areas.clear()

    table = selectors.table(officer, "people-by-area", EVER)

    assert (table.rows, table.headline) == ([("No area", 3)], "0 areas")


def test_people_by_their_latest_risk(officer, people):
    low = RiskLevelFactory(code="low", name="Low", badge="low")
    RiskAssessmentFactory(profile=people[1])
    RiskAssessmentFactory(profile=people[1], level=low)

    table = selectors.table(officer, "people-by-risk", EVER)

    assert dict(table.rows) == {"High": 1, "Low": 1, "Not assessed": 1}
    assert table.headline == "1 at high or very high risk"


# ---- Of whom ------------------------------------------------------------------------------------
def counted_by(user):
    return [numbers_of(user, key) for key in KEYS]


def test_who_sees_nobody_counts_nobody(outsider, people):
    assert counted_by(outsider) == [{}, {}, {}]


def test_risk_counts_only_where_its_section_is_shared(people, manager, council):
    give(people[0], manager, council, sections=["log"])
    give(people[1], manager, council, sections=["risk"])

    role, area, risk = counted_by(member(council))

    assert role == {"Offender": 1, "Victim": 2}
    assert area == {"Staffordshire": 2}
    assert risk == {"Not assessed": 1}


def test_whom_the_reader_is_excluded_from_counts_nowhere(people, manager, police):
    shut_out = member(police)
    exclude_person(obj=people[0], by=manager, user=shut_out, reason="A cousin")

    role, area, risk = counted_by(shut_out)

    assert role == {"Victim": 1, "No role": 1}
    assert area == {"Staffordshire": 2}
    assert risk == {"Not assessed": 2}


def test_a_restricted_record_counts_for_people_who_are_named(people, manager, officer):
    restrict(people[0], manager)

    assert numbers_of(officer, "people-by-role") == {"Victim": 1, "No role": 1}
    assert numbers_of(officer, "people-by-risk") == {"Not assessed": 2}
    assert numbers_of(manager, "people-by-role") == {"Offender": 1, "Victim": 2, "No role": 1}


def test_only_a_membership_with_access_counts_people(people, police):
    reader = member(police, Membership.Role.AUDITOR)
    MembershipFactory(user=reader, team=TeamFactory())

    assert counted_by(reader) == [{}, {}, {}]


def test_a_discreet_team_that_knows_them_changes_nothing_for_others(people, manager, officer):
    before = counted_by(officer)
    refuge = TeamFactory(is_discreet=True, areas=[AreaFactory(name="Derbyshire")])

    give(people[0], manager, refuge)

    assert counted_by(officer) == before
