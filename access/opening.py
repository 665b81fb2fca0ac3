"""What every kind of record does when one is opened."""

from typing import TypeVar

from django.utils import timezone

from access.models import SharedModel
from access.projection import project
from agencies.models import User
from core.alike import with_sounds
from core.tidy import folded
from records.services import next_reference

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
