"""Which records a list's filters leave, in the shape that is quickest for the lists' statements.

A rare role leaves few records: their ids are looked up once, and each hold is compared with them.
An ordinary one leaves half of all: then each hold's record is asked about in its turn.
"""
# ruff: noqa: S608

from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.lookups import In
from django.db.models.sql import Query
from django.db.models.sql.where import AND, WhereNode

from core.memo import remembered

FEW = 2_000


def left_by(queryset: QuerySet, column: str) -> tuple[str, dict[str, Any]]:
    """The condition on the column of ids, and its parameters."""
    parts, params = _ids(queryset)
    key = ("few", tuple(parts), tuple(params.items()))
    few = remembered(key, lambda: _few(parts, params))
    if few is not None:
        return f"{column} = ANY(%(few)s::bigint[])", {"few": few}
    return " AND ".join(f"{column} IN ({part})" for part in parts), params


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
    first, *others = parts
    also = " AND ".join(f"pk IN ({part})" for part in others) or "true"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT count(*), array_agg(DISTINCT pk)::text FROM (
            SELECT pk FROM ({first}) one (pk) WHERE {also} LIMIT {FEW + 1}) found""",
            params,
        )
        count, ids = cursor.fetchone()
    if count > FEW:
        return None
    return ids or "{}"


def _ids(queryset: QuerySet) -> tuple[list[str], dict[str, Any]]:
    """The statements of which each leaves some ids, and all together those of the queryset.

    Where ids are all that is asked for, without the records.
    """
    where, key = queryset.query.where, queryset.model._meta.pk
    parts = [_ids_named(child, key) for child in where.children]
    if None in parts or where.negated or where.connector != AND:
        parts = [queryset.order_by().values("pk").query]
    params: dict[str, Any] = {}
    texts = []
    for query in parts:
        sql, values = query.sql_with_params()
        names = [f"value{len(params) + number}" for number in range(len(values))]
        params |= zip(names, values, strict=True)
        texts.append(sql % tuple(f"%({name})s" for name in names))
    return texts, params


def _ids_named(condition: Any, key: Any) -> Any:
    """The subquery of `pk__in`, if that is what the condition is."""
    if isinstance(condition, In) and isinstance(condition.rhs, Query):
        return condition.rhs if getattr(condition.lhs, "target", None) is key else None
    return None
