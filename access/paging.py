"""Pages and counts of what a user may read, straight from the holds' indexes.

The same condition as `visible_to`, in the shape that stays quick at a million records: the first
k of each of the user's teams and of their named holds, each an index-only scan, merged; then one
fetch by primary key. Property tests hold the two equal. Times are compared with the database's
clock at the start of the statement, as Django's `Now()` does.

Names of tables and columns come from the models and from `ORDERS`; values are parameters.
"""
# ruff: noqa: S608 - names of tables and columns come from models; values are parameters

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from access.filter_sql import left_by, without_sections
from core import prepared
from core.alike import containing, heard_like, same_names
from core.paging import Page, decode, encode, moment
from core.policy import is_someone
from core.querysets import as_array


@dataclass(frozen=True)
class Order:
    """A sort key copied onto the holds, and its direction."""

    column: str
    descending: bool

    @property
    def direction(self) -> str:
        return "DESC" if self.descending else "ASC"

    @property
    def beyond(self) -> str:
        return "<" if self.descending else ">"


ORDERS = {
    "name": Order("sort_name", descending=False),
    "-name": Order("sort_name", descending=True),
    "-activity": Order("last_activity_at", descending=True),
    "activity": Order("last_activity_at", descending=False),
}

FAR_MORE = 10**9

# The memberships that convey, and their teams.
MEMBERSHIPS = """WITH places AS MATERIALIZED (SELECT m.id, m.team_id FROM agencies_membership m
  JOIN agencies_user u ON u.id = m.user_id AND u.is_active
  JOIN agencies_team t ON t.group_ptr_id = m.team_id AND t.closed_at IS NULL
  WHERE m.user_id = %(user)s AND m.role IN ('practitioner', 'manager')
  AND m.valid_from <= statement_timestamp() AND m.valid_until > statement_timestamp()),
  teams AS MATERIALIZED (SELECT DISTINCT team_id FROM places)"""

# Whose account is open: the memberships above ask it too.
IS_OPEN = "EXISTS (SELECT 1 FROM agencies_user u WHERE u.id = %(user)s AND u.is_active)"

# A section may come by any hold. Two statements in one are never hashed, so that each row asks
# about its own record alone.
HAS_TOO = """(h.sections & %({bit})s <> 0 OR EXISTS (
  SELECT 1 FROM {team_holds} k JOIN teams kt ON kt.team_id = k.group_id
    WHERE k.content_object_id = h.content_object_id AND NOT k.restricted
    AND k.valid_until > statement_timestamp() AND k.sections & %({bit})s <> 0
  UNION ALL SELECT 1 FROM {user_holds} k
    WHERE k.content_object_id = h.content_object_id AND k.user_id = %(user)s
    AND k.valid_until > statement_timestamp() AND k.sections & %({bit})s <> 0))"""

# Records read in an emergency, as if they were holds.
GLASS = """SELECT b.id, b.object_id AS content_object_id, b.valid_until,
  o.sort_name, o.search_names,
  greatest(o.created_at, (SELECT max(a.last_at) FROM {activities} a
    WHERE a.content_object_id = o.id)) AS last_activity_at
  FROM access_breakglass b JOIN {records} o ON o.id = b.object_id AND NOT o.is_restricted
  WHERE b.user_id = %(user)s AND b.object_type = %(kind)s
  AND b.membership_id IN (SELECT id FROM places)"""


@dataclass(frozen=True)
class Branches:
    """The branches of the rule: team holds, named holds, emergency access."""

    teams: str
    named: str
    glass: str


@dataclass(frozen=True)
class Wanted:
    """Whose records, which of them, and words that their names contain, or are like.

    `only` leaves out, of those with names like the words, those whose names contain these.
    """

    queryset: QuerySet
    user: Any
    words: str = ""
    alike: bool = False
    only: str = ""

    @property
    def nothing(self) -> bool:
        return not is_someone(self.user) or self.queryset.query.is_empty()

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.queryset.query.where)


def branches_of(
    wanted: Wanted, by: str = "", left_by: Callable[..., Any] = left_by
) -> tuple[Branches, dict[str, Any]]:
    """The branches of the rule, and their parameters, for a list ordered by this column."""
    queryset, meta = wanted.queryset, wanted.queryset.model._meta
    team_holds, user_holds, exclusions, activities = (
        meta.get_field(name).related_model._meta.db_table
        for name in ("team_holds", "user_holds", "exclusions", "activities")
    )
    params: dict[str, Any] = {"user": wanted.user.pk, "kind": meta.label_lower}
    where = [
        "h.valid_until > statement_timestamp()",
        # An array of the few there are is read once; a join would be planned for each branch.
        f"h.content_object_id <> ALL (ARRAY(SELECT e.content_object_id FROM {exclusions} e "
        "WHERE e.user_id = %(user)s AND e.ended_at IS NULL))",
    ]
    for number, word in enumerate(wanted.words.split()[:8]):
        condition, values = _named(f"word{number}", word, wanted.alike)
        where.append(condition)
        params |= values
    if wanted.only:
        has_all, values = _has_all(wanted.only)
        where.append(f"NOT ({has_all})")
        params |= values
    queryset, bits = without_sections(queryset, wanted.user)
    if queryset.query.where:
        left, values = left_by(queryset, "h.content_object_id")
        where.append(left)
        params |= values
    conditions = " AND ".join(where)
    # One hold shows the first section, and the record once for each. By last activity each hold is
    # looked at: the place of a record is that of the latest, which may be one without the section.
    first = 0 if by == "last_activity_at" else 1
    has = ["h.sections & %(section0)s <> 0"] if first and bits else []
    has += [
        HAS_TOO.format(bit=f"section{number}", team_holds=team_holds, user_holds=user_holds)
        for number in range(first, len(bits))
    ]
    params |= {f"section{number}": section for number, section in enumerate(bits)}
    held = "".join(f" AND {condition}" for condition in has)
    glass = GLASS.format(activities=activities, records=meta.db_table)
    branches = Branches(
        teams=f"FROM {team_holds} h WHERE h.group_id = t.team_id AND NOT h.restricted "
        f"AND {conditions}{held}",
        named=f"FROM {user_holds} h WHERE h.user_id = %(user)s AND {IS_OPEN} AND {conditions}"
        f"{held}",
        # Behind the glass is every section.
        glass=f"FROM ({glass}) h WHERE {conditions}",
    )
    return branches, params


def _named(name: str, word: str, alike: bool) -> tuple[str, dict[str, str]]:
    """The condition that names contain a word; or have one that looks or sounds like it."""
    if not alike:
        return f"h.search_names LIKE %({name})s", {name: containing(word)}
    # Short forms are whole words, first or further on.
    short = enumerate(
        pattern for one in same_names(word) for pattern in (f"{one} %", f"% {one} %")
    )
    forms = {f"{name}_short{number}": pattern for number, pattern in short}
    like = "".join(f" OR h.search_names LIKE %({key})s" for key in forms)
    heard = heard_like("h.search_names", name, word)
    return f"(h.search_names %%> %({name})s{heard}{like})", {name: word, **forms}


def _has_all(words: str) -> tuple[str, dict[str, str]]:
    """The condition that names contain each of the words."""
    values = {f"has{number}": containing(word) for number, word in enumerate(words.split()[:8])}
    return " AND ".join(f"h.search_names LIKE %({key})s" for key in values), values


def _rows(wanted: Wanted, sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Planned once for all users while nothing narrows it; else for what is looked for."""
    if not wanted.is_narrowed:
        return prepared.rows(sql, params)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _merged(wanted: Wanted, order: Order, after: Any, k: int) -> Any:
    """The next k (key, id) after a key, over all the user's holds."""
    sql, params = merging(branches_of(wanted, order.column), order, after, k)
    return _rows(wanted, f"{MEMBERSHIPS} {sql}", params)


def merging(
    made: tuple[Branches, dict[str, Any]], order: Order, after: Any, k: int
) -> tuple[str, dict[str, Any]]:
    branches, params = made
    column, direction = order.column, order.direction
    beyond = ""
    if after:
        params["key"], params["id"] = after
        beyond = f" AND (h.{column}, h.content_object_id) {order.beyond} (%(key)s, %(id)s)"
    picked = f"h.{column} AS key, h.content_object_id AS pid"
    tail = f"{beyond} ORDER BY h.{column} {direction}, h.content_object_id {direction} LIMIT {k}"
    return (
        f"""SELECT key, pid FROM (
          SELECT x.* FROM teams t CROSS JOIN LATERAL (SELECT {picked} {branches.teams}{tail}) x
          UNION (SELECT {picked} {branches.named}{tail})
          UNION (SELECT {picked} {branches.glass}{tail})) found
        ORDER BY key {direction}, pid {direction} LIMIT {k}""",
        params,
    )


def _latest(wanted: Wanted, ids: list[int]) -> dict[int, Any]:
    """The last activity in sections the user holds, for each of these records.

    Asked record by record: over whole teams, the planner would read a large one from end to end.
    """
    known = Wanted(wanted.queryset.model._base_manager.all(), wanted.user)
    branches, params = branches_of(known)
    picked, this = "SELECT h.last_activity_at AS key", "AND h.content_object_id = asked.pid"
    rows = _rows(
        known,
        f"""{MEMBERSHIPS}
        SELECT asked.pid, max(held.key) FROM unnest(%(ids)s::bigint[]) AS asked (pid)
        CROSS JOIN LATERAL (
          SELECT x.key FROM teams t CROSS JOIN LATERAL ({picked} {branches.teams} {this}) x
          UNION ALL {picked} {branches.named} {this}
          UNION ALL {picked} {branches.glass} {this}) held
        GROUP BY asked.pid""",
        {**params, "ids": as_array(ids)},
    )
    return dict(rows)


def _keys(wanted: Wanted, order: Order, after: Any, k: int) -> list[Any]:
    """The next k records, each once.

    A user may hold one record twice, with two different last activities: the later one is its
    place in the list, so a row at the other one is passed over.
    """
    keys: list[Any] = []
    while len(keys) < k:
        batch = _merged(wanted, order, after, k)
        if order.column == "last_activity_at":
            latest = _latest(wanted, [pid for _, pid in batch])
            keys += [(key, pid) for key, pid in batch if latest.get(pid) == key]
        else:
            keys += batch
        if len(batch) < k:
            break
        after = batch[-1]
    return keys[:k]


def _cursor(after: str, order: Order) -> Any:
    key = decode(after, (str, int)) if after else None
    if key is None or order.column == "sort_name":
        return key
    at = moment(key[0])
    return None if at is None else (at, key[1])


def keys_of(wanted: Wanted, *, order: str, after: str, size: int) -> Page:
    """A page of ids; an unknown order or a strange cursor gives the first page by name."""
    if wanted.nothing:
        return Page([])
    chosen = ORDERS.get(order, ORDERS["name"])
    start = _cursor(after, chosen)
    return page_of(_keys(wanted, chosen, start, size + 1), size, is_first=start is None)


def page_of(keys: list[Any], size: int, *, is_first: bool) -> Page:
    shown = keys[:size]
    cursor = None
    if len(keys) > size:
        key, pid = shown[-1]
        cursor = encode(key if isinstance(key, str) else key.isoformat(), pid)
    return Page([pid for _, pid in shown], next_cursor=cursor, is_first=is_first)


def records_of(model: Any, keys: Page) -> Page:
    """The records of a page of ids, each with the team that manages it."""
    found = _with_owners(model, ids=as_array(keys)) if keys.rows else []
    return keys.filled({row.pk: row for row in found})


@prepared.query
def _with_owners(model: Any, *, ids: Any) -> QuerySet:
    return model._base_manager.filter(pk__any=ids).select_related("owner_team")


def count_of(wanted: Wanted, *, cap: int) -> int:
    """How many records, counted no further than one more than the cap."""
    return len(ids_of(wanted, cap=cap))


def ids_of(wanted: Wanted, *, cap: int) -> list[int]:
    """The ids of the records, no more than one over the cap.

    Few records are held twice, so a few more rows than the cap nearly always suffice.
    """
    if wanted.nothing:
        return []
    branches, params = branches_of(wanted)
    picked = "SELECT h.content_object_id AS pid"
    for most in (2 * cap + 2, FAR_MORE):
        ids, rows = _rows(
            wanted,
            f"""{MEMBERSHIPS}
            SELECT array_agg(DISTINCT pid), count(*) FROM (
              SELECT x.pid FROM teams t
                CROSS JOIN LATERAL ({picked} {branches.teams} LIMIT {cap + 1}) x
              UNION ALL ({picked} {branches.named} LIMIT {cap + 1})
              UNION ALL ({picked} {branches.glass}) LIMIT {most}) held""",
            params,
        )[0]
        if len(ids or []) > cap or rows < most:
            break
    return (ids or [])[: cap + 1]
