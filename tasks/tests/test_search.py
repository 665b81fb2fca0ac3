"""Finding a task: by its reference, by the words in which it asks."""

import re
from html import unescape

import pytest
from django.urls import reverse

from access.services import exclude_person
from access.tests.factories import give
from agencies.tests.factories import member
from audit.models import Event
from core import policy
from tasks.selectors import tasks_found
from tasks.tests.factories import TaskFactory, complete

pytestmark = pytest.mark.slow


def found(client, words):
    return client.get("/tasks/", {"tab": "team", "q": words}).content.decode()


def test_its_reference_finds_it(client, task, worker, outsider):
    client.force_login(worker)
    address = reverse("tasks:task", args=[task.uuid])
    assert client.get("/search/", {"q": f" {task.reference.lower()}"}).url == address

    client.force_login(outsider)
    query = {"q": task.reference}
    assert client.get("/search/", query).status_code == 200


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


# ---- Beside the people whom a search finds ------------------------------------------------------
def searched(client, reader, words):
    client.force_login(reader)
    return unescape(client.get("/profiles/", {"q": words}).content.decode())


def shown_first(client, reader, words):
    """The references, in the order of the page."""
    return re.findall(r"T-\d{4}-\d{6}", searched(client, reader, words))


def searches():
    return Event.objects.filter(verb="task.list:search")


@pytest.mark.parametrize("words", ["visit him", "  VÍSIT   Him ", "monday."])
def test_the_search_finds_tasks_by_their_words(client, task, worker, officer, words):
    other = TaskFactory(by=officer, to=task.to_team, detail="Ring his mother.")

    for reader in (worker, officer):
        page = searched(client, reader, words)
        assert task.get_absolute_url() in page
        assert "Visit: Jordan Pellworth" in page
        assert other.reference not in page


def test_the_search_finds_tasks_about_nothing(client, officer, council, worker):
    task = TaskFactory(by=officer, to=council, detail="Book the room at Tannery Row.")

    assert task.reference in searched(client, worker, "tannery row")
    assert searches().get().subjects == []


def test_the_search_finds_no_task_that_the_reader_may_only_know_of(client, blind, worker):
    client.force_login(worker)
    assert blind.reference in client.get("/tasks/", {"tab": "team"}).content.decode()

    assert blind.reference not in searched(client, worker, "visit him")
    assert not searches().exists()


def test_the_search_finds_no_task_for_the_excluded(client, task, shared, manager, worker, mate):
    exclude_person(obj=shared, by=manager, user=worker, reason="A cousin")

    assert task.reference not in searched(client, worker, "visit him")
    assert task.reference in searched(client, mate, "visit him")


def test_the_search_finds_no_task_of_other_teams(client, task, shared, manager, outsider):
    """Who reads the record too."""
    give(shared, manager, outsider.acting_team)
    assert policy.can(outsider, "profile.view", shared)

    assert task.reference not in searched(client, outsider, "visit him")


@pytest.mark.parametrize("role", ["administrator", "auditor", "control"])
def test_the_search_finds_no_task_for_other_roles(task, council, role):
    assert tasks_found(member(council, role), "visit him", 5) == ([], False)


def test_a_search_that_finds_tasks_leaves_an_event(client, task, worker, person):
    searched(client, worker, "visit him")

    event = searches().get()
    assert event.actor_id == worker.pk
    assert event.subjects == [person.pk]
    assert "visit" not in str(event.detail)


def test_a_search_that_finds_none_leaves_no_event_of_tasks(client, task, worker):
    page = searched(client, worker, "tannery")

    assert '<h2 class="govuk-heading-m">Tasks</h2>' not in page
    assert not searches().exists()


def test_the_event_names_nobody_of_a_task_that_is_not_shown(
    client, task, worker, officer, council
):
    for number in range(5):
        TaskFactory(by=officer, to=council, detail=f"Visit him {number}.")

    assert task.reference not in searched(client, worker, "visit him")
    assert searches().get().subjects == []


def test_open_tasks_are_found_first_and_the_newest_of_them(client, task, worker, officer, council):
    later = [TaskFactory(by=officer, to=council, detail="Visit him.") for _ in range(3)]
    complete(later[2], worker)

    found = shown_first(client, worker, "visit him")

    newest_first = [later[1], later[0], task, later[2]]
    assert found == [one.reference for one in newest_first]


def test_more_than_five_lead_to_all_of_them(client, worker, officer, council):
    tasks = [TaskFactory(by=officer, to=council, detail="Visit him & her.") for _ in range(5)]
    assert "All tasks with these words" not in searched(client, worker, "him & her")
    complete(tasks[0], worker)
    tasks.append(TaskFactory(by=officer, to=council, detail="Visit him & her."))

    page = searched(client, worker, "him & her")

    assert page.count("Visit</b>") == 5
    (address,) = re.findall(r'href="([^"]+)">All tasks with these words', page)
    assert address == "/tasks/?tab=all&q=him+%26+her"
    shown = client.get(address).content.decode()
    assert all(one.reference in shown for one in tasks)


def test_words_can_be_looked_for_in_tasks_alone(client, worker, task):
    page = searched(client, worker, "visit him")

    assert '<a class="govuk-link" href="/tasks/?tab=all&q=visit+him">tasks</a>' in page


@pytest.mark.parametrize("words", ["", "vi", "vi hi", "...", "_____"])
def test_fewer_than_three_letters_ask_nothing(task, worker, words, django_assert_num_queries):
    assert worker.live_memberships

    with django_assert_num_queries(0):
        assert tasks_found(worker, words, 5) == ([], False)


def test_who_does_not_practise_asks_nothing(task, auditor, django_assert_num_queries):
    assert not auditor.practises

    with django_assert_num_queries(0):
        assert tasks_found(auditor, "visit him", 5) == ([], False)


def test_signs_of_a_pattern_are_signs(task, worker):
    assert tasks_found(worker, "vis%him", 5) == ([], False)
    assert tasks_found(worker, "visit_him", 5) == ([], False)
