"""What the clock does about missing people: it may run twice, and catches up."""

import logging

from celery import shared_task

from missing.models import Clock
from missing.services import tell_of_clock

log = logging.getLogger(__name__)


@shared_task
def tell_run_out_clocks() -> int:
    """Tell units what was not done in time. Returns of how many clocks."""
    done = 0
    for clock in Clock.objects.to_tell().order_by("due_at", "pk"):
        try:
            done += tell_of_clock(clock=clock)
        except Exception:  # one that goes wrong must not hold up the others
            log.exception("of clock %s nobody was told", clock.pk)
    return done
