"""What the scheduler has documents do."""

import logging

from celery import shared_task

from documents import keeping

log = logging.getLogger(__name__)


@shared_task
def sweep_files() -> int:
    """Delete files that no row names, and report rows whose file is missing. Returns how many."""
    deleted, missing = keeping.sweep()
    log.info("%s files without a row deleted, %s rows without a file", deleted, missing)
    return deleted
