"""Somebody who leads cases works no more: managers are told, and find the cases."""

import pytest

from agencies.services import disable_user
from agencies.tests.factories import member
from alerts.models import Notice
from audit.jobs import drain_deliveries
from cases import services
from cases.tests.factories import CaseOutcomeFactory, make_case

pytestmark = pytest.mark.slow


@pytest.fixture
def leaver(police):
    return member(police, name="PC Nandra")


@pytest.fixture
def led(manager, leaver):
    """Two open cases that the leaver leads, and one that is closed."""
    cases = [make_case(by=leaver, title=title) for title in ("Noise", "Threats", "Arson")]
    services.close_case(case=cases[2], by=manager, outcome=CaseOutcomeFactory(), words="Moved")
    return cases


def test_managers_are_told_of_open_cases_that_nobody_leads(client, manager, leaver, led):
    disable_user(user=leaver, by=manager, reason="Left")
    drain_deliveries()
    client.force_login(manager)

    notice = Notice.objects.get(recipient=manager, text__contains="open cases")
    listed = client.get(notice.address).content.decode()

    assert "PC Nandra has a closed account. 2 open cases have no working lead" in notice.text
    assert all(case.reference in listed for case in led[:2])
    assert led[2].reference not in listed
