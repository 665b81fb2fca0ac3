"""A table as it stands in a file: rows of text, numbered as a spreadsheet numbers them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from imports.reading.problems import UnreadableFile

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 100, 4000
MOST_CHARACTERS = 20_000_000  # in all cells
TITLES = 10  # rows above the list in which the headings are looked for


@dataclass
class Table:
    """The rows that hold anything, each with its number in the file."""

    read_as: str
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    # What else is to be known of it, a sentence each.
    notes: list[str] = field(default_factory=list)
    # Cells that say nothing by themselves, by row and place: hidden by a merged cell, or a formula
    # of which no result was saved.
    doubtful: dict[int, dict[int, str]] = field(default_factory=dict)
    # Cells in the rows of headings that a merged one covers, with what that says.
    covered: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return max((len(cells) for _, cells in self.rows), default=0)


def filled(rows: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """The rows with anything in them, without the empty cells behind the last one."""
    found, left = 0, MOST_CHARACTERS
    for number, cells in enumerate(rows, start=1):
        last = next((n for n in range(len(cells), 0, -1) if cells[n - 1].strip()), 0)
        if not last:
            continue
        found += 1
        if found > MOST_ROWS + TITLES:
            raise UnreadableFile(
                f"This file has more than {MOST_ROWS:,} rows. Split it, and import each part."
            )
        if last > MOST_COLUMNS:
            raise UnreadableFile(f"Row {number} has more than {MOST_COLUMNS} columns.")
        left -= sum(map(len, cells))
        if left < 0:
            raise UnreadableFile("This file holds too much text. Split it, and import each part.")
        yield number, cells[:last]
