"""Tasks done in time, counted by hand: the due day to its last minute, and the clocks' change."""

import datetime

import pytest

from access.services import exclude_person
from agencies.tests.factories import days_on, member
from core.figures import Period
from figures import selectors
from figures.tests.reading import EVER, rows_of
from tasks.models import Task, TaskOutcome
from tasks.services import decline_task, withdraw_task
from tasks.tests.factories import TaskFactory, complete
from tests.clock import it_is, local

KEY = "tasks-in-time"
# The clocks go back on 25 October 2026: that day has 25 hours, and ends at midnight GMT.
SUNDAY = datetime.date(2026, 10, 25)


@pytest.fixture
def worker(council):
    return member(council)


@pytest.fixture
def due(officer, council):
    """A task to the council, due so many days from today."""

    def make(days, **kwargs):
        return TaskFactory(by=officer, to=council, due_on=days_on(days), **kwargs)

    return make


def answered(task, at):
    task.answered_at = at
    task.save(update_fields=["answered_at"])


def was_due(task, day):
    task.due_on = day
    task.save(update_fields=["due_on"])


def test_what_became_of_tasks(due, worker, officer):
    complete(due(0), worker)
    was_due(complete(due(3), worker), days_on(-1))
    was_due(due(3), days_on(-1))
    due(0)
    decline_task(task=due(0), by=worker, reason="Not ours")
    TaskOutcome.objects.get_or_create(code="not-needed", defaults={"name": "Not needed"})
    withdraw_task(task=due(0), by=officer, reason="He has moved")

    received = selectors.table(worker, KEY, EVER)

    assert received.rows == [
        ("Done in time", 1, 0),
        ("Done late", 1, 0),
        ("Overdue", 1, 0),
        ("Due today", 1, 0),
        ("Declined", 1, 0),
        ("Not needed any more", 1, 0),
    ]
    assert received.headline == "33% in time"
    assert [row[1:] for row in rows_of(officer, KEY)] == [[0, 1]] * 6


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (local(2026, 10, 25, 0, 0), "Done in time"),
        (local(2026, 10, 25, 23, 59), "Done in time"),
        (local(2026, 10, 26, 0, 0), "Done late"),
    ],
)
def test_a_task_is_in_time_until_the_end_of_its_day_in_the_uk(due, worker, at, words):
    task = complete(due(0), worker)
    was_due(task, SUNDAY)
    answered(task, at)

    assert rows_of(worker, KEY) == [[words, 1, 0]]


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        (datetime.date(2026, 10, 25), datetime.date(2026, 10, 25), 1),
        (datetime.date(2026, 10, 1), datetime.date(2026, 10, 24), 0),
        (datetime.date(2026, 10, 26), datetime.date(2026, 10, 31), 0),
    ],
)
def test_the_first_and_the_last_day_belong_to_the_period(due, worker, first, last, number):
    was_due(complete(due(0), worker), SUNDAY)

    assert len(rows_of(worker, KEY, Period(first, last))) == number


def test_a_task_becomes_overdue_when_its_day_is_over(due, worker):
    was_due(due(0), datetime.date(2034, 10, 29))

    with it_is(local(2034, 10, 29, 23, 59)):
        today = rows_of(worker, KEY)
    with it_is(local(2034, 10, 30, 0, 1)):
        tomorrow = rows_of(worker, KEY)

    assert (today, tomorrow) == ([["Due today", 1, 0]], [["Overdue", 1, 0]])


def test_a_task_within_one_team_is_received_and_sent(officer, police, colleague):
    TaskFactory(by=officer, to=police, person=colleague, due_on=days_on(0))

    assert rows_of(officer, KEY) == [["Due today", 1, 1]]


# ---- Of whom ------------------------------------------------------------------------------------
def test_tasks_of_other_teams_do_not_count(due, outsider):
    due(0)

    assert rows_of(outsider, KEY) == []


def test_a_task_about_a_record_that_is_shut_to_the_reader_does_not_count(
    due, person, manager, police
):
    shut_out = member(police)
    due(0, about=person)
    exclude_person(obj=person, by=manager, user=shut_out, reason="A cousin")

    assert rows_of(shut_out, KEY) == []
    assert rows_of(manager, KEY) == [["Due today", 0, 1]]
    assert Task.objects.count() == 1
