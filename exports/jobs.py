"""Makes the files of lists, row by row, as the person who asked; deletes them after a week.

The rows of exports are the queue: a bell wakes a worker, and a sweep every half minute does if it
was lost. Each batch of rows is a transaction of its own, so that its reader sees how far it is.
"""

import logging

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from audit.services import notify_worker
from audit.sheets import hash_of
from core.dates import format_when
from core.wording import counted
from exports import kinds, services, sheets
from exports.models import Export

log = logging.getLogger(__name__)
# Of 2,000 rows a statement costs little, and what is in memory is little too.
BATCH = 2000
# Less than the queue waits before it gives the task to another worker.
SOFT_SECONDS, HARD_SECONDS = 540, 570


@shared_task(soft_time_limit=SOFT_SECONDS, time_limit=HARD_SECONDS)
def make_exports() -> int:
    """Make one export that waits, then call for the next. Returns how many it made."""
    export = services.begin_export()
    if export is None:
        return 0
    try:
        write(export)
    except services.TakenAwayError:
        log.warning("export %s is made by another worker", export.pk)
    except SoftTimeLimitExceeded:
        log.exception("export %s took too long", export.pk)
    notify_worker(task=services.JOB)
    return 1


@shared_task
def delete_expired_exports() -> int:
    """Delete files that are a week old. Returns how many."""
    return services.delete_expired_exports()


def write(export: Export) -> None:
    """Write the file of an export and finish it. Nothing is left of one that is refused."""
    user = export.asked_by
    kind = kinds.find(user, export.kind, export.query, export.of)
    if kind is None:
        services.refuse_export(export=export)
        return
    file = sheets.open_file(export.file_name, heading_of(export), kind.columns)
    try:
        rows = _write_rows(export, file)
        if rows is None:
            file.drop()
            services.refuse_export(export=export)
            return
        count, is_cut_off = rows
        file.close(ending(count, is_cut_off))
        services.finish_export(export=export, sha256=hash_of(file.path), is_cut_off=is_cut_off)
    except (Http404, PermissionDenied):
        file.drop()
        services.refuse_export(export=export)
    except BaseException:
        file.drop()
        raise


def _write_rows(export: Export, file: sheets.ListFile) -> tuple[int, bool] | None:
    """How many were written, and whether there are more; None if the asker may no longer."""
    after, number, count = "", 0, 0
    while True:
        found = services.next_rows(export=export, after=after, size=BATCH, number=number)
        if found is None:
            return None
        values, after, is_cut_off = found
        for row in values:
            file.add(row)
        count, number = count + len(values), number + 1
        if not after or is_cut_off:
            return count, is_cut_off


def heading_of(export: Export) -> str:
    """The second line of the file: what it is, for whom, when, and why."""
    only = f" Only: {export.in_words}." if export.in_words else ""
    when = format_when(timezone.localtime())
    return (
        f"{export.title}.{only} Exported by {export.asked_by.name}, {export.team}, on {when}, "
        f"for: {export.reason}. Export {export.pk}, recorded. Keep this file as its marking asks, "
        "and delete it when you no longer need it."
    )


def ending(count: int, is_cut_off: bool) -> str:
    """The last line: how many there are, and whether that is all."""
    if is_cut_off:
        return f"The first {count:,} rows. There are more: narrow the list."
    return f"{counted(count, 'row')}. That is all."
