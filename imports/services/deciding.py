"""Decides about a checked import: which rows are of somebody else, and whether it begins."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.models import User
from audit.models import Event
from audit.services import record
from core import policy
from imports.models import Import, ImportRow
from imports.outcomes import hidden_rows
from imports.verbs import Verb

State = Import.State
BEGUN = "This import has begun already, or is over."
NOT_COMPARED = "Compare the list with your records first."
COMPARED = "This list is being compared, or was compared already."


@transaction.atomic
def choose_rows(*, of: Import, by: User, chosen: Mapping[int, bool]) -> Import:
    """By its number, is a row about somebody else? Then it is imported, and otherwise left out.

    Of rows that nobody decided on, what was chosen before stays.
    """
    of = policy.lock(by, "import.choose", of)
    changed = {}
    for row in of.rows.filter(number__in=list(chosen)).in_state("duplicate", "ready"):
        is_another = chosen[row.number]
        if not (row.proposed or row.same_as) or row.is_another == is_another:
            continue
        row.is_another = is_another
        row.state = ImportRow.State.READY if is_another else ImportRow.State.DUPLICATE
        row.save(update_fields=["is_another", "state"])
        changed[row.number] = is_another
    if not changed:
        return of
    of.counts = of.rows.numbers_by_state()
    of.save(update_fields=["counts"])
    record(
        verb=Verb.CHOSEN,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=of,
        detail={"rows": len(changed), "another": sorted(n for n in changed if changed[n])},
    )
    return of


@transaction.atomic
def compare_import(*, of: Import, by: User) -> Import:
    """Have what somebody else prepared compared with records, in the name of this manager."""
    of = policy.lock(by, "import.start", of)
    if of.state != State.CHECKED or of.compared_by_id:
        raise ValidationError(COMPARED)
    of.state, of.compared_by = State.CHECKING, by
    of.save(update_fields=["state", "compared_by"])
    record(
        verb=Verb.HANDED,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=of,
        detail={"counts": of.counts, "asked_by": of.asked_by_id},
    )
    return of


@transaction.atomic
def start_import(*, of: Import, by: User) -> Import:
    """Begin, or go on after a stop: records are made in the name of this manager of the team."""
    of = policy.lock(by, "import.start", of)
    if of.state not in (State.CHECKED, State.STOPPED):
        raise ValidationError(BEGUN)
    if of.compared_by_id is None:
        raise ValidationError(NOT_COMPARED)
    _import_hidden(of, by)
    if not of.to_create:
        raise ValidationError(
            "No row of this import is ready. Correct the file and upload it again."
        )
    of.state, of.stopped_because = State.IMPORTING, ""
    of.agreed_by, of.agreed_at = by, timezone.now()
    of.save(update_fields=["state", "stopped_because", "agreed_by", "agreed_at", "counts"])
    record(
        verb=Verb.STARTED,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=of,
        detail={"counts": of.counts, "asked_by": of.asked_by_id},
    )
    return of


def _import_hidden(of: Import, by: User) -> None:
    """Rows whose proposals this manager may no longer know of are rows like every other."""
    hidden = hidden_rows(by, of)
    if not hidden:
        return
    for row in of.rows.in_state("duplicate", "skipped").filter(number__in=hidden):
        row.state, row.proposed, row.problems = ImportRow.State.READY, [], {}
        row.save(update_fields=["state", "proposed", "problems"])
    of.counts = of.rows.numbers_by_state()


@transaction.atomic
def stop_import(*, of: Import, by: User) -> Import:
    """Stop after the batch that is under way. What was imported stays."""
    of = policy.lock(by, "import.stop", of)
    if of.state != State.IMPORTING:
        raise ValidationError("This import is not under way.")
    of.state, of.stopped_because = State.STOPPED, f"{by.name} stopped it."
    of.save(update_fields=["state", "stopped_because"])
    record(
        verb=Verb.STOPPED,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=of,
        detail={"position": of.position},
    )
    return of


@transaction.atomic
def cancel_import(*, of: Import, by: User) -> Import:
    """End an import that is not under way. Records that it made stay."""
    of = policy.lock(by, "import.cancel", of)
    of.state, of.ended_at = State.CANCELLED, timezone.now()
    of.save(update_fields=["state", "ended_at"])
    record(
        verb=Verb.CANCELLED,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=of,
        detail={"counts": of.counts},
    )
    return of
