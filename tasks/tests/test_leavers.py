"""Somebody leaves a team: their records and their open tasks are passed on in one go."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from access.tests.factories import give, restrict
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from tasks import services
from tasks.models import Task
from tasks.tests.factories import TaskFactory, complete

pytestmark = pytest.mark.slow


@pytest.fixture
def boss(council):
    return member(council, Membership.Role.MANAGER, name="Head of Housing")


@pytest.fixture
def tasks(shared, officer, council, worker):
    """Two open tasks of the leaver, and one that is done."""
    sent = [TaskFactory(by=officer, to=council, person=worker, about=shared) for _ in range(3)]
    complete(sent[2], worker)
    return sent


def owners():
    return [task.to_person for task in Task.objects.order_by("pk")]


def test_open_tasks_are_passed_on(client, tasks, boss, worker, mate, council):
    page = reverse("agencies:membership-end", args=[worker.memberships.get().uuid])
    client.force_login(boss)
    opened = client.get(page).content.decode()
    assert f"Dana Frobisher is responsible for 2 tasks of {council}" in opened

    sent = {"reason": "Moved on", f"tasks-{council.pk}": mate.pk}
    shown = client.post(page, sent, follow=True).content.decode()

    assert owners() == [mate, mate, worker]
    assert f"Of 2 tasks of {council}, Lee Winstanley took over 2." in shown


def test_what_is_refused_is_said_with_the_reason(
    client, tasks, shared, manager, boss, worker, mate, council
):
    give(shared, manager, worker, named=True)
    restrict(shared, manager)
    TaskFactory(by=mate, to=council, person=worker)

    passed = services.pass_on_tasks(team=council, leaver=worker, to=mate, by=boss)

    assert (passed.done, passed.refused) == (1, 2)
    assert passed.in_words(mate).startswith("Lee Winstanley took over 1; 2 were refused, because")
    assert owners() == [worker, worker, worker, mate]


def test_a_restricted_record_is_not_reassigned_to_somebody_not_named_on_it(
    tasks, shared, manager, boss, worker, mate, council
):
    for person in (boss, worker):
        give(shared, manager, person, named=True)
    restrict(shared, manager)

    with pytest.raises(ValidationError, match="by name"):
        services.reassign_task(task=tasks[0], by=boss, person=mate)
    passed = services.pass_on_tasks(team=council, leaver=worker, to=mate, by=boss)
    assert (passed.done, passed.refused) == (0, 2)


def test_only_to_somebody_of_the_team(tasks, boss, worker, council):
    with pytest.raises(ValidationError, match="does not work"):
        services.pass_on_tasks(team=council, leaver=worker, to=member(TeamFactory()), by=boss)


def test_an_administrator_reads_how_many_and_chooses_nobody(
    client, tasks, worker, council, administrator
):
    page = reverse("agencies:membership-end", args=[worker.memberships.get().uuid])
    client.force_login(administrator)

    shown = client.get(page).content.decode()

    assert "is responsible for 2 tasks of" in shown
    assert "Who takes over" not in shown
