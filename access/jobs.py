"""What the scheduler has access do."""

import datetime
import logging

from celery import shared_task
from django.utils import timezone

from access.sampling import WEEK, monday_of
from access.services import sample_week
from audit.selectors import last_heartbeat
from audit.services import note_heartbeat

log = logging.getLogger(__name__)
SAMPLE = "sample of accesses"
# So many weeks are made up for after a time without a scheduler.
MOST_WEEKS = 5


@shared_task
def sample_last_week() -> int:
    """Pick the unusual accesses of the week before this one, and of weeks that were missed.

    A second time picks none.
    """
    last = monday_of(timezone.localdate()) - WEEK
    picked = 0
    for number in range(_missed(last), -1, -1):
        picked += sample_week(week=last - number * WEEK)
    note_heartbeat(name=SAMPLE)
    log.info("%s unusual accesses to review", picked)
    return picked


def _missed(last: datetime.date) -> int:
    """How many weeks before the last one nobody sampled: those since this ran before."""
    ran_on = timezone.localdate(last_heartbeat(SAMPLE) or timezone.now())
    weeks = (last - monday_of(ran_on)).days // 7
    return min(max(weeks, 0), MOST_WEEKS - 1)
