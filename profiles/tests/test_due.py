"""What the overview says is due: all that the reader holds, in order, and nothing else."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.tests.factories import give
from agencies.tests.factories import member
from profiles.due import AHEAD, SHOWN
from profiles.tests.factories import (
    ContactFactory,
    CustodyStayFactory,
    FollowUpFactory,
    StatutoryStatusFactory,
    WarningFactory,
)
from profiles.tests.walking import url

pytestmark = pytest.mark.slow

DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate()


@pytest.fixture
def due(client):
    """What the overview of a person says is due, to this reader."""

    def read(reader, person):
        client.force_login(reader)
        return client.get(url("overview", person)).context["due"]

    return read


def follow(person, by, **fields):
    return FollowUpFactory(contact=ContactFactory(profile=person, by=by), **fields)


def test_all_that_is_due_stands_in_order(due, person, manager, council):
    follow(person, manager, what="Ring the landlord", due_on=TODAY + 2 * DAY)
    WarningFactory(profile=person, review_on=TODAY - 3 * DAY)
    StatutoryStatusFactory(profile=person, ends_on=TODAY + 9 * DAY)
    CustodyStayFactory(profile=person, release_expected_on=TODAY + 40 * DAY)
    give(person, manager, council, days=6)

    assert [(one.on - TODAY, one.what) for one in due(manager, person)] == [
        (-3 * DAY, "Review the warning: Risk to staff"),
        (2 * DAY, "Ring the landlord"),
        (6 * DAY, "Access of Stafford Housing ends"),
        (9 * DAY, "On licence ends"),
        (12 * DAY, "Pre-release report due"),
        (40 * DAY, "Release expected from HMP Stafford"),
    ]


def test_what_is_over_done_or_far_off_is_not_due(due, person, manager, council):
    follow(
        person,
        manager,
        due_on=TODAY,
        done_at=timezone.now(),
        done_by=manager,
        done_word="Done",
        done_by_name=manager.name,
        done_by_team_name="x",
    )
    WarningFactory(profile=person, review_on=TODAY, ends_on=TODAY - DAY)
    WarningFactory(profile=person, review_on=None)
    CustodyStayFactory(profile=person, release_expected_on=TODAY, ends_on=TODAY)
    StatutoryStatusFactory(profile=person, ends_on=TODAY + AHEAD + DAY)
    give(person, manager, council, days=AHEAD.days + 3)

    assert due(manager, person) == []


def test_what_follows_an_entry_is_for_those_who_hold_the_log(
    due, person, manager, outsider, council
):
    follow_up = follow(person, manager, due_on=TODAY)
    give(person, manager, outsider.acting_team, sections=["risk"])
    give(person, manager, council, sections=["log"])

    assert due(outsider, person) == []
    assert [(one.what, one.act) for one in due(member(council), person)] == [(follow_up.what, "")]
    assert due(manager, person)[0].act == "Record the outcome"


def test_no_more_is_shown_than_fits(due, person, manager):
    for number in range(SHOWN + 3):
        follow(person, manager, due_on=TODAY + number * DAY)

    assert [one.on for one in due(manager, person)] == [TODAY + n * DAY for n in range(SHOWN)]


def test_the_overview_asks_the_same_of_one_and_of_twenty(client, person, manager):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            client.get(url("overview", person))
        return len(asked)

    client.force_login(manager)
    follow(person, manager, due_on=TODAY)
    WarningFactory(profile=person, review_on=TODAY)
    client.get(url("overview", person))
    one = questions()
    for number in range(19):
        follow(person, manager, due_on=TODAY + number * DAY)
        WarningFactory(profile=person, review_on=TODAY, text=f"Warning {number}")

    assert questions() == one
