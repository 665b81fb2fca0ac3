"""Statements that a connection plans once: the few that are asked on every page.

PostgreSQL takes longer to plan them than to answer them. psycopg keeps the plan for as long as
the connection lives; behind PgBouncer that wants its `max_prepared_statements`.
"""
# ruff: noqa: S608

from functools import cache
from typing import Any

import psycopg
from django.db import connection, models
from psycopg.types.numeric import Int8


def rows(sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What the statement answers. Its plan must suit whatever the parameters are."""
    with _cursor() as cursor:
        cursor.execute(sql, {name: _typed(value) for name, value in params.items()})
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _cursor() -> Any:
    """A cursor that prepares; or the usual one, where statements are logged with their values."""
    if connection.queries_logged:
        return connection.cursor()
    connection.ensure_connection()
    return connection.make_cursor(psycopg.Cursor(connection.connection))


def _typed(value: Any) -> Any:
    """One type for small and large numbers, so that one plan serves both."""
    return Int8(value) if type(value) is int else value


def instances(model: type[models.Model], condition: str, params: dict[str, Any]) -> list[Any]:
    """The model's rows for which the condition holds; in it, the model's table is named `o`."""
    statement, names = _whole_rows(model)
    found = rows(f"{statement} WHERE {condition}", params)
    return [model.from_db(connection.alias, names, values) for values in found]


@cache
def _whole_rows(model: type[models.Model]) -> tuple[str, list[str]]:
    meta = model._meta
    tables = {model: "o"}
    joins = ""
    for number, (parent, link) in enumerate(meta.parents.items()):
        tables[parent] = f"o{number}"
        joins += f" JOIN {parent._meta.db_table} o{number} ON o{number}.id = o.{link.column}"
    fields = meta.concrete_fields
    columns = ", ".join(f"{tables[field.model]}.{field.column}" for field in fields)
    return f"SELECT {columns} FROM {meta.db_table} o{joins}", [f.attname for f in fields]
