"""Cases where something is late are on the Home of those who see to it, and of nobody else."""

import datetime

import pytest
from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from cases import services
from cases.tests import factories
from cases.tests.factories import TODAY

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


def home(client, user):
    client.force_login(user)
    return client.get("/").content.decode()


@pytest.fixture
def late(manager):
    return factories.make_case(by=manager, review_on=YESTERDAY)


def test_an_overdue_review_is_on_the_home_of_lead_and_managers(
    client, late, manager, colleague, outsider
):
    give(late, manager, outsider.acting_team, sections=["actions"], level=Level.CONTRIBUTE)

    assert late.title in home(client, manager)
    assert "Review overdue" in home(client, manager)
    assert late.title not in home(client, colleague)
    assert late.title not in home(client, outsider)


def test_a_planned_action_that_is_overdue(client, manager):
    case = factories.make_case(by=manager, opened_on=TODAY)
    assert case.title not in home(client, manager)

    action = factories.PlannedActionFactory(case=case, by=manager)
    action.planned_for = action.happened_on = YESTERDAY
    action._history_user = manager
    action.save()

    assert "Planned actions are overdue" in home(client, manager)


def test_a_closed_case_wants_nothing(client, late, manager):
    services.close_case(
        case=late, by=manager, outcome=factories.CaseOutcomeFactory(), words="Quiet"
    )

    assert late.title not in home(client, manager)


def test_a_case_whose_lead_has_left_is_on_the_home_of_managers(client, manager, officer, leaver):
    case = factories.make_case(by=leaver)
    assert case.title not in home(client, manager)

    leaver.memberships.update(valid_until=timezone.now())

    assert "Its lead no longer works in the team" in home(client, manager)
    assert case.title not in home(client, officer)
