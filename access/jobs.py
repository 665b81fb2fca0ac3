"""What the scheduler has access do."""

import logging

from celery import shared_task
from django.utils import timezone

from access.sampling import WEEK, monday_of
from access.services import sample_week

log = logging.getLogger(__name__)


@shared_task
def sample_last_week() -> int:
    """Pick the unusual accesses of the week before this one; a second time picks none."""
    picked = sample_week(week=monday_of(timezone.localdate()) - WEEK)
    log.info("%s unusual accesses to review", picked)
    return picked
