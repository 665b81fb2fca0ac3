"""Which records a list's filters leave, in the shape that is quickest for the lists' statements.

A rare role leaves few records: their ids are looked up once, and each hold is compared with them.
An ordinary one leaves half of all: then each hold's record is asked about in its turn. What is
known to leave nearly all (`one_by_one`) is never looked up, and never joined.
"""
# ruff: noqa: S608 - names of tables and columns come from models; values are parameters

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.lookups import In
from django.db.models.sql import Query
from django.db.models.sql.where import AND, WhereNode

from core.request_cache import cached_for_request

FEW = 2_000


def left_by(queryset: QuerySet, column: str) -> tuple[str, dict[str, Any]]:
    """The condition on the column of ids, and its parameters."""
    parts, asked, params = _conditions(queryset, column)
    if parts:
        few = cached_for_request(_key(parts, params), lambda: _few(parts, params))
        if few is not None:
            return " AND ".join([f"{column} = ANY(%(few)s::bigint[])", *asked]), {
                **params,
                "few": few,
            }
    return " AND ".join([*(f"{column} IN ({part})" for part in parts), *asked]), params


class InOneStatement:
    """As `left_by`, for a statement that finds out by itself whether the ids are few.

    It has the list `cte`, and each of its selects twice: if `is_few`, and if not.
    """

    def __init__(self, name: str) -> None:
        self.name, self.cte, self.is_few = name, "", True
        self.key: Any = None

    def __call__(self, queryset: QuerySet, column: str) -> tuple[str, dict[str, Any]]:
        parts, asked, params = _conditions(queryset, column)
        if parts:
            self.key = _key(parts, params)
            self.cte = f"{self.name} AS MATERIALIZED ({_first_of(parts)})"
        few = [f"{column} = ANY (ARRAY(SELECT pk FROM {self.name}))"] if parts else []
        many = [f"{column} IN ({part})" for part in parts]
        return " AND ".join([*(few if self.is_few else many), *asked]), params

    def keep(self, count: int, ids: str) -> None:
        """What was found, for what else is asked of this list."""
        cached_for_request(self.key, lambda: None if count > FEW else ids)

    @property
    def gate(self) -> str:
        """Whether the select is to be run."""
        return f"(SELECT count(*) FROM {self.name}) {'<=' if self.is_few else '>'} {FEW}"


def _key(parts: list[str], params: dict[str, Any]) -> Any:
    return ("few", tuple(parts), tuple(params.items()))


def _conditions(queryset: QuerySet, column: str) -> tuple[list[str], list[str], dict[str, Any]]:
    """The statements of which each leaves some ids; conditions that leave nearly all."""
    parts, each, params = _ids(queryset)
    # Not pulled up into a join, nor hashed, for its OFFSET.
    asked = [f"EXISTS (SELECT 1 FROM ({e}) one (pk) WHERE pk = {column} OFFSET 0)" for e in each]
    return parts, asked, params


def one_by_one(ids: QuerySet) -> QuerySet:
    """For `pk__in`: ids of nearly all records, so that each is asked about in its turn."""
    ids.query.one_by_one = True  # type: ignore[attr-defined]
    return ids


def without_sections(queryset: QuerySet, user: Any) -> tuple[QuerySet, list[int]]:
    """The queryset without `with_section` of this user, and the bits of those sections."""
    where, key = queryset.query.where, queryset.model._meta.pk
    if where.negated or where.connector != AND:
        return queryset, []
    bits, others = set(), []
    for child in where.children:
        reader, bit = getattr(_ids_named(child, key), "of_section", (None, 0))
        if bit and reader == user.pk:
            bits.add(bit)
        else:
            others.append(child)
    left = queryset.all()
    left.query.where = WhereNode(others)
    return left, sorted(bits)


def _few(parts: list[str], params: dict[str, Any]) -> str | None:
    """The ids as PostgreSQL writes an array; None where they are many."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), array_agg(DISTINCT pk)::text FROM ({_first_of(parts)}) found",
            params,
        )
        count, ids = cursor.fetchone()
    if count > FEW:
        return None
    return ids or "{}"


def _first_of(parts: list[str]) -> str:
    """The ids that all of the statements leave, no further than shows that they are not few."""
    first, *others = parts
    also = " AND ".join(f"pk IN ({part})" for part in others) or "true"
    return f"SELECT pk FROM ({first}) one (pk) WHERE {also} LIMIT {FEW + 1}"


def _ids(queryset: QuerySet) -> tuple[list[str], list[str], dict[str, Any]]:
    """Statements that each select some ids; the ids in all of them are the queryset's.

    They select ids alone, without the records: first the selective ones, then those that leave
    nearly all.
    """
    where, key = queryset.query.where, queryset.model._meta.pk
    named = [_ids_named(child, key) for child in where.children]
    each = [ids for ids in named if hasattr(ids, "one_by_one")]
    if where.negated or where.connector != AND:
        parts, each = [queryset.order_by().values("pk").query], []
    elif None in named:
        left = queryset.order_by().values("pk").query
        children = zip(where.children, named, strict=True)
        left.where = WhereNode([child for child, ids in children if ids not in each])
        parts = [left]
    else:
        parts = [ids for ids in named if ids not in each]
    params: dict[str, Any] = {}
    texts = []
    for query in [*parts, *each]:
        sql, values = query.sql_with_params()
        names = [f"value{len(params) + number}" for number in range(len(values))]
        params |= zip(names, values, strict=True)
        # A sign of percent in the statement is doubled, and stays so.
        texts.append(sql.replace("%%", "%%%%") % tuple(f"%({name})s" for name in names))
    return texts[: len(parts)], texts[len(parts) :], params


def _ids_named(condition: Any, key: Any) -> Any:
    """The subquery of `pk__in`, if that is what the condition is."""
    if isinstance(condition, In) and isinstance(condition.rhs, Query):
        return condition.rhs if getattr(condition.lhs, "target", None) is key else None
    return None
