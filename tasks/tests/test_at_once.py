"""Two who answer one task at the same moment: one has it, the other is told who."""

import pytest
from django.core.exceptions import ValidationError

from agencies.tests.factories import TeamFactory, member
from tasks import services
from tasks.tests.asking import refused, today
from tasks.tests.factories import TaskFactory, complete
from tests.together import together

pytestmark = pytest.mark.slow


def task_for_two():
    """A task about nothing, and two of the team that has it: saved for all to see."""
    officer, council = member(TeamFactory()), TeamFactory(name="Stafford Housing")
    return TaskFactory(by=officer, to=council), member(council), member(council)


def test_two_accept_it_and_one_has_it(live_database):
    task, one, other = task_for_two()

    results = together(
        lambda: services.accept_task(task=task, by=one),
        lambda: services.accept_task(task=task, by=other),
    )

    (told,) = [result for result in results if isinstance(result, ValidationError)]
    task.refresh_from_db()
    assert task.state == "accepted"
    assert task.steps.filter(what="accepted").count() == 1
    assert told.messages[0].startswith(f"{task.to_person.name}, Stafford Housing accepted this on")


def test_one_completes_it_while_another_declines(live_database):
    task, one, other = task_for_two()

    results = together(
        lambda: complete(task, one),
        lambda: services.decline_task(task=task, by=other, reason="Not ours"),
    )

    assert sum(isinstance(result, ValidationError) for result in results) == 1
    task.refresh_from_db()
    assert task.steps.exclude(what="sent").count() == 1
    assert task.state == task.steps.last().what


def test_who_comes_second_is_told_who_was_first(task, worker, mate):
    complete(task, worker)

    for act in (
        lambda: complete(task, mate),
        lambda: services.accept_task(task=task, by=mate),
        lambda: services.decline_task(task=task, by=mate, reason="x"),
        lambda: services.hold_task(task=task, by=mate, until=today(2), reason="x"),
        lambda: services.reassign_task(task=task, by=mate, person=mate),
        lambda: services.hand_back_task(task=task, by=mate, reason="x"),
    ):
        assert refused(act).startswith("Dana Frobisher, Stafford Housing completed this on")
