"""The lists of tasks: their tabs, their filters, and what each leaves out."""

import datetime

import pytest
from django.utils import timezone

from access.tests.factories import allow_sharing
from tasks import services
from tasks.tests.asking import page
from tasks.tests.factories import TaskFactory, complete

pytestmark = pytest.mark.slow


@pytest.fixture
def several(shared, officer, council, worker):
    """One of each: mine, unassigned, on hold, done."""

    def send(**more):
        return TaskFactory(by=officer, to=council, about=shared, **more)

    mine, held = send(person=worker), send()
    services.hold_task(
        task=held,
        by=worker,
        until=timezone.localdate() + datetime.timedelta(days=3),
        reason="Away",
    )
    done = send()
    complete(done, worker)
    return {"mine": mine, "unassigned": send(), "hold": held, "done": done}


@pytest.mark.parametrize(
    ("tab", "there"),
    [
        ("mine", {"mine"}),
        ("team", {"mine", "unassigned"}),
        ("unassigned", {"unassigned"}),
        ("hold", {"hold"}),
        ("done", {"done"}),
        ("sent", set()),
        ("nonsense", {"mine"}),
    ],
)
def test_each_tab(client, several, worker, tab, there):
    client.force_login(worker)

    shown = page(client, "/tasks/", tab=tab)

    assert {name for name, task in several.items() if task.reference in shown} == there


def test_sent_by_me(client, several, officer, colleague):
    client.force_login(officer)
    shown = page(client, "/tasks/", tab="sent")
    assert all(task.reference in shown for task in several.values())

    client.force_login(colleague)
    shown = page(client, "/tasks/", tab="sent")
    assert not any(task.reference in shown for task in several.values())


def test_all_about_one_record(client, several, officer, council, shared):
    other = TaskFactory(by=officer, to=council)
    client.force_login(officer)

    shown = page(client, "/tasks/", about=shared.reference.lower())

    assert all(task.reference in shown for task in several.values())
    assert other.reference not in shown


def test_one_by_its_own_reference(client, several, worker):
    client.force_login(worker)
    wanted = several["done"].reference

    assert wanted in page(client, "/tasks/", about=wanted)


@pytest.mark.parametrize(("due", "days"), [("overdue", -1), ("soon", 2)])
def test_filter_by_due(client, several, worker, due, days):
    task, other = several["mine"], several["unassigned"]
    task.due_on = timezone.localdate() + datetime.timedelta(days=days)
    task.save()
    client.force_login(worker)

    shown = page(client, "/tasks/", tab="team", due=due)

    assert task.reference in shown
    assert other.reference not in shown


def test_filter_by_kind_and_priority(client, several, worker):
    client.force_login(worker)

    assert several["mine"].reference in page(client, "/tasks/", kind="visit", priority="normal")
    assert "No matching tasks." in page(client, "/tasks/", kind="review")
    assert "No matching tasks." in page(client, "/tasks/", priority="urgent")


def test_empty_tabs_say_so(client, worker):
    client.force_login(worker)

    assert "You have no tasks." in page(client, "/tasks/")
    assert "You have sent no tasks." in page(client, "/tasks/", tab="sent")
    assert "There are no tasks here." in page(client, "/tasks/", tab="done")


def test_page_by_page_in_order_of_when_they_are_due(client, officer, council, worker, shared):
    allow_sharing(officer.acting_team, council)
    days = [timezone.localdate() + datetime.timedelta(days=n % 5) for n in range(30)]
    tasks = [TaskFactory(by=officer, to=council, about=shared, due_on=day) for day in days]
    client.force_login(worker)

    first = client.get("/tasks/", {"tab": "team"}).context["page"]
    rest = client.get("/tasks/", {"tab": "team", "after": first.next_cursor}).context["page"]

    wanted = [task.pk for task in sorted(tasks, key=lambda one: (one.due_on, one.pk))]
    assert [task.pk for task in (*first, *rest)] == wanted
    assert client.get("/tasks/", {"tab": "team", "after": "nonsense"}).status_code == 200


def test_the_menu_counts_what_one_has(client, several, worker):
    client.force_login(worker)

    assert "Tasks (1)" in page(client, "/tasks/").replace("\n", "")
