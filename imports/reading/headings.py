"""Finds the headings of a table, in one row or in two, and which column is which."""

from dataclasses import dataclass, field

from imports.columns import COLUMNS, Column, column_of, letter, nearest
from imports.reading.problems import UnreadableFile
from imports.reading.table import TITLES, Table

TEMPLATE = "Download the template to see the headings."


@dataclass
class Headings:
    """Which column stands where, how many rows are headings, and what is not imported."""

    at: dict[int, Column]
    below: int
    left_out: list[str] = field(default_factory=list)


def find_headings(table: Table) -> Headings:
    """The headings of a table. Raises UnreadableFile, which names each that is wrong."""
    if not table.rows:
        raise UnreadableFile("This file is empty.")
    labels, below = _best(table)
    known = {place: column for place, label in labels.items() if (column := column_of(label))}
    if len(known) < 2 and not any(column.is_required for column in known.values()):
        raise UnreadableFile(
            f"No headings were found in the first {TITLES} rows. The first row of the list needs "
            f"headings like Surname, First names and Date of birth. {TEMPLATE}"
        )
    problems = [*_twice(known), *_bare(table, labels, below)]
    left_out = []
    for place, label in labels.items():
        if place in known or not label.strip():
            continue
        near = nearest(label)
        if near is not None and near not in known.values():
            problems.append(
                f"“{label}” (column {letter(place)}) is not a heading we know. Did you mean "
                f"“{near.heading}”? Correct the heading, or remove the column."
            )
        else:
            left_out.append(label.strip()[:100])
    for column in COLUMNS:
        if column.is_required and column not in known.values():
            problems.append(f"There is no column “{column.heading}”. {TEMPLATE}")
    if problems:
        raise UnreadableFile(*problems)
    return Headings(known, below, left_out)


def _best(table: Table) -> tuple[dict[int, str], int]:
    """The row, or the two rows, with the most headings that we know; and where the list begins."""
    best: tuple[int, dict[int, str], int] = (-1, {}, 0)
    for place in range(min(TITLES, len(table.rows))):
        number, cells = table.rows[place]
        upper = _with_merged(table, number, cells)
        for count, labels in ((1, upper), (2, _with_next(table, place, upper))):
            known = sum(column_of(label) is not None for label in labels.values())
            if known > best[0]:
                best = (known, labels, place + count)
    return best[1], best[2]


def _with_merged(table: Table, number: int, cells: list[str]) -> dict[int, str]:
    """A row of headings, where a merged one stands over every column that it covers."""
    return {place: cell.strip() for place, cell in enumerate(cells)}


def _with_next(table: Table, place: int, upper: dict[int, str]) -> dict[int, str]:
    """Two rows of headings as one: Home over Address and Postcode."""
    if place + 1 >= len(table.rows):
        return {}
    number, cells = table.rows[place + 1]
    over, labels = "", {}
    for column in range(max(len(upper), len(cells))):
        over = upper.get(column, "") or over
        own = cells[column].strip() if column < len(cells) else ""
        above = upper.get(column, "") or table.covered.get((table.rows[place][0], column), "")
        labels[column] = _joined(above, over, own)
    return labels


def _joined(above: str, over: str, own: str) -> str:
    if not own:
        return above
    together = f"{above or over} {own}".strip()
    if column_of(own) or not column_of(together):
        return own
    return together


def _twice(known: dict[int, Column]) -> list[str]:
    problems = []
    for column in COLUMNS:
        places = [letter(place) for place, found in known.items() if found is column]
        if len(places) > 1:
            columns = f"{', '.join(places[:-1])} and {places[-1]}"
            problems.append(
                f"Columns {columns} are all headed “{column.heading}” or mean the same. "
                "Keep one of them."
                if len(places) > 2
                else f"Columns {columns} are both headed “{column.heading}” or mean the same. "
                "Keep one of them."
            )
    return problems


def _bare(table: Table, labels: dict[int, str], below: int) -> list[str]:
    """Columns that hold something and have no heading, often since it is merged with another."""
    bare = {
        place
        for _, cells in table.rows[below:]
        for place, cell in enumerate(cells)
        if cell.strip() and not labels.get(place, "").strip()
    }
    heads = {number for number, _ in table.rows[:below]}
    problems = []
    for place in sorted(bare)[:5]:
        merged = next(
            (table.covered[row, place] for row in heads if (row, place) in table.covered), ""
        )
        problems.append(
            f"Column {letter(place)} has no heading of its own: “{merged}” is merged over it. "
            "Give each column one heading."
            if merged
            else f"Column {letter(place)} has no heading."
        )
    return problems
