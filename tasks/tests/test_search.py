"""Finding a task: by its reference, by the words in which it asks."""

import pytest
from django.urls import reverse

from audit.models import Event
from tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.slow


def found(client, words):
    return client.get("/tasks/", {"tab": "team", "q": words}).content.decode()


def test_its_reference_finds_it(client, task, worker, outsider):
    client.force_login(worker)
    address = reverse("tasks:task", args=[task.uuid])
    assert client.get("/search/", {"q": f" {task.reference.lower()}"}).url == address

    client.force_login(outsider)
    query = {"q": task.reference}
    assert client.get("/search/", query).url.startswith("/profiles/?q=")


def test_its_words_find_it_however_they_are_written(client, worker, officer, council, shared):
    café = TaskFactory(by=officer, to=council, about=shared, detail="Meet him at the Café Zoë.")
    other = TaskFactory(by=officer, to=council, about=shared, detail="Ring his mother.")
    client.force_login(worker)

    shown = found(client, "cafe ZOE")

    assert café.reference in shown
    assert other.reference not in shown
    assert "No matching tasks." in found(client, "100%")


def test_words_find_nothing_in_what_the_reader_may_not_read(client, worker, blind):
    client.force_login(worker)
    assert blind.reference in client.get("/tasks/", {"tab": "team"}).content.decode()

    shown = found(client, blind.detail[:12])

    assert blind.reference not in shown
    assert "No matching tasks." in shown


def test_a_search_leaves_its_event_without_the_words(client, worker, task):
    client.force_login(worker)

    found(client, "Marlowe")

    event = Event.objects.filter(verb__startswith="task.list").latest("pk")
    assert event.verb == "task.list:search"
    assert "Marlowe" not in str(event.detail)
    assert event.detail["q"] is True
