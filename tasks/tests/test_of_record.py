"""The tab of a record with the tasks about it."""

import pytest
from django.urls import reverse

from access.tests.factories import give
from cases.tests.factories import make_case
from exports import kinds
from tasks.tests.factories import TaskFactory, complete

pytestmark = pytest.mark.slow


def tab(client, record):
    name = f"tasks:of-{record._meta.model_name}"
    return client.get(reverse(name, args=[record.uuid]))


def test_the_tasks_about_a_person_stand_in_the_persons_frame(
    client, worker, officer, council, shared
):
    task = TaskFactory(by=officer, to=council, about=shared)
    over = TaskFactory(by=officer, to=council, about=shared)
    complete(over, worker)
    nothing = TaskFactory(by=officer, to=council)
    client.force_login(worker)

    shown = tab(client, shared).content.decode()

    assert "Open tasks" in shown
    assert shown.index(task.reference) < shown.index("Completed and declined")
    assert shown.index("Completed and declined") < shown.index(over.reference)
    assert nothing.reference not in shown
    assert 'aria-current="page"' in shown
    assert shared.name in shown
    assert (
        f"{reverse('tasks:of-profile', args=[shared.uuid])}"
        in client.get(shared.get_absolute_url()).content.decode()
    )


def test_the_tab_leads_to_a_file_of_these_tasks(client, worker, officer, council, shared):
    over = TaskFactory(by=officer, to=council, about=shared)
    complete(over, worker)
    TaskFactory(by=officer, to=council, about=shared)
    TaskFactory(by=officer, to=council)
    client.force_login(worker)

    shown = tab(client, shared).content.decode()

    query = f"tab=all&about={shared.reference}"
    assert f"/exports/new/tasks/?{query.replace('&', '&amp;')}" in shown
    assert kinds.find(worker, "tasks", query).number(10) == 2


def test_a_case_without_tasks_says_so(client, manager):
    case = make_case(by=manager)
    client.force_login(manager)

    shown = tab(client, case).content.decode()

    assert "Nobody has sent a task about this record." in shown
    assert f"?about={case.reference}" in shown


def test_tasks_between_other_teams_are_not_shown(
    client, task, shared, manager, outsider, elsewhere
):
    give(shared, manager, elsewhere, sections=["log"])
    client.force_login(outsider)

    answer = tab(client, shared)

    assert answer.status_code == 200
    assert task.reference not in answer.content.decode()


def test_a_record_that_is_hidden_answers_as_if_it_were_not(client, shared, outsider):
    client.force_login(outsider)
    hidden = tab(client, shared)
    unknown = client.get(
        reverse("tasks:of-profile", args=["7b1a4f5e-0000-4000-8000-000000000000"])
    )

    assert hidden.status_code == unknown.status_code == 404
