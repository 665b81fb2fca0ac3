"""Checks the rows of an import: what is wrong in them, and who may be on record already."""

from collections.abc import Iterable, Sequence

from imports.duplicates import Sought, possible_records, same_in_file
from imports.models import Import, ImportRow
from imports.values import Person, RowReader, is_month_first

State = ImportRow.State
NAMED = 20  # rows that a note names


def reader_of(of: Import, rows: Iterable[ImportRow] = ()) -> RowReader:
    """What reads the rows of this import; it knows whether any puts the month first."""
    mixed = any(is_month_first(row.cells.get("born_on", "")) for row in rows)
    return RowReader(team=of.team, source=of.source, role=of.role, mixed_dates=mixed)


def check_rows(of: Import, rows: Sequence[ImportRow]) -> list[str]:
    """Put its state on each row. Returns what else is to be known, a sentence each.

    Compared with each other; with records only in the name of a manager of the team.
    """
    reader = reader_of(of, rows)
    people = {row.number: reader.read(row.cells, row.problems) for row in rows}
    sought = [
        sought_in(number, person) for number, person in people.items() if not person.problems
    ]
    records = possible_records(of, sought) if of.compared_by_id else {}
    same = same_in_file(sought)
    for row in rows:
        row.problems = people[row.number].problems
        row.proposed = records.get(row.number, [])
        row.same_as = same.get(row.number)
        row.is_another = False
        row.state = _state(row)
    return [*_day_first(people), *_numbers(people)]


def compare_rows(of: Import, rows: Sequence[ImportRow]) -> None:
    """Compare checked rows with records; what somebody chose between rows of the file stays."""
    reader = reader_of(of, rows)
    waiting = [row for row in rows if row.state in (State.READY, State.DUPLICATE)]
    people = {row.number: reader.read(row.cells) for row in waiting}
    sought = [
        sought_in(number, person) for number, person in people.items() if not person.problems
    ]
    found = possible_records(of, sought)
    for row in waiting:
        if row.number in found:
            row.proposed, row.is_another = found[row.number], False
            row.state = State.DUPLICATE


def sought_in(number: int, person: Person) -> Sought:
    """The person of a row, for comparing."""
    return Sought(
        row=number,
        surname=person.fields["surname"],
        forenames=person.fields["forenames"],
        born_on=person.fields["born_on"],
        numbers=tuple(person.numbers),
    )


def _state(row: ImportRow) -> str:
    if row.problems:
        return State.PROBLEM
    return State.DUPLICATE if row.proposed or row.same_as else State.READY


def _day_first(people: dict[int, Person]) -> Iterable[str]:
    rows = [number for number, person in people.items() if person.read_day_first]
    if rows:
        typed, read = people[rows[0]].read_day_first or ("", "")
        yield (
            "Dates that could be read in two ways were read day first: "
            f"{typed} as {read}. {_named(rows)}"
        )


def _numbers(people: dict[int, Person]) -> Iterable[str]:
    rows = [number for number, person in people.items() if person.read_number]
    if rows:
        typed, read = people[rows[0]].read_number or ("", "")
        yield (
            f"Numbers in place of a date were read as Excel does: {typed} as {read}. "
            f"{_named(rows)}"
        )


def _named(rows: Sequence[int]) -> str:
    more = f" and {len(rows) - NAMED:,} more" if len(rows) > NAMED else ""
    return f"Row{'s' if len(rows) > 1 else ''} {', '.join(map(str, rows[:NAMED]))}{more}."
