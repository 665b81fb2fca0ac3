"""Where the pages of tasks get their rows: what the reader sees, each as they may know it."""

import datetime
import re
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from access.kinds import shared_models
from access.models import SharedModel
from access.selectors import rows_with_records
from agencies.models import Membership, Team, User
from core import policy, prepared
from core.paging import PAGE_SIZE, above, below, downwards, page_of_rows, start_of
from core.querysets import as_array
from core.questions import Steps, in_steps
from core.request_cache import cached_for_request, recall
from core.tidy import UNSTORABLE, folded
from tasks.matters import is_of_matter, matters
from tasks.models import Task, TaskDocument
from tasks.naming import names_beside

# The tabs of the list: what they are called. `ALL` shows where a record’s tasks are asked for.
MINE, TEAM, UNASSIGNED, HOLD, SENT, DONE, ALL = (
    "mine",
    "team",
    "unassigned",
    "hold",
    "sent",
    "done",
    "all",
)
# Of these, each team of the reader's has its own.
OF_TEAMS = (TEAM, UNASSIGNED, HOLD, DONE)
CAP = 100
# An index of three letters cannot look for fewer.
INDEXED = re.compile(r"[^\W_]{3}")
# After everything there is: where a first page begins that is newest first.
LAST_MOMENT, LAST_PK = datetime.datetime.max.replace(tzinfo=datetime.UTC), 2**62


def own_teams(user: User) -> list[int]:
    """The teams in which the user practises, from the memberships that every page has."""
    found = {m.team_id for m in user.live_memberships if m.role in Membership.RECORD_ROLES}
    return sorted(found)


def _of_tab(tab: str, seen: Any, user: Any, received: Q) -> Any:
    """Of the tasks that the user sees, those of a tab; `received` is to be in a team of theirs."""
    if tab == MINE:
        return seen.at_hand().filter(received, to_person_id=user.pk)
    if tab == TEAM:
        return seen.at_hand().filter(received)
    if tab == UNASSIGNED:
        return seen.at_hand().filter(received, to_person=None)
    if tab == HOLD:
        return seen.on_hold().filter(received)
    if tab == SENT:
        return seen.filter(from_user_id=user.pk)
    if tab == DONE:
        return seen.over().filter(received)
    return seen


# ---- A page of a tab ----------------------------------------------------------------------------
@in_steps
def page_of(
    tab: str, user: User, after: str = "", narrow: Any = None, *, size: int = PAGE_SIZE
) -> Steps:
    """A page of a tab, narrowed by the filters in use, each task as the reader may know it."""
    keys, teams = _keys_of(tab), as_array(own_teams(user))
    start = start_of(after, Task, keys)
    if narrow is not None or tab == ALL or size != PAGE_SIZE:
        seen = policy.accessible(user, "task.list", Task)
        rows = list(_rows(tab, narrow(seen) if narrow else seen, user, teams, start, size))
    elif tab == SENT:
        (pk,) = start or (LAST_PK,)
        (rows,) = yield [_sent.later(user=user, pk=pk)]
    else:
        key, pk = start or ((LAST_MOMENT, LAST_PK) if tab == DONE else (datetime.date.min, 0))
        (rows,) = yield [_received.later(tab, user=user, teams=teams, key=key, pk=pk)]
    page = page_of_rows(rows, keys, size, is_first=start is None)
    yield from attach.steps(page.rows, user)
    return page


@prepared.query
def _received(tab: str, *, user: Any, teams: Any, key: Any, pk: Any) -> QuerySet:
    start, teams = (prepared.unread(key), prepared.unread(pk)), prepared.unread(teams)
    return _rows(tab, policy.accessible(user, "task.list", Task), user, teams, start)


@prepared.query
def _sent(*, user: Any, pk: Any) -> QuerySet:
    start = (prepared.unread(pk),)
    return _rows(SENT, policy.accessible(user, "task.list", Task), user, None, start)


def _keys_of(tab: str) -> tuple[str, ...]:
    """What a tab is in order of: when its tasks are due; or the newest first, by this."""
    if tab == DONE:
        return ("answered_at", "pk")
    return ("pk",) if tab in (SENT, ALL) else ("due_on", "pk")


def _rows(
    tab: str, tasks: Any, user: Any, teams: Any, start: Any, size: int = PAGE_SIZE
) -> QuerySet:
    """Of these tasks, the first of a tab after `start`: one more than a page has."""
    keys, many = _keys_of(tab), size + 1
    is_up, of_teams = keys[0] == "due_on", tab in OF_TEAMS
    received = Q() if of_teams else Q(to_team__any=teams)
    rows = _of_tab(tab, tasks, user, received)
    if start is not None:
        rows = above(rows, keys[0], start) if is_up else below(rows, keys, start)
    order = keys if is_up else downwards(Task, keys)
    if of_teams:
        first = rows.first_of_each_team(teams, order, many).order_by(*order)[:many]
        rows = Task.objects.filter(pk__any=ArraySubquery(first.values("pk")))
    return rows.with_words().order_by(*order)[:many]


def count_of_tab(tab: str, user: User, narrow: Any, most: int) -> int:
    """How many tasks of a tab fit the filters, counted no further than one more than this."""
    seen = policy.accessible(user, "task.list", Task)
    received = Q(to_team__any=as_array(own_teams(user)))
    rows = _of_tab(tab, narrow(seen) if narrow else seen, user, received)
    return int(rows.order_by()[: most + 1].count())


@in_steps
def counts_of(user: User) -> Steps:
    """How many are in each tab that waits for something, counted to 100: by one statement."""
    (found,) = yield [_counted.later(user=user, teams=as_array(own_teams(user)))]
    counts = {tab: len(some) for tab, some in found.items()}
    # The menu says it too.
    return {**counts, MINE: cached_for_request(_at_hand_of(user), lambda: counts[MINE])}


def _at_hand_of(user: Any) -> tuple[Any, ...]:
    return "tasks at hand", user.pk


@prepared.query
def _counted(*, user: Any, teams: Any) -> dict[str, QuerySet]:
    seen, received = Task.objects.visible_to(user), Q(to_team__any=teams)
    tabs = {tab: _of_tab(tab, seen, user, received) for tab in (MINE, TEAM, UNASSIGNED, HOLD)}
    tabs[SENT] = _of_tab(SENT, seen, user, received).still_open()
    return {tab: _first(rows) for tab, rows in tabs.items()}


def _first(rows: Any) -> QuerySet:
    return rows.order_by().values_list("pk", flat=True)[:CAP]


@in_steps
def attach(tasks: Iterable[Task], user: Any) -> Steps:
    """Give each its record, if the reader may read that, and the names they may know."""
    shown = list(tasks)
    about = [task for task in shown if task.object_type]
    pairs = (yield from rows_with_records(user, about)) if about else []
    records = {task.pk: record for record, task in pairs}
    records |= yield from _with_matters(user, [task for task in about if is_of_matter(task)])
    for task in shown:
        record = records.get(task.pk)
        task.record = record if record is not None and is_read(record) else None
        task.unread = record if task.record is None else None
        task.reads = task.record is not None or not task.object_type
        task.names = names_beside(user, task.record)
    return shown


def is_read(record: Any) -> bool:
    """A record says whether its reader reads it, and so does a matter."""
    return bool(record.is_read)


def _with_matters(user: Any, tasks: list[Task]) -> Steps:
    """What these tasks are about, of what the user sees, by the task's id."""
    found: dict[int, Any] = {}
    for model in matters():
        of_model = [task for task in tasks if task.object_type == model._meta.label_lower]
        if of_model:
            ids = as_array(task.object_id for task in of_model)
            (rows,) = yield [_matters_seen.later(model, user=user, ids=ids)]
            seen = {row.pk: row for row in rows}
            found |= {task.pk: seen[task.object_id] for task in of_model if task.object_id in seen}
    return found


@prepared.query
def _matters_seen(model: Any, *, user: Any, ids: Any) -> QuerySet:
    read = model.objects.readable_by(user).filter(pk=OuterRef("pk"))
    seen = model.objects.visible_to(user).filter(pk__any=ids)
    return seen.annotate(is_read=Exists(read))


@in_steps
def how_many_mine(user: Any) -> Steps:
    """How many tasks the user has, at hand, counted to 100."""
    if not user.practises:
        return 0
    known: int | None = recall(_at_hand_of(user))
    if known is not None:
        return known
    (found,) = yield [_mine_counted.later(user=user, teams=as_array(own_teams(user)))]
    return len(found)


@prepared.query
def _mine_counted(*, user: Any, teams: Any) -> QuerySet:
    seen = Task.objects.visible_to(user)
    return _first(_of_tab(MINE, seen, user, Q(to_team__any=teams)))


@in_steps
def tasks_at_hand(user: Any, most: int) -> Steps:
    """So many of the user's tasks for Home, the most urgent first."""
    if not user.practises:
        return []
    (found,) = yield [_mine.later(most, user=user, teams=as_array(own_teams(user)))]
    return (yield from attach.steps(found, user))


@prepared.query
def _mine(most: int, *, user: Any, teams: Any) -> QuerySet:
    seen = Task.objects.visible_to(user).with_words()
    return _of_tab(MINE, seen, user, Q(to_team__any=teams)).order_by("due_on", "pk")[:most]


# ---- Tasks beside the people whom a search finds ------------------------------------------------
@in_steps
def tasks_found(user: User, words: str, most: int) -> Steps:
    """So many tasks that the user reads and that ask in these words; and are there more?"""
    sought, teams = folded(words), own_teams(user)
    if not teams or not INDEXED.search(sought):
        return [], False
    (found,) = yield [_found.later(most + 1, user=user, teams=as_array(teams), words=sought)]
    shown = yield from attach.steps(found[:most], user)
    return shown, len(found) > most


@prepared.query
def _found(most: int, *, user: Any, teams: Any, words: Any) -> QuerySet:
    """The names beside a task are looked up for those that are shown alone."""
    first = Task.objects.asking_in(teams, words).readable_by(user).open_first()[:most]
    return Task.objects.filter(pk__any=ArraySubquery(first.values("pk"))).with_words().open_first()


# ---- What a task may be about -------------------------------------------------------------------
def record_with_reference(user: User, reference: str) -> SharedModel | None:
    """The record of this exact reference, if the user may send tasks about it.

    A program names it before any form has looked at the text.
    """
    if UNSTORABLE.search(reference):
        return None
    of_kind = [model for model in shared_models() if reference.startswith(f"{model.LETTER}-")]
    for model in of_kind:
        seen = policy.accessible(user, "task.send", model).select_related("owner_team")
        found = seen.filter(reference=reference).first()
        if found is not None:
            return found
    return None


def task_with_reference(user: User, reference: str) -> Task | None:
    """The task of this exact reference, if the user sees it."""
    if not reference.startswith(f"{Task.LETTER}-"):
        return None
    found: Task | None = policy.find(user, "task.view", Task, reference=reference)
    return found


@in_steps
def files_of(task: Task, user: Any) -> Steps:
    """The files of a task that are in force, of those that the user opens: the oldest first."""
    return (yield [_files_of.later(user=user, task=task.pk)])[0]


@prepared.query
def _files_of(*, user: Any, task: Any) -> QuerySet:
    seen: Any = policy.accessible(user, "document.view", TaskDocument)
    return seen.of_record(task).in_force().order_by("pk")


def is_known(user: User, record: SharedModel | None) -> bool:
    """May the user ask for access to the record of which a task tells them?"""
    if not isinstance(record, SharedModel):
        return False
    return policy.can(user, "access.stub", record)


def open_tasks_of(person: User, teams: Iterable[Team]) -> dict[int, int]:
    """How many open tasks of each of these teams a person has."""
    own = Task.objects.still_open().filter(to_person=person, to_team__in=list(teams))
    return dict(own.order_by().values_list("to_team_id").annotate(number=Count("pk")))


def people_of(team: Team) -> QuerySet:
    """Those who can have a task of this team."""
    return team.people().order_by("name")


@in_steps
def open_tasks_about(record: SharedModel, user: User, most: int) -> Steps:
    """So many open tasks about a record, of those that the user sees, the most urgent first."""
    (found,) = yield [_open_about.later(type(record), most, user=user, record=record.pk)]
    return (yield from attach.steps(found, user))


@prepared.query
def _open_about(model: Any, most: int, *, user: Any, record: Any) -> QuerySet:
    seen = _seen_about(model, user, record).still_open()
    return seen.with_words().order_by("due_on", "pk")[:most]


@in_steps
def closed_tasks_about(record: SharedModel, user: User, after: str) -> Steps:
    """A page of the tasks about a record that are over, of those that the user sees."""
    keys = _keys_of(DONE)
    start = start_of(after, Task, keys)
    key, pk = start or (LAST_MOMENT, LAST_PK)
    asked = _closed_about.later(type(record), user=user, record=record.pk, key=key, pk=pk)
    (rows,) = yield [asked]
    page = page_of_rows(rows, keys, is_first=start is None)
    yield from attach.steps(page.rows, user)
    return page


@prepared.query
def _closed_about(model: Any, *, user: Any, record: Any, key: Any, pk: Any) -> QuerySet:
    start = (prepared.unread(key), prepared.unread(pk))
    keys = _keys_of(DONE)
    rows = below(_seen_about(model, user, record).over(), keys, start)
    return rows.with_words().order_by(*downwards(Task, keys))[: PAGE_SIZE + 1]


def _seen_about(model: Any, user: Any, record: Any) -> Any:
    about: Any = SimpleNamespace(_meta=model._meta, pk=record)
    return policy.accessible(user, "task.list", Task).of(about)
