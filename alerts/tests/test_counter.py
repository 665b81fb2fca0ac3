"""The counter of every page: a small answer that is no activity and leaves no trace."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alerts.models import Level
from alerts.services import see_notice
from alerts.tests.telling import tell, told
from audit.models import Event

ADDRESS = "/alerts/count/"
POLL = {"X-Poll": "1"}


@pytest.fixture
def count(client, officer):
    client.force_login(officer)
    return lambda: client.get(ADDRESS, headers=POLL).json()


def test_it_says_how_many_are_new_and_critical(count, person, officer):
    assert count() == {"new": 0, "critical": 0}
    notice = told(person, officer, level=Level.CRITICAL)
    told(person, officer)
    assert count() == {"new": 2, "critical": 1}

    see_notice(notice=notice, by=officer)

    assert count() == {"new": 1, "critical": 0}


def test_it_leaves_no_event_and_costs_few_statements(count, person, officer):
    tell(person, officer)
    count()

    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            count()
        statements = [one["sql"] for one in asked if "SELECT" in one["sql"]]
        assert len(statements) <= 4
        for _ in range(24):
            tell(person, officer)

    assert not Event.objects.filter(verb__startswith="notice.").exists()


def test_nobody_who_is_signed_out_is_told_a_number(client, db):
    answer = client.get(ADDRESS, headers=POLL)

    assert answer.status_code == 302
    assert b"new" not in answer.content


def test_every_page_says_where_to_ask_again(client, person, officer):
    told(person, officer, level=Level.CRITICAL)
    client.force_login(officer)

    page = client.get("/tasks/").content.decode()

    assert page.count('data-live="/alerts/count/" data-critical="1"') == 2
    assert "Alerts (1)" in page
