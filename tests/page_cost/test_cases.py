"""Lists of cases, and one case: the same for a short one and a long one."""

import pytest
from django.urls import reverse

from cases.tests.factories import (
    ActionAmendmentFactory,
    ActionFactory,
    IncidentFactory,
    ParticipantFactory,
    PlannedActionFactory,
    make_case,
)
from profiles.tests.factories import make_person, write_contact
from tests.page_cost.filling import MOST

pytestmark = pytest.mark.slow

CASE_TABS = ["overview", "actions", "timeline", "people", "sharing", "history"]


def case_url(tab, case):
    return reverse(f"cases:{tab}", args=[case.uuid])


@pytest.mark.parametrize("tab", CASE_TABS)
def test_a_long_case_costs_as_much_as_a_short_one(asks, officer, manager, tab):
    case = make_case(by=manager)

    def write():
        ActionAmendmentFactory(action=ActionFactory(case=case, by=officer))
        PlannedActionFactory(case=case, by=officer)
        IncidentFactory(case=case, by=officer)
        person = make_person(by=officer)
        ParticipantFactory(case=case, by=officer, profile=person)
        write_contact(person, officer)

    write()
    one = asks(case_url(tab, case))
    for _ in range(12):
        write()

    # A longer history and more people to name cost no more; more than a page, a count.
    assert asks(case_url(tab, case)) <= max(one, MOST)
    assert one <= MOST + 1


def test_25_cases_cost_as_much_as_one(asks, manager):
    make_case(by=manager)
    one = asks("/cases/")
    for _ in range(24):
        make_case(by=manager)

    assert asks("/cases/") == one <= MOST
