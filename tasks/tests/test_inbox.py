"""The inbox of somebody in several teams: in one order, page by page, without what is hidden."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.services import exclude_person
from agencies.tests.factories import MembershipFactory, TeamFactory
from cases.tests.factories import make_case
from core.querysets import unguarded
from core.request_cache import request_cache
from profiles.tests.factories import make_person
from tasks.models import Task
from tasks.selectors import DONE, HOLD, MINE, SENT, TEAM, UNASSIGNED, counts_of, page_of
from tasks.tests.factories import TaskFactory, TaskOutcomeFactory

pytestmark = pytest.mark.slow

MANY = 33


@pytest.fixture
def reader(worker, prison):
    """Of two teams."""
    MembershipFactory(team=prison, user=worker)
    return worker


@pytest.fixture
def sent(reader, officer, manager, council, prison):
    """To both teams in turn, about a person, a case and nothing; some hidden from the reader."""
    hidden = [make_person(by=manager), make_case(by=manager)]
    about = [None, make_person(by=manager), make_case(by=manager), *hidden]
    today = timezone.localdate()
    tasks = [
        TaskFactory(
            by=officer,
            to=(council, prison)[number % 2],
            about=about[number % 5],
            due_on=today + datetime.timedelta(days=number % 4),
        )
        for number in range(MANY * 5 // 3)
    ]
    for record in hidden:
        exclude_person(obj=record, by=manager, user=reader, reason="A cousin")
    return [task for task in tasks if task.object_reference not in {h.reference for h in hidden}]


def listed(tab, user):
    """All that the tab shows, page by page."""
    page, rows = page_of(tab, user), []
    while True:
        rows += page.rows
        if page.next_cursor is None:
            return [row.pk for row in rows]
        assert len(page) == 25
        page = page_of(tab, user, page.next_cursor)
        assert not page.is_first


def in_order(tasks, *keys):
    fresh = Task.objects.in_bulk([task.pk for task in tasks]).values()
    return [one.pk for one in sorted(fresh, key=lambda one: [getattr(one, key) for key in keys])]


def set_all(tasks, **values):
    with unguarded("a test makes what the services would"):
        Task.objects.filter(pk__in=[task.pk for task in tasks]).update(**values)


def test_what_waits_for_several_teams_is_one_list(sent, reader):
    assert len(sent) >= MANY
    assert listed(TEAM, reader) == in_order(sent, "due_on", "pk")
    assert listed(UNASSIGNED, reader) == in_order(sent, "due_on", "pk")
    assert listed(MINE, reader) == listed(HOLD, reader) == listed(DONE, reader) == []
    waiting = {TEAM: len(sent), UNASSIGNED: len(sent), MINE: 0, HOLD: 0, SENT: 0}
    assert counts_of(reader) == waiting


def test_what_is_on_hold_in_several_teams(sent, reader):
    set_all(sent, held_until=timezone.localdate() + datetime.timedelta(days=1))

    assert listed(HOLD, reader) == in_order(sent, "due_on", "pk")
    assert listed(TEAM, reader) == []
    assert counts_of(reader)[HOLD] == len(sent)


def test_what_several_teams_have_done_is_newest_first(sent, reader):
    moment = timezone.now()
    for number, task in enumerate(sent):
        at = moment - datetime.timedelta(hours=number % 4)
        set_all(
            [task],
            state=Task.State.COMPLETED,
            outcome=TaskOutcomeFactory(),
            answered_at=at,
            answered_by=reader,
            answered_team=task.to_team,
        )

    assert listed(DONE, reader) == in_order(sent, "answered_at", "pk")[::-1]
    assert listed(TEAM, reader) == []


def test_what_one_has_in_several_teams(sent, reader):
    set_all(sent, to_person=reader)

    assert listed(MINE, reader) == in_order(sent, "due_on", "pk")
    assert listed(UNASSIGNED, reader) == []


def test_what_one_has_sent_is_newest_first_without_what_is_hidden(sent, officer, manager):
    hidden = [task for task in sent if task.object_type == "cases.case"]
    case = Task.objects.get(pk=hidden[0].pk).object_reference
    record = type(make_case(by=manager)).objects.get(reference=case)
    exclude_person(obj=record, by=manager, user=officer, reason="A cousin")

    shown = listed(SENT, officer)

    own = Task.objects.filter(from_user=officer).exclude(object_reference=case)
    assert shown == in_order(own, "pk")[::-1]
    assert len(shown) > 25


def test_a_narrowed_list_of_several_teams_is_in_the_same_order(sent, reader):
    def narrow(tasks):
        return tasks.filter(due_on__gt=timezone.localdate())

    first = page_of(TEAM, reader, "", narrow)
    later = page_of(TEAM, reader, first.next_cursor, narrow) if first.next_cursor else []

    wanted = [task for task in sent if task.due_on > timezone.localdate()]
    assert [task.pk for task in (*first, *later)] == in_order(wanted, "due_on", "pk")


@pytest.mark.parametrize("tab", [TEAM, MINE, SENT, DONE])
def test_one_team_or_several_take_as_many_statements(tab, sent, reader, mate):
    def asked(user):
        page_of(tab, user)
        with CaptureQueriesContext(connection) as statements:
            page_of(tab, user)
        return len(statements)

    assert asked(reader) == asked(mate)


def test_whoever_once_worked_for_a_discreet_team_is_named_by_few_statements(sent, reader, officer):
    """As they act here for a team that is no secret."""
    MembershipFactory(team=TeamFactory(is_discreet=True), user=reader)
    set_all(Task.objects.all(), to_person=reader)

    with request_cache("GET"):
        rows = page_of(SENT, officer).rows
        with CaptureQueriesContext(connection) as statements:
            said = [task.receiver_words for task in rows]

    assert said == [f"{reader.name}, {task.to_team.name}" for task in rows]
    # The discreet teams, who was in them, and where else these have worked.
    assert len(statements) == 3
