"""What the scheduler has records do."""

import logging

from celery import shared_task

from records import forms_sent, services

log = logging.getLogger(__name__)


@shared_task
def remove_old_drafts() -> int:
    """Delete drafts that were left alone too long. Returns how many."""
    removed = services.remove_old_drafts()
    log.info("%s old drafts removed", removed)
    return removed


@shared_task
def forget_forms_sent() -> int:
    """Delete spent tokens and late forms that are too old to matter. Returns how many."""
    removed = forms_sent.remove_old()
    log.info("%s spent tokens and late forms removed", removed)
    return removed
