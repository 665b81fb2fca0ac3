"""What the scheduler has trigger factors do."""

import logging

from celery import shared_task

from alerts.factors import services

log = logging.getLogger(__name__)


@shared_task
def check_calendar() -> int:
    """Let the rules fire whose day has come. Returns how many did."""
    fired = services.check_calendar()
    log.info("%s trigger factors fired by the calendar", fired)
    return fired
