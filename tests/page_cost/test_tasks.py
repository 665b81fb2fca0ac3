"""Lists of tasks, and one task: the same for one row and 25."""

import pytest

from agencies.tests.factories import MembershipFactory, TeamFactory
from audit.jobs import drain_deliveries
from cases.tests.factories import ParticipantFactory, make_case
from profiles.tests.factories import EstablishmentFactory, make_person
from tasks.tests.factories import TaskFactory
from tests.page_cost.filling import MOST

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("path", ["/", "/tasks/", "/tasks/?tab=team", "/tasks/?tab=sent", "about"])
def test_25_tasks_cost_as_much_as_one(asks, officer, colleague, person, council, path):
    """Of each the officer has some, and has sent some; a line of Home and an alert besides."""
    path = f"/tasks/?about={person.reference}" if path == "about" else path
    EstablishmentFactory(team=officer.acting_team)

    def send(times):
        for _ in range(times):
            TaskFactory(by=colleague, to=officer.acting_team, person=officer, about=person)
            TaskFactory(by=officer, to=council, about=person)
        drain_deliveries()

    send(1)
    one = asks(path)
    send(24)

    assert asks(path) == one <= MOST


def test_a_task_costs_no_more(asks, officer, colleague, person):
    task = TaskFactory(by=colleague, to=officer.acting_team, person=officer, about=person)

    assert asks(task.get_absolute_url()) <= MOST


def test_25_tasks_that_a_search_finds_cost_as_much_as_one(asks, officer, colleague, council):
    """Beside the people and cases that it finds."""

    def send(times):
        for number in range(times):
            person = make_person(by=officer, surname=f"Lansdown{number}")
            case = make_case(by=colleague, title="Lansdown Road")
            ParticipantFactory(case=case, by=colleague, profile=person)
            for about in (person, case, None):
                TaskFactory(by=colleague, to=council, about=about, detail="Ask at Lansdown Road.")

    send(1)
    one = asks("/profiles/?q=lansdown")
    send(8)

    assert asks("/profiles/?q=lansdown") == one <= MOST


@pytest.mark.parametrize("path", ["/", "/tasks/", "/alerts/"])
def test_25_tasks_about_cases_cost_as_much_as_one(asks, officer, colleague, path):
    """One query finds the people in all of the cases."""

    def send(times):
        for _ in range(times):
            case = make_case(by=colleague)
            ParticipantFactory(case=case, by=colleague, profile=make_person(by=colleague))
            TaskFactory(by=colleague, to=officer.acting_team, person=officer, about=case)
        drain_deliveries()

    send(1)
    one = asks(path)
    send(24)

    assert asks(path) == one


@pytest.mark.parametrize("path", ["/tasks/", "/tasks/?tab=team", "/tasks/?tab=team&more=1"])
def test_tasks_about_25_cases_for_four_teams_cost_as_much_as_one(
    asks, officer, manager, colleague, person, path
):
    """Each case names somebody."""

    def send(times, *teams):
        for number in range(times):
            case = make_case(by=manager)
            ParticipantFactory(case=case, by=manager, profile=person)
            team = teams[number % len(teams)]
            TaskFactory(by=colleague, to=team, person=officer, about=case)
        drain_deliveries()

    own = officer.acting_team
    send(1, own)
    one = asks(path)
    others = [TeamFactory() for _ in range(3)]
    for team in others:
        MembershipFactory(team=team, user=officer)
    send(24, own, *others)

    assert asks(path) == one <= MOST
