"""What the clock does about tasks and handovers: it may run twice, and catches up."""

import logging

from celery import shared_task

from tasks.models import Handover
from tasks.services import escalate_handover

log = logging.getLogger(__name__)


@shared_task
def escalate_handovers() -> int:
    """Escalate handovers that nobody has acknowledged in time. Returns how many."""
    done = 0
    for pk in Handover.objects.to_escalate().order_by("due_at", "pk").values_list("pk", flat=True):
        try:
            done += escalate_handover(pk=pk)
        except Exception:  # one that goes wrong must not hold up the others
            log.exception("handover %s was not escalated", pk)
    return done
