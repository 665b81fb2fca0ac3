"""With ten thousand people, cases, tasks and texts are read from indexes."""

import random
from collections import Counter

import pytest
from django.db import connection

from access.naming import naming
from bench import joint_work
from cases.participants import people_in
from cases.selectors import facts_of, summary_of
from cases.timeline import timeline
from core.paging import page_down
from home.search import entries, texts
from home.search.asked import Asked
from records.models.entries import HAPPENED
from tasks.selectors import (
    ALL,
    DONE,
    HOLD,
    MINE,
    SENT,
    TEAM,
    UNASSIGNED,
    counts_of,
    own_teams,
    page_of,
    tasks_found,
)
from tests.scale.plans import FEW, HOLDS, KINDS, assert_from_indexes, plans, some

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("scale")]
INBOX = 10_000


def test_a_case_of_a_thousand_actions_is_read_from_indexes(world):
    found = joint_work.cases_of(joint_work.LONG, random.Random(7))[0]
    case, user, after = found.profile, found.user, found.after["timeline"]
    seen = [one.person for one in people_in(case, user) if one.person]

    with plans() as steps:
        page = page_down(case.actions.all().with_words(), *HAPPENED)
        more = page_down(case.actions.all().with_words(), *HAPPENED, after=page.next_cursor)
        moments = [timeline(case, user, seen, naming(user, case), start) for start in ("", after)]
        facts_of(case)
        summary_of(case)
        people_in(case, user)

    assert [len(one) for one in (page, more, *moments)] == [25] * 4
    assert "cases_action" in {step.table for step in steps}
    assert_from_indexes(steps)


def of_full_inbox():
    """Somebody of several teams, of which one has 10,000 tasks; and their second page."""
    waiting, people = joint_work.inbox(random.Random(7))
    assert waiting >= INBOX
    case = max(people, key=lambda one: len(own_teams(one.user)))
    assert len(own_teams(case.user)) > 1
    return case.user, case.after["tasks"]


def test_the_tasks_of_teams_are_read_from_indexes(world):
    user, after = of_full_inbox()

    with plans() as steps:
        pages = [page_of(TEAM, user, start) for start in ("", after)]
        for tab in (MINE, UNASSIGNED, HOLD, SENT, DONE):
            page_of(tab, user)
        counts_of(user)
        page_of(ALL, user, "", lambda tasks: tasks.filter(object_reference="C-2026-000001"))

    assert [len(page) for page in pages] == [25, 25]
    assert "tasks_task" in {step.table for step in steps}
    assert_from_indexes(steps)


def test_a_page_of_a_full_inbox_reads_few_of_its_tasks(world):
    """A page's from each team, and the records of those; never all that the reader sees."""
    user, after = of_full_inbox()
    few = 60 * (1 + len(own_teams(user)))

    for tab, start in ((TEAM, ""), (TEAM, after), (UNASSIGNED, ""), (DONE, ""), (HOLD, "")):
        with plans(run=True) as steps:
            page_of(tab, user, start)
        read = Counter()
        for step in steps:
            read[step.table] += step.read
        tasks = [step for step in steps if step.table == "tasks_task"]

        assert {step.kind for step in tasks} <= {"Index Scan", "Index Only Scan"}
        assert read["tasks_task"] <= few
        assert read["cases_case"] + read["profiles_profile"] <= few


@pytest.mark.parametrize(("words", "shown", "read"), [("tenant", 5, INBOX), ("zebra", 0, FEW)])
def test_tasks_are_found_by_their_words_from_an_index(world, words, shown, read):
    """Words that few have are found without reading the other tasks of the team."""
    user, _ = of_full_inbox()

    with plans(run=True) as steps:
        found, more = tasks_found(user, words, 5)

    tasks = [step for step in steps if step.table == "tasks_task"]
    assert (len(found), more) == (shown, shown > 0)
    assert_from_indexes(steps)
    assert {"Bitmap Heap Scan"} < {step.kind for step in tasks}
    assert sum(step.read for step in tasks) <= read


@pytest.mark.parametrize("words", ["wainscot", "housing"])
@pytest.mark.parametrize("kind", KINDS)
def test_entries_are_found_by_their_words_from_indexes(world, monkeypatch, kind, words):
    """Of a reader of few records or of many; a word that is rare, and one in every seventh."""
    monkeypatch.setattr(texts, "COMMON", 100)
    asked = Asked(some(kind), words, ("log", "actions"))

    with plans() as steps:
        found = texts.find(asked, [texts.LOG, texts.ACTIONS])

    assert bool(found["log"].ids) == (words == "housing")
    whole = {step.table for step in steps if step.kind == "Seq Scan"}
    assert not whole & {"profiles_contact", "cases_action", *HOLDS}


@pytest.mark.parametrize("kind", KINDS)
def test_entries_that_were_found_are_fetched_by_indexes(world, kind):
    asked = Asked(some(kind), "housing", ("log", "actions"))

    with plans() as steps:
        groups = entries.find(asked)

    assert any(group.rows for group in groups)
    assert "cases_participant" in {step.table for step in steps}
    assert_from_indexes(steps)


def test_the_inbox_is_planned_once(world):
    """Planning it takes longer than reading it."""
    user, after = of_full_inbox()
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    connection.connection._prepared.clear()

    for _ in range(8):
        page_of(TEAM, user, after)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(generic_plans) FROM pg_prepared_statements WHERE statement LIKE %s",
            ['%"tasks_task"%'],
        )
        assert cursor.fetchone()[0] > 0
