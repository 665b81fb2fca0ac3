"""Lists as files: asked for, allowed, made by a job, deleted after a week."""

import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from agencies.models import Membership, User
from audit.models import Event
from audit.services import CLOCK, notify_worker, record
from core import policy
from core.request_cache import request_cache
from exports import kinds, limits, sheets
from exports.models import Export, ExportPart
from exports.verbs import Verb

DAYS_KEPT = 7
LONGEST_QUERY = 2000
# A worker that died is followed by another so often.
ATTEMPTS = 3
# As many people as one event names; a longer list is recorded in several.
PEOPLE_OF_EVENT = 5000
JOB = "exports.jobs.make_exports"
State = Export.State


@transaction.atomic
def ask_for_list(
    *, by: User, kind: str, query: str, of: UUID | None, file_format: str, reason: str
) -> Export:
    """Ask for a list as a file. One over the limit waits for a manager of the team."""
    team = by.acting_team
    found = kinds.find(by, kind, query, of)
    if found is None or team is None:
        raise ValidationError("You can no longer open this list.")
    if len(found.query) > LONGEST_QUERY:
        raise ValidationError("There are too many filters. Remove some of them.")
    # One at a time for each person, so that two at once are counted.
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    rows = found.number(limits.MOST)
    over = limits.why_over(by, rows)
    export = Export.objects.create(
        asked_by=by,
        team=team,
        kind=kind,
        of=of,
        query=found.query,
        title=found.called[:300],
        label=found.label[:80],
        in_words=found.in_words,
        file_format=file_format,
        reason=reason,
        rows_total=min(rows, limits.MOST),
        is_cut_off=rows > limits.MOST,
        state=State.HELD if over else State.WAITING,
        why_not=over,
    )
    export = policy.lock(by, "export.ask", export)
    about = [] if found.record is None else found.record.subject_ids()
    _record(Verb.ASKED, export, by, subjects=about, reason=reason)
    if over:
        _over_limit(export, by)
    else:
        _ring()
    return export


def _ring() -> None:
    transaction.on_commit(partial(notify_worker, task=JOB), robust=True)


def _over_limit(export: Export, by: User) -> None:
    _record(Verb.OVER_LIMIT, export, by, reason=export.reason, detail={"why": export.why_not})


def _record(verb: str, export: Export, actor: Any, **more: Any) -> None:
    known = {"list": export.label, "rows": export.rows_total, "file": export.file_format}
    record(
        verb=verb,
        operation=more.pop("operation", Event.ADMINISTRATION),
        actor=actor,
        target=export,
        detail={**known, **more.pop("detail", {})},
        **more,
    )


# ---- Over the limit -----------------------------------------------------------------------------
@transaction.atomic
def allow_export(*, export: Export, by: User) -> Export:
    """Let a colleague have an export that went over the limit."""
    export = _decided(export, by)
    if not Membership.objects.live().filter(user=export.asked_by, team=export.team).exists():
        raise ValidationError(f"{export.asked_by} no longer works in {export.team}.")
    export.state, export.why_not, export.attempts = State.WAITING, "", 0
    export.save()
    _record(Verb.ALLOWED, export, by, recipient=export.asked_by.name, reason=export.reason)
    _ring()
    return export


@transaction.atomic
def decline_export(*, export: Export, by: User, answer: str) -> Export:
    """Leave the limit as it is, with the reason."""
    export = _decided(export, by)
    export.state, export.why_not = State.DECLINED, answer
    export.save()
    _record(Verb.DECLINED, export, by, recipient=export.asked_by.name, reason=answer)
    return export


def _decided(export: Export, by: User) -> Export:
    export = policy.lock(by, "export.decide", export)
    if export.state != State.HELD:
        answered = f"{export.decided_by} has answered already." if export.decided_by else ""
        raise ValidationError(answered or "This export no longer waits for an answer.")
    export.decided_by, export.decided_at = by, timezone.now()
    return export


# ---- The job ------------------------------------------------------------------------------------
@transaction.atomic
def begin_export() -> Export | None:
    """Take the next export that is to be made, if there is one; one that died is begun anew.

    Those that died too often are given up on the way.
    """
    waiting = Export.objects.to_make().select_for_update(skip_locked=True, of=("self",))
    found = waiting.first()
    while found is not None and found.attempts >= ATTEMPTS:
        fail_export(export=found)
        found = waiting.first()
    if found is None:
        return None
    sheets.delete(found.file_name)
    found.parts.all().delete()
    found.attempts += 1
    found.state, found.rows_done, found.row_count = State.WORKING, 0, None
    found.file_name = sheets.new_name(found.file_format)
    found.worked_at = Now()
    found.save()
    return found


@transaction.atomic
def next_rows(*, export: Export, after: str, size: int, number: int) -> Any:
    """So many more rows, asked for as who asked, with how far the file is.

    Returns the columns' values and where the next begin; None if the user may no longer.
    """
    export = _locked(export)
    left = min(size, limits.MOST - export.rows_done)
    with request_cache("GET"):  # a batch only reads, as a page does
        # The job has the rights of who asked, as they are now, and no others.
        user = User.objects.get(pk=export.asked_by_id)
        found = kinds.find(user, export.kind, export.query, export.of)
        if found is None:
            return None
        page = found.batch(after, left)
        rows = list(page)
        values = [[column.of(row) for column in found.columns] for row in rows]
    ExportPart.objects.create(
        export=export,
        number=number,
        rows=[row.pk for row in rows],
        people=sorted(set(found.subjects(rows))),
        of_section=found.of_section(rows),
    )
    if number == 0:
        export.hidden_teams = found.hidden_teams
    export.rows_done += len(rows)
    export.worked_at = Now()
    export.save(update_fields=["rows_done", "worked_at", "hidden_teams"])
    cursor = page.next_cursor or ""
    return values, cursor, bool(cursor) and export.rows_done >= limits.MOST


class TakenAwayError(Exception):
    """Another worker makes this export: this one was too slow."""


def _locked(export: Export) -> Export:
    fresh = Export.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if fresh.state != State.WORKING or fresh.file_name != export.file_name:
        raise TakenAwayError
    return fresh


@transaction.atomic
def finish_export(*, export: Export, sha256: str, is_cut_off: bool) -> Export:
    """Let the asker have the file, if they still may: recorded as a disclosure before that.

    With too many people within the hour it waits for a manager.
    """
    export = _locked(export)
    # One at a time for each person, so that the people of two files at once are counted.
    by = User.objects.select_for_update(of=("self",)).get(pk=export.asked_by_id)
    policy.require(by, "export.ask", export)
    people = export.parts.all().ids_of_people()
    if export.decided_by_id is None and (over := limits.why_too_many(by, people)):
        return _held_back(export, by, over)
    export.state, export.sha256 = State.READY, sha256
    export.row_count, export.is_cut_off = export.rows_done, is_cut_off
    export.rows_total = export.rows_done
    export.made_at = timezone.now()
    export.keep_until = export.made_at + datetime.timedelta(days=DAYS_KEPT)
    export.save()
    _disclosed(export, by, people)
    return export


def _held_back(export: Export, by: User, over: str) -> Export:
    sheets.delete(export.file_name)
    export.parts.all().delete()
    export.state, export.why_not, export.file_name = State.HELD, over, ""
    export.save()
    _over_limit(export, by)
    return export


def _disclosed(export: Export, by: User, people: list[int]) -> None:
    """Of no record alone, as a list is: the people's History has it."""
    starts = range(0, max(len(people), 1), PEOPLE_OF_EVENT)
    allowed = {"allowed_by": export.decided_by_id} if export.decided_by_id else {}
    kind = kinds.kinds()[export.kind]
    for number, start in enumerate(starts, start=1):
        record(
            verb=Verb.MADE,
            operation=Event.DISCLOSURE,
            actor=by,
            subjects=people[start : start + PEOPLE_OF_EVENT],
            section=kind.section,
            recipient=by.get_full_name(),
            reason=export.reason,
            detail={
                "export": export.pk,
                "list": kind.title,
                "rows": export.row_count,
                "sha256": export.sha256,
                "file": export.file_format,
                "part": f"{number} of {len(starts)}",
                **allowed,
            },
        )


@transaction.atomic
def refuse_export(*, export: Export) -> Export:
    """The asker may no longer have the list: nothing is left of the file."""
    export = _locked(export)
    _let_go(export, State.REFUSED, "You could no longer open this list when the file was made.")
    _record(Verb.REFUSED, export, export.asked_by, operation=Event.REFUSAL)
    return export


@transaction.atomic
def fail_export(*, export: Export) -> None:
    """It could not be made; who asked is told to ask again."""
    _let_go(export, State.FAILED, "The file could not be made. Ask for it again.")
    _record(Verb.FAILED, export, CLOCK)


def _let_go(export: Export, state: str, why: str) -> None:
    sheets.delete(export.file_name)
    export.parts.all().delete()
    export.state, export.why_not, export.file_name = state, why, ""
    export.save()


@transaction.atomic
def delete_expired_exports() -> int:
    """Delete the files whose week is over; the rows stay. Returns how many there were."""
    over = list(Export.objects.over().select_for_update(skip_locked=True, of=("self",)))
    for export in over:
        name, export.file_name = export.file_name, ""
        export.state = State.DELETED
        export.save(update_fields=["state", "file_name"])
        export.parts.all().delete()
        _record(Verb.DELETED, export, CLOCK, operation=Event.Operation.ERASURE)
        # A file deleted although its row came back is refused as missing; the reverse would leak.
        sheets.delete(name)
    known = set(Export.objects.exclude(file_name="").values_list("file_name", flat=True))
    for name in sheets.forgotten(known):
        sheets.delete(name)
    return len(over)
