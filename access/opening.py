"""What every kind of record does when one is opened, and when something is entered in it."""

from typing import Any

from django.db import connection
from django.utils import timezone

from access.levels import bit
from access.models import SharedModel
from access.projection import project
from agencies.models import User
from core.alike import with_sounds
from core.tidy import folded
from records.services import next_reference

# The table comes from the model; values are parameters.
TOUCH = """INSERT INTO {table} AS a (content_object_id, section, last_at)
VALUES (%s, %s, clock_timestamp()) ON CONFLICT (content_object_id, section)
DO UPDATE SET last_at = greatest(a.last_at, excluded.last_at)"""


def open_record(record: SharedModel, *, by: User) -> None:
    """Save a new record with its reference, and give its owner team access.

    For the service that creates it, which has asked, and records the event. A record is listed
    and found by its words, unless the service has set better ones.
    """
    record.sort_name = record.sort_name or folded(str(record))[:200]
    record.search_names = record.search_names or with_sounds(folded(str(record)))
    record.reference = next_reference(kind=record.LETTER, agency=record.owner_team.agency)
    record.created_at = timezone.now()
    record._history_user = by
    record.save()
    project(record)


def touch(record: SharedModel, section: str) -> None:
    """Remember that something was entered in a section; only holds that have it move."""
    kind: Any = type(record)
    activities = kind._meta.get_field("activities").related_model
    with connection.cursor() as cursor:
        sql = TOUCH.format(table=activities._meta.db_table)
        cursor.execute(sql, [record.pk, bit(kind, section)])
