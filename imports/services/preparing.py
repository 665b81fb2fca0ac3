"""Takes a file in and checks its rows: the dry run. No record is made."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.http import Http404
from django.utils import timezone

from agencies.models import Team, User
from audit.models import Event
from audit.services import record
from core import policy
from core.bulk_insert import insert_all
from imports.checking import check_rows, compare_rows
from imports.models import Import, ImportRow
from imports.reading import ReadFile
from imports.rows import save_rows
from imports.verbs import Verb
from records.models import LawfulBasis

MOST_UNFINISHED = 10


@transaction.atomic
def upload_import(
    *, team: Team, by: User, file: ReadFile, source: str, basis: LawfulBasis, role: str = ""
) -> Import:
    """Keep the rows of a file, to be checked; not the file itself. Raises ValidationError."""
    team = policy.lock(by, "import.prepare", team)
    if Import.objects.waiting_for(by).count() >= MOST_UNFINISHED:
        raise ValidationError(
            f"You have {MOST_UNFINISHED} imports that are not finished. Cancel one first."
        )
    found = Import.objects.create(
        team=team,
        asked_by=by,
        source=source,
        basis=basis,
        role=role,
        file_name=file.name,
        size=file.size,
        sha256=file.sha256,
        read_as=file.read_as,
        headings=file.headings,
        left_out=file.left_out,
        notes=file.notes,
        counts={ImportRow.State.WAITING: len(file.rows)},
    )
    insert_all(
        [
            ImportRow(of=found, number=number, cells=cells, problems=doubts)
            for number, cells, doubts in file.rows
        ]
    )
    record(
        verb=Verb.UPLOADED,
        operation=Event.COLLECTION,
        actor=by,
        target=found,
        recipient=team.name,
        reason=source,
        detail={
            "rows": len(file.rows),
            "sha256": file.sha256,
            "basis": basis.name,
            "team": team.pk,
        },
    )
    return found


@transaction.atomic
def check_import(*, of: Import) -> Import:
    """Check every row, in the name of who asked, if they still may; a second time does nothing.

    A manager of the team who asks has them compared with records too; of an import that somebody
    else prepared, one does that afterwards.
    """
    of = Import.objects.select_for_update().get(pk=of.pk)
    if of.state != Import.State.CHECKING:
        return of
    by = of.compared_by or of.asked_by
    try:
        policy.require(by, "import.start" if of.compared_by else "import.view", of)
    except (Http404, PermissionDenied):
        return _refused(of, by)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '120s'")  # nobody waits at a page
    rows = list(of.rows.all())
    if of.compared_by:
        compare_rows(of, rows)
    else:
        of.compared_by = by if by.is_manager_of(of.team_id) else None
        of.notes = [*of.notes, *check_rows(of, rows)]
    save_rows(rows)
    of.counts, of.state = of.rows.numbers_by_state(), Import.State.CHECKED
    of.save(update_fields=["notes", "counts", "state", "compared_by"])
    record(
        verb=Verb.CHECKED,
        operation=Event.CONSULTATION,
        actor=by,
        target=of,
        subjects=sorted({one["person"] for row in rows for one in row.proposed}),
        detail={"counts": of.counts},
    )
    return of


def _refused(of: Import, by: User) -> Import:
    """The preparer may not any more: cancelled. Nor may the manager: another can compare it."""
    if of.compared_by:
        of.state, of.compared_by = Import.State.CHECKED, None
    else:
        of.state, of.ended_at = Import.State.CANCELLED, timezone.now()
    of.save(update_fields=["state", "ended_at", "compared_by"])
    verb = Verb.CANCELLED if of.ended_at else Verb.STOPPED
    record(verb=verb, operation=Event.REFUSAL, actor=by, target=of)
    return of
