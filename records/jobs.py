"""What the scheduler has records do."""

import logging

from celery import shared_task

from records import services

log = logging.getLogger(__name__)


@shared_task
def remove_old_drafts() -> int:
    """Delete drafts that were left alone too long. Returns how many."""
    removed = services.remove_old_drafts()
    log.info("%s old drafts removed", removed)
    return removed
