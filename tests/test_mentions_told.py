"""Who is named with @ in an action is told of it, of those who may read it."""

import pytest

from access.levels import Level
from access.tests.factories import give
from agencies.tests.factories import TeamFactory, member
from alerts.tests.reading import read_by
from cases import services
from cases.tests.factories import ActionFactory, make_case

pytestmark = pytest.mark.slow


@pytest.fixture
def case(manager, outsider):
    case = make_case(by=manager)
    give(case, manager, outsider.acting_team, sections=["actions"], level=Level.VIEW)
    return case


def test_people_and_teams_that_are_named_are_told(case, manager, officer, colleague, outsider):
    hidden, team = member(TeamFactory()), outsider.acting_team

    ActionFactory(
        case=case, by=manager, text=f"Rang @{officer.name.upper()}, @{team.name}: @{hidden.name}."
    )

    assert read_by(officer) == [f"You are named in an action of {case} ({case.reference})"]
    assert read_by(outsider)[-1] == f"Your team is named in an action of {case} ({case.reference})"
    assert not read_by(colleague)
    assert not read_by(hidden)


def test_who_holds_other_sections_alone_is_not_told(case, manager):
    reader = member(TeamFactory())
    give(case, manager, reader.acting_team, sections=["people"], level=Level.VIEW)
    before = read_by(reader)

    ActionFactory(case=case, by=manager, text=f"Rang @{reader.name}")

    assert read_by(reader) == before


def test_a_name_in_what_is_added_later(case, manager, officer):
    action = ActionFactory(case=case, by=manager)

    services.amend_action(action=action, by=manager, text=f"@{officer.name}, please ring")

    assert read_by(officer) == [f"You are named in an action of {case} ({case.reference})"]
