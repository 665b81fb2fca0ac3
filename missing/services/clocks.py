"""Says, once, that something was not done in time."""

from django.db import transaction
from django.utils import timezone

from audit.models import Event
from audit.services import CLOCK, record
from missing.models import Clock
from missing.verbs import Verb


@transaction.atomic
def tell_of_clock(*, clock: Clock) -> bool:
    """Leave an event on the case of a clock that ran out, for its unit to be told.

    Returns whether it did: a clock that was stopped, or of which was told, is left alone, and so
    is one that another worker has at hand.
    """
    waiting = Clock.objects.to_tell().select_related("episode__case").filter(pk=clock.pk)
    fresh = waiting.select_for_update(skip_locked=True, of=("self",)).first()
    if fresh is None:
        return False
    fresh.told_at = timezone.now()
    fresh.save(update_fields=["told_at"])
    record(
        verb=Verb.CLOCK_RAN_OUT,
        operation=Event.ADMINISTRATION,
        actor=CLOCK,
        target=fresh.episode.case,
        section="actions",
        detail={"clock": fresh.kind, "due_at": fresh.due_at.isoformat()},
    )
    return True
