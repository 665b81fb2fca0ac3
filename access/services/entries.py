"""The last steps of every service that writes an entry into a shared record.

The service locks and asks (`policy.lock`) and builds the entry; these check it, save it with its
history, move the record up in lists by activity, and leave the event.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import connection

from access.levels import bit
from access.models import SharedModel
from agencies.models import User
from audit.models import Event
from audit.services import record
from core.querysets import as_array
from records.models import Entry

AnEntry = TypeVar("AnEntry", bound=Entry)


def write_entry(*, entry: AnEntry, by: User, verb: str, **event: Any) -> AnEntry:
    """Sign a new entry and write it into its record. Raises ValidationError."""
    entry.sign(by)
    return save_entry(entry=entry, by=by, verb=verb, **{"operation": Event.COLLECTION, **event})


def save_entry(*, entry: AnEntry, by: User, verb: str, **event: Any) -> AnEntry:
    """Save an entry, and what follows: history, activity of its section, and the event."""
    kind: Any = type(entry)
    section = kind.section_name()
    entry._history_user = by
    entry.clean()
    entry.save()
    if section:  # what comes with any hold moves nobody's list
        touch(entry.record, section)
    record(
        verb=verb,
        actor=by,
        target=entry.record,
        section=section,
        history=entry.history.first(),
        **{"operation": Event.ALTERATION, **event},
    )
    return entry


def touch(obj: SharedModel, section: str) -> None:
    """Remember that something was entered in a section; only holds that have it move."""
    touch_all([obj], section)


def touch_all(objs: Sequence[SharedModel], section: str) -> None:
    """The same of many records of one kind."""
    if not objs:
        return
    kind: Any = type(objs[0])
    activities = kind._meta.get_field("activities").related_model._meta.db_table
    with connection.cursor() as cursor:
        # The table's name comes from the model; values are parameters.
        cursor.execute(
            f"""INSERT INTO {activities} AS a (content_object_id, section, last_at)
            SELECT id, %s, clock_timestamp() FROM unnest(%s::bigint[]) AS o(id)
            ON CONFLICT (content_object_id, section)
            DO UPDATE SET last_at = greatest(a.last_at, excluded.last_at)""",  # noqa: S608
            [bit(kind, section), as_array(obj.pk for obj in objs)],
        )
