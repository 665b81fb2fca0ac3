"""Inserts many new rows by one statement, for what is too much for `bulk_create`.

The rows travel as one parameter of JSON: Django prepares every value of every row by itself, which
for ten thousand records and their history takes longer than the database does.
"""

import datetime
import json
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault

MOST = 5000


def insert_all(rows: Sequence[Any]) -> None:
    """Insert new rows of one model, and put on each the id and the defaults it was given.

    As `bulk_create` does: nothing is sent or asked. For services that write history and events.
    """
    for start in range(0, len(rows), MOST):
        _insert(rows[start : start + MOST])


def _insert(rows: Sequence[Any]) -> None:
    meta = type(rows[0])._meta
    every = [f for f in meta.local_concrete_fields if not f.generated and not f.primary_key]
    given = [f for f in every if not isinstance(getattr(rows[0], f.attname), DatabaseDefault)]
    back = [meta.pk, *(f for f in every if f not in given)]
    sent = [[_plain(field, row) for field in given] for row in rows]
    columns = [connection.ops.quote_name(field.column) for field in given]
    types = [f"{name} {f.db_type(connection)}" for name, f in zip(columns, given, strict=True)]
    names = [field.column for field in given]
    texts = [dict(zip(names, values, strict=True)) for values in sent]
    for place, text in enumerate(texts):
        text["place__"] = place
    returned = ", ".join(connection.ops.quote_name(field.column) for field in back)
    with connection.cursor() as cursor:
        # Names and types come from the model; values are one parameter.
        cursor.execute(
            f"""INSERT INTO {connection.ops.quote_name(meta.db_table)} ({", ".join(columns)})
            SELECT {", ".join(columns)} FROM jsonb_to_recordset(%s::jsonb)
            AS r(place__ int, {", ".join(types)}) ORDER BY place__ RETURNING {returned}""",  # noqa: S608
            [json.dumps(texts, default=_as_text)],
        )
        answers = sorted(cursor.fetchall())
    for row, answer in zip(rows, answers, strict=True):
        for field, value in zip(back, answer, strict=True):
            setattr(row, field.attname, value)
        row._state.adding, row._state.db = False, connection.alias


def _plain(field: models.Field, row: Any) -> Any:
    return field.pre_save(row, add=True)


def _as_text(value: Any) -> str:
    if isinstance(value, datetime.date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(f"No {type(value).__name__} can be inserted by this.")
