"""Makes the records of an import, a batch at a time: each batch whole or not at all."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from audit.models import Event
from audit.services import record
from core import policy
from imports.checking import reader_of, sought_in
from imports.duplicates import possible_records
from imports.models import Import, ImportRow
from imports.rows import save_rows
from imports.values import Person
from imports.verbs import Verb
from profiles.models import Profile
from profiles.services import NewPerson, create_profiles

BATCH = 500
MEANWHILE = "Since the check, somebody has created a record that may be about the same person."
MAY_NOT = "{} may no longer import for {}."


class RowError(Exception):
    """A row that cannot be imported, though it was ready when it was checked."""


@transaction.atomic
def import_batch(*, of: Import, size: int = BATCH) -> bool:
    """Import the next rows, in the name of who agreed, if they still may. Is there more to do?

    The place in the file moves in the same transaction, so that a batch is done once, however
    often it is asked for. What goes wrong undoes the whole batch, and the import stops.
    """
    of = Import.objects.select_for_update().get(pk=of.pk)
    if of.state != Import.State.IMPORTING:
        return False
    # Those before the place too: rows of a hidden record are ready from when it is continued.
    rows = list(of.rows.to_import()[:size])
    by: Any = of.agreed_by
    try:
        with transaction.atomic():
            policy.require(by, "import.start", of)
            made = _import(of, rows)
    except (Http404, PermissionDenied):
        return _stop(of, MAY_NOT.format(by.name, of.team))
    except RowError as problem:
        return _stop(of, str(problem))
    except (ValidationError, DataError, IntegrityError) as problem:
        words = " ".join(getattr(problem, "messages", [])) or "The database refused a row."
        return _stop(of, f"{words} {_span(rows)}")
    if rows:
        of.position = max(of.position, rows[-1].number)
    return _go_on(of, made, is_last=len(rows) < size)


def _import(of: Import, rows: Sequence[ImportRow]) -> list[Profile]:
    """Make a record of each row, except of those that are on record by now."""
    # Two imports for one team take turns, so that neither misses the people of the other.
    by: Any = of.agreed_by
    policy.lock(by, "profile.create", of.team)
    reader = reader_of(of)
    people = {row.number: reader.read(row.cells) for row in rows}
    for number, person in people.items():
        if person.problems:
            words = " ".join(person.problems.values())
            raise RowError(f"Row {number} was ready, and is not any more. {words}")
    _leave_out(of, rows, people)
    ready = [row for row in rows if row.state == ImportRow.State.READY]
    others = _others(ready)
    profiles = create_profiles(
        by=by,
        team=of.team,
        people=[_new(people[row.number], row, others) for row in ready],
    )
    for row, profile in zip(ready, profiles, strict=True):
        row.profile, row.state = profile, ImportRow.State.IMPORTED
    save_rows(rows)
    return profiles


def _leave_out(of: Import, rows: Sequence[ImportRow], people: dict[int, Person]) -> None:
    """Rows for which a record came since they were checked: nobody has said that it is another."""
    sought = [sought_in(number, person) for number, person in people.items()]
    # Rows of one file were compared with each other when it was checked.
    own = set(of.rows.in_state("imported").values_list("profile_id", flat=True))
    now = possible_records(of, sought, beside=own)
    for row in rows:
        known = {one["person"] for one in row.proposed}
        new = [one for one in now.get(row.number, []) if one["person"] not in known]
        if new:
            row.state, row.proposed = ImportRow.State.SKIPPED, [*row.proposed, *new]
            row.problems = {"": MEANWHILE}


def _others(rows: Sequence[ImportRow]) -> dict[int, Profile]:
    """The records of which somebody said that they are of other people."""
    wanted = {one["person"] for row in rows for one in row.proposed if row.is_another}
    return Profile.objects.in_bulk(wanted)


def _new(person: Person, row: ImportRow, others: dict[int, Profile]) -> NewPerson:
    proposed = [one["person"] for one in row.proposed] if row.is_another else []
    return NewPerson(
        fields=person.fields,
        lead=person.lead,
        details=person.details,
        risk=person.risk,
        unlike=[others[pk] for pk in proposed if pk in others],
    )


def _go_on(of: Import, made: Sequence[Profile], *, is_last: bool) -> bool:
    of.counts = of.rows.numbers_by_state()
    if is_last:
        of.state, of.ended_at = Import.State.DONE, timezone.now()
    of.save(update_fields=["position", "counts", "state", "ended_at"])
    record(
        verb=Verb.DONE if is_last else Verb.ADVANCED,
        operation=Event.COLLECTION,
        actor=of.agreed_by,
        target=of,
        subjects=[profile.pk for profile in made],
        detail={"position": of.position, "counts": of.counts},
    )
    return not is_last


def _stop(of: Import, because: str) -> bool:
    of.state, of.stopped_because = Import.State.STOPPED, because[:500]
    of.save(update_fields=["state", "stopped_because"])
    record(
        verb=Verb.STOPPED,
        operation=Event.REFUSAL,
        actor=of.agreed_by,
        target=of,
        detail={"position": of.position},
    )
    return False


def _span(rows: Sequence[ImportRow]) -> str:
    """Which rows were taken back."""
    if not rows:
        return ""
    return f"Rows {rows[0].number} to {rows[-1].number} were not imported."
