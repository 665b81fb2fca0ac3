"""What every kind of record does when one is opened."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.utils import timezone

from access.models import SharedModel
from access.projection import project, project_new
from agencies.models import User
from core.alike import with_sounds
from core.bulk_insert import insert_all
from core.tidy import folded
from records.services import next_reference, next_references

Record = TypeVar("Record", bound=SharedModel)


def open_record(record: Record, *, by: User) -> Record:
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
    return record


def open_records(records: Sequence[Record], *, by: User) -> list[Any]:
    """The same for many new records of one kind and one owner team, in a few statements.

    Their words to list and find them by are set. Returns the first rows of their history.
    """
    if not records:
        return []
    kind, agency = type(records[0]), records[0].owner_team.agency
    references = next_references(kind=kind.LETTER, agency=agency, count=len(records))
    for record, reference in zip(records, references, strict=True):
        record.reference, record.created_at = reference, timezone.now()
    history = create_with_history(records, by=by)
    project_new(records)
    return history


def create_with_history(rows: Sequence[Any], *, by: User) -> list[Any]:
    """Save new rows of one model, each with the first row of its history, which come back.

    For services that have asked; they check the rows, and record the events.
    """
    if not rows:
        return []
    insert_all(rows)
    kind: Any = type(rows[0]).history.model
    now, names = timezone.now(), [field.attname for field in kind.tracked_fields]
    history = [
        kind(
            **{name: getattr(row, name) for name in names},
            history_date=now,
            history_type="+",
            history_change_reason=None,
            history_user_id=by.pk,
        )
        for row in rows
    ]
    insert_all(history)
    return history
