"""Which rows of a kind come first, and when the page offers to see all of them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.tests.factories import make_case
from home.search.asking import search
from tasks.services import decline_task
from tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.slow


def group_of(reader, kind, words="marmalade", **more):
    return next(group for group in search(reader, words, **more) if group.kind == kind)


def send(officer, due, words="Fetch the marmalade."):
    day = timezone.localdate() + datetime.timedelta(days=due)
    return TaskFactory(by=officer, to=officer.acting_team, detail=words, due_on=day)


# ---- Tasks --------------------------------------------------------------------------------------
def test_open_tasks_come_first_the_next_due_before_the_others(officer, manager):
    later, soon, next_week = send(officer, 20), send(officer, 2), send(officer, 7)
    over_soon, over_late = send(officer, 3), send(officer, 30)
    for task in (over_soon, over_late):
        decline_task(task=task, by=manager, reason="Not ours.")

    found = [row.uuid for row in group_of(officer, "tasks").rows]

    assert found == [one.uuid for one in (soon, next_week, later, over_late, over_soon)]


def test_the_first_five_tasks_are_the_next_due(officer):
    urgent = send(officer, 1)
    for due in range(2, 8):
        send(officer, due)

    assert group_of(officer, "tasks").rows[0].uuid == urgent.uuid


def test_the_page_says_that_the_day_of_a_task_is_when_it_is_due(client, officer):
    send(officer, 2)
    client.force_login(officer)

    shown = client.get("/search/", {"q": "marmalade"}).content.decode()

    assert '<div class="ecins-when">Due ' in shown


# ---- See all ------------------------------------------------------------------------------------
def test_all_are_not_offered_where_all_are_shown(client, things, officer):
    client.force_login(officer)

    assert "See all" not in client.get("/search/", {"q": "marmalade"}).content.decode()


def test_all_cases_are_offered_where_there_are_more(client, officer):
    for number in range(6):
        make_case(by=officer, title=f"Marmalade thefts {number}")
    client.force_login(officer)

    shown = client.get("/search/", {"q": "marmalade"}).content.decode()

    assert f'{reverse("cases:list")}?q=marmalade">See all' in shown
    assert group_of(officer, "cases").count == ""


def test_a_group_says_how_many_cases_there_are(officer):
    for number in range(5):
        make_case(by=officer, title=f"Marmalade thefts {number}")

    assert group_of(officer, "cases").count == "5"


def test_titles_like_the_words_lead_to_no_list_that_finds_none_of_them(client, officer):
    for number in range(6):
        make_case(by=officer, title=f"Marmalade thefts {number}")
    client.force_login(officer)

    shown = client.get("/search/", {"q": "marmelade"}).content.decode()

    assert "These have similar words" in shown
    assert "See all" not in shown


def test_tasks_with_the_word_that_was_meant_lead_to_the_list_of_them(officer, known):
    for due in range(6):
        send(officer, due, words="Collect the methadone.")

    group = group_of(officer, "tasks", "metadone")

    assert group.has_more
    assert group.all_url.endswith("tab=all&q=methadon")
