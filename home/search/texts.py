"""What is written in records, found by its words: the newest first that the reader may read.

A common word stands in a million entries, and a reader may read few of them or many. So there are
three ways to look, each of which reads a bounded number of rows:

- Who reads few records: their entries alone, by the index of their records.
- A word that is rare, as the planner estimates it: all entries with the word, by the index of
  words; then the holds are asked about each, the newest first, until there are enough. If it is
  not that rare, the newest thousand are looked through before, which may have enough.
- Else entries from the newest on, until enough have the word and may be read.

What is found is fetched through `visible_to` all the same.
"""
# ruff: noqa: S608 - names of tables and columns come from models; values are parameters

import datetime
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from access.levels import bit
from access.paging import MEMBERSHIPS, Wanted, branches_of
from cases.models import Action, CaseDocument
from core.paging import decode, encode
from core.querysets import as_array
from core.request_cache import cached_for_request
from home.search.asked import Asked
from profiles.models import Contact, ProfileDocument, Report

# Who reads no more records is asked by their records; a word in more entries is common.
FEW, COMMON = 2_000, 20_000
# A word in more entries than this is likely to be in some of the newest ones.
OFTEN, NEWEST = 2_000, 1_000
# Entries, at most, that one look reads.
MOST = 30_000

# A record has few holds, a reader may have fifty teams: so the holds of the record are read, and
# compared with the teams, which are hashed once for the statement.
OF_EACH, OF_ANY = "h.group_id = t.team_id", "(h.group_id IN (SELECT team_id FROM teams)) IS TRUE"


@dataclass(frozen=True)
class Texts:
    """One kind of text: its model, the record it belongs to, and the section it is read in.

    `day` is when it happened; what has an index of it is in its order, all else in the order in
    which it was written.
    """

    name: str
    model: Any
    parent: str
    section: str
    day: str
    is_by_day: bool = False
    also: str = "true"

    @property
    def record(self) -> Any:
        return self.model._meta.get_field(self.parent).related_model

    @property
    def table(self) -> str:
        return str(self.model._meta.db_table)

    @property
    def key(self) -> str:
        return "c.happened_on" if self.is_by_day else "NULL::date"

    @property
    def order(self) -> str:
        return "c.happened_on DESC, c.id DESC" if self.is_by_day else "c.id DESC"


WRITTEN = "(c.written_at AT TIME ZONE 'Europe/London')::date"
SUBMITTED = "(c.submitted_at AT TIME ZONE 'Europe/London')::date"
IN_FORCE = "c.is_latest AND c.withdrawn_at IS NULL"
LOG = Texts("log", Contact, "profile", "log", "c.happened_on", is_by_day=True)
ACTIONS = Texts("actions", Action, "case", "actions", "c.happened_on", is_by_day=True)
REPORTS = Texts("reports", Report, "profile", "reports", SUBMITTED, also="c.state = 'submitted'")
OF_PEOPLE = Texts("of_people", ProfileDocument, "profile", "documents", WRITTEN, also=IN_FORCE)
OF_CASES = Texts("of_cases", CaseDocument, "case", "documents", WRITTEN, also=IN_FORCE)
# One list of two tables, each in the order in which its rows were written.
DOCUMENTS = (OF_PEOPLE, OF_CASES)
BEFORE_ALL = 2**61


@dataclass
class Ids:
    """The ids of one kind in their order, each with its day; was not all looked through?"""

    keys: list[tuple[Any, int]]
    is_capped: bool = False

    @property
    def ids(self) -> list[int]:
        return [pk for _, pk in self.keys]


def find(asked: Asked, texts: Sequence[Texts]) -> dict[str, Ids]:
    """The first ids of each kind of text, one more than the page has."""
    if not texts or not (asked.tokens or asked.day):
        return {one.name: Ids([]) for one in texts}
    few = {record: few_ids(asked.user, record) for record in {one.record for one in texts}}
    wide = [one for one in texts if few[one.record] is None]
    estimates = dict(zip(wide, _estimates(asked, wide), strict=True))
    lists, selects, params = [], [], {"user": asked.user.pk}
    for number, one in enumerate(texts):
        made, values = _select(asked, one, few[one.record], number, estimates.get(one, 0))
        lists += made[:-1]
        selects.append(made[-1])
        params |= values
    found = {one.name: Ids([]) for one in texts}
    with connection.cursor() as cursor:
        cursor.execute(f"{', '.join([MEMBERSHIPS, *lists])} {' UNION ALL '.join(selects)}", params)
        for number, day, pk in cursor.fetchall():
            one = found[texts[number].name]
            if pk is None:
                one.is_capped = True
            else:
                one.keys.append((day, pk))
    for one in wide:
        # Enough was found before the end was reached, or the end of what is read.
        short = len(found[one.name].keys) <= asked.size
        found[one.name].is_capped |= short and estimates[one] > COMMON
    return found


def few_ids(user: Any, record: Any) -> list[int] | None:
    """The ids of the records that the user may read; None if they are many."""
    key = ("few records", record, user.pk)
    ids = cached_for_request(key, lambda: record.objects.all().ids_for(user, cap=FEW))
    return None if len(ids) > FEW else ids


def _conditions(asked: Asked, one: Texts) -> tuple[list[str], dict[str, Any]]:
    where, params = [one.also], {}
    if asked.tokens:
        has_words, values = _has_words(asked)
        where.append(has_words)
        params |= values
    if asked.day:
        where.append(f"{one.day} = %(on)s")
        params["on"] = asked.day
    if asked.is_dated:
        where.append(f"{one.day} BETWEEN %(first)s AND %(last)s")
        params["first"], params["last"] = asked.days
    return where, params


def _has_words(asked: Asked) -> tuple[str, dict[str, Any]]:
    """The condition that an entry has each of the words, or one that is near it."""
    one_query = "plainto_tsquery('public.said', %({})s)"
    plain = [token for token in asked.tokens if token not in asked.near]
    parts = [one_query.format("words")] if plain else []
    params = {"words": " ".join(plain)} if plain else {}
    for number, (token, stems) in enumerate(asked.near.items()):
        parts.append(f"({one_query.format(f'word{number}')} || %(near{number})s::tsquery)")
        params |= {f"word{number}": token, f"near{number}": " | ".join(stems)}
    return f"c.said @@ ({' && '.join(parts)})", params


def _estimates(asked: Asked, texts: Sequence[Texts]) -> list[float]:
    """How many entries have the words, as the planner believes; of each kind."""
    if not texts:
        return []
    parts = []
    for one in texts:
        where, params = _conditions(asked, one)
        parts.append(f"SELECT c.id FROM {one.table} c WHERE {' AND '.join(where)}")
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {' UNION ALL '.join(parts)}", params)
        (answer,) = cursor.fetchone()
    plan = (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]
    plans = plan["Plans"] if len(texts) > 1 else [plan]
    return [float(one["Plan Rows"]) for one in plans]


def _select(
    asked: Asked, one: Texts, few: list[int] | None, number: int, estimate: float
) -> tuple[list[str], dict[str, Any]]:
    """The lists and the select of one kind, and its parameters."""
    where, params = _conditions(asked, one)
    if few is not None:
        where.append(f"c.{one.parent}_id = ANY (%(few)s::bigint[])")
        params["few"] = as_array(few)
    beyond, values = _beyond(asked, one)
    params |= values
    readable, values = _readable(asked.user, one)
    params |= values
    columns = f"c.id, c.{one.parent}_id AS parent, {one.key} AS day"
    more = asked.size + 1

    def first(rows: str) -> str:
        return f"SELECT {number}, s.day, s.id FROM {rows} s WHERE {readable} LIMIT {more}"

    def newest(most: int) -> str:
        return (
            f"(SELECT {columns} FROM (SELECT * FROM {one.table} c WHERE {beyond} "
            f"ORDER BY {one.order} LIMIT {most}) c WHERE {' AND '.join(where)} "
            f"ORDER BY {one.order})"
        )

    if estimate > COMMON:
        made = [f"({first(newest(MOST))})"]
    else:
        lists, selects, left = [], [], "true"
        if estimate > OFTEN:
            lists.append(f"w{number} (n, day, id) AS MATERIALIZED ({first(newest(NEWEST))})")
            enough = f"(SELECT count(*) FROM w{number}) = {more}"
            selects, left = [f"(SELECT * FROM w{number} WHERE {enough})"], f"NOT {enough}"
        lists.append(
            f"c{number} AS MATERIALIZED (SELECT {columns} FROM {one.table} c "
            f"WHERE {' AND '.join([*where, beyond, left])} LIMIT {MOST + 1})"
        )
        selects += [
            f"({first(f'(SELECT * FROM c{number} ORDER BY day DESC, id DESC OFFSET 0)')})",
            f"SELECT {number}, NULL, NULL FROM c{number} HAVING count(*) > {MOST}",
        ]
        made = [*lists, " UNION ALL ".join(selects)]
    made = [re.sub(r"%\((\w+)\)s", _renamed(number), text) for text in made]
    return made, {f"s{number}_{name}": value for name, value in params.items()}


def _renamed(number: int) -> Any:
    return lambda name: "%(user)s" if name[1] == "user" else f"%(s{number}_{name[1]})s"


def _readable(user: Any, one: Texts) -> tuple[str, dict[str, Any]]:
    """The condition that the user holds the section of the record of `s`.

    Asked of each row in its turn, for the OFFSET: never of all that the user holds. Behind the
    glass is every section.
    """
    branches, params = branches_of(Wanted(one.record.objects.all(), user))
    params["section"] = bit(one.record, one.section)
    this = "AND h.content_object_id = s.parent"
    held = f"{this} AND h.sections & %(section)s <> 0"
    return (
        f"(EXISTS (SELECT 1 {branches.teams.replace(OF_EACH, OF_ANY)} {held} OFFSET 0) "
        f"OR EXISTS (SELECT 1 {branches.named} {held} OFFSET 0) "
        f"OR EXISTS (SELECT 1 {branches.glass} {this} OFFSET 0))",
        params,
    )


def _beyond(asked: Asked, one: Texts) -> tuple[str, dict[str, Any]]:
    """The condition that a row comes after the last one of the page before."""
    if one in DOCUMENTS:
        pks = decode(asked.after, (int, int)) if asked.after else None
        return ("c.id < %(pk)s", {"pk": pks[DOCUMENTS.index(one)]}) if pks else ("true", {})
    key = decode(asked.after, (str, int)) if asked.after else None
    if key is None:
        return "true", {}
    day, pk = key
    if not one.is_by_day:
        return "c.id < %(pk)s", {"pk": pk}
    try:
        at = datetime.date.fromisoformat(day)
    except ValueError:
        return "true", {}
    return "(c.happened_on, c.id) < (%(day)s, %(pk)s)", {"day": at, "pk": pk}


def documents_before(cursor: str) -> tuple[int, int]:
    """The last document of each table that is on the pages before."""
    first, second = decode(cursor, (int, int)) or (BEFORE_ALL, BEFORE_ALL)
    return first, second


def cursor_after(key: tuple[Any, int]) -> str:
    """Where the page after this row begins."""
    day, pk = key
    return encode(day.isoformat() if day else "", pk)
