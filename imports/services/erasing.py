"""Erases the rows of imports that are over; their numbers stay."""

from django.db import transaction
from django.utils import timezone

from audit.models import Event
from audit.services import record
from imports.models import KEPT_DAYS, Import
from imports.verbs import Verb

CLOCK = "The clock"


@transaction.atomic
def erase_old_rows(*, of: Import) -> bool:
    """Erase what was read from the file; cancel first what nobody began in the same time.

    Not what was begun, or erased, since the clock looked: that is asked again with the lock.
    """
    due = Import.objects.due_for_erasure(KEPT_DAYS).select_for_update()
    found = due.filter(pk=of.pk).first()
    if found is None:
        return False
    of = found
    if not of.is_over:
        of.state, of.ended_at = Import.State.CANCELLED, timezone.now()
        record(verb=Verb.CANCELLED, operation=Event.ADMINISTRATION, actor=CLOCK, target=of)
    of.rows.all().delete()
    of.erased_at, of.notes, of.stopped_because = timezone.now(), [], ""
    of.save(update_fields=["state", "ended_at", "erased_at", "notes", "stopped_because"])
    record(
        verb=Verb.ERASED,
        operation=Event.Operation.ERASURE,
        actor=CLOCK,
        target=of,
        detail={"counts": of.counts, "days": KEPT_DAYS},
    )
    return True
