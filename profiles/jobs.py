"""What the scheduler has profiles do."""

import logging

from celery import shared_task

from profiles import services

log = logging.getLogger(__name__)


@shared_task
def rebuild_due_reports() -> int:
    """Compute all due reports again: access that ran out, kinds that changed. Returns how many."""
    changed = services.rebuild_due_reports()
    log.info("%s due reports were put right", changed)
    return changed


@shared_task
def remove_discarded_reports() -> int:
    """Delete drafts of reports that were discarded too long ago. Returns how many."""
    removed = services.remove_discarded_reports()
    log.info("%s discarded drafts of reports removed", removed)
    return removed
