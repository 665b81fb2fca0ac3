"""What the clock does about imports: it may run twice, and catches up."""

import logging

from celery import shared_task

from imports.models import KEPT_DAYS, Import
from imports.services import erase_old_rows

log = logging.getLogger(__name__)


@shared_task
def erase_rows_of_imports() -> int:
    """Erase the rows of imports 30 days after their end. Returns of how many."""
    done = 0
    for of in Import.objects.due_for_erasure(KEPT_DAYS):
        try:
            done += erase_old_rows(of=of)
        except Exception:  # one that goes wrong must not hold up the others
            log.exception("the rows of import %s were not erased", of.pk)
    return done
