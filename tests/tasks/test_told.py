"""Who is told of tasks: on Home, in alerts, on the record; each with what they may know."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from access.services import exclude_person
from alerts.models import Notice
from audit.jobs import drain_deliveries
from tasks import services
from tasks.tests.factories import TaskFactory, TaskStepFactory, complete

pytestmark = pytest.mark.slow


def of_tasks(user):
    drain_deliveries()
    return Notice.objects.visible_to(user).filter(audience="task")


def told(user):
    """Delivers what waits, and gives what the user was told, oldest first."""
    return [one.text for one in of_tasks(user).order_by("pk")]


def new(user):
    return of_tasks(user).new().count()


def page(client, user, address):
    client.force_login(user)
    return client.get(address).content.decode()


# ---- Alerts -------------------------------------------------------------------------------------
def test_the_team_is_told_of_a_new_task_and_not_the_sender(task, worker, mate, officer):
    assert len(told(worker)) == len(told(mate)) == 1
    assert "has a task for" in told(worker)[0]
    assert told(officer) == []


def test_the_person_alone_is_told(shared, officer, council, worker, mate):
    TaskFactory(by=officer, to=council, person=worker, about=shared)

    assert len(told(worker)) == 1
    assert told(mate) == []


def test_the_sender_hears_every_answer(task, worker, officer, mate):
    services.accept_task(task=task, by=worker)
    until = timezone.localdate() + datetime.timedelta(days=2)
    services.hold_task(task=task, by=worker, until=until, reason="Away")
    complete(task, worker)
    services.reopen_task(task=task, by=officer, reason="Again")
    services.decline_task(task=task, by=mate, reason="Not ours")

    heard = [text.partition("}")[2].partition(":")[0] for text in told(officer)]
    assert heard == [" accepted", " put on hold", " completed", " declined"]
    assert "asks again" in told(worker)[-1]


def test_who_is_given_a_task_is_told(task, worker, mate, officer):
    services.reassign_task(task=task, by=worker, person=mate)
    assert "A task was given to" in told(mate)[-1]
    services.hand_back_task(task=task, by=mate, reason="Not ours")
    assert "handed back" in told(officer)[-1]


def test_a_comment_is_told_to_the_other_side(task, worker, officer):
    services.accept_task(task=task, by=worker)
    TaskStepFactory(task=task, by=officer, text="He has a dog.")
    assert "commented on" in told(worker)[-1]
    TaskStepFactory(task=task, by=worker, text="Thank you.")
    assert "commented on" in told(officer)[-1]
    assert not any("dog" in text for text in told(worker))


@pytest.mark.parametrize("reader", ["worker", "blind_worker"])
def test_an_alert_names_the_person_to_readers_alone(request, client, person, reader, officer):
    is_blind = reader == "blind_worker"
    request.getfixturevalue("worker")
    request.getfixturevalue("blind" if is_blind else "task")
    drain_deliveries()

    shown = page(client, request.getfixturevalue("worker"), "/alerts/")

    assert ("Jordan Pellworth" in shown) is not is_blind
    assert (f"Visit: {person.reference}" in shown) is is_blind


def test_who_is_excluded_is_told_nothing(client, task, shared, manager, worker, mate):
    assert len(told(worker)) == 1
    exclude_person(obj=shared, by=manager, user=worker, reason="A cousin")

    assert told(worker) == []
    assert "Visit" not in page(client, worker, "/alerts/")
    assert len(told(mate)) == 1


def test_an_alert_is_answered_once_a_colleague_accepts(task, worker, mate):
    assert (new(worker), new(mate)) == (1, 1)

    services.accept_task(task=task, by=worker)

    assert (new(worker), new(mate)) == (0, 0)


def test_an_alert_opens_the_task(client, task, worker):
    client.force_login(worker)
    notice = of_tasks(worker).get()

    opened = client.post(reverse("alerts:see", args=[notice.uuid]), {"open": "yes"})

    assert opened.url == task.get_absolute_url()


# ---- Home ---------------------------------------------------------------------------------------
def test_home_shows_ones_own_tasks_the_most_urgent_first(client, shared, officer, council, worker):
    later = TaskFactory(by=officer, to=council, person=worker, about=shared)
    late = TaskFactory(by=officer, to=council, person=worker, about=shared)
    late.due_on = timezone.localdate() - datetime.timedelta(days=2)
    late.save()
    other = TaskFactory(by=officer, to=council, about=shared)
    drain_deliveries()

    shown = page(client, worker, "/")

    assert shown.index("My tasks") < shown.index(late.reference) < shown.index(later.reference)
    assert "Overdue 2 days" in shown
    # What is one's own is not there twice.
    assert shown.count(f"({later.reference})") == 0
    assert f"({other.reference})" in shown


def test_home_names_nobody_to_those_who_may_not_read(client, blind, worker, person):
    services.accept_task(task=blind, by=worker)

    shown = page(client, worker, "/")

    assert f"Visit: {person.reference}" in shown
    assert "Pellworth" not in shown


def test_home_shows_none_on_hold_or_after_leaving(client, task, worker):
    services.accept_task(task=task, by=worker)
    assert "My tasks" in page(client, worker, "/")
    until = timezone.localdate() + datetime.timedelta(days=2)
    services.hold_task(task=task, by=worker, until=until, reason="Away")
    assert "My tasks" not in page(client, worker, "/")
