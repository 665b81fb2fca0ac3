"""Writes what came of many rows of an import by one statement."""

import json
from collections.abc import Sequence

from django.db import connection

from imports.models import ImportRow

SAVE = """
UPDATE {rows} r SET state = n.state, problems = n.problems, proposed = n.proposed,
  same_as = n.same_as, is_another = n.is_another, profile_id = n.profile_id
FROM jsonb_to_recordset(%s::jsonb) AS n(id bigint, state text, problems jsonb, proposed jsonb,
  same_as int, is_another boolean, profile_id bigint) WHERE r.id = n.id
"""
NAMES = ("id", "state", "problems", "proposed", "same_as", "is_another", "profile_id")


def save_rows(rows: Sequence[ImportRow]) -> None:
    """Save the states of rows that are locked with their import."""
    sent = [{name: getattr(row, name) for name in NAMES} for row in rows]
    with connection.cursor() as cursor:
        # The table's name comes from the model; values are one parameter.
        cursor.execute(SAVE.format(rows=ImportRow._meta.db_table), [json.dumps(sent)])
