"""Excel workbooks: the values of the first sheet with a list of people, and no formulas."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from imports.columns import column_of
from imports.reading.problems import UnreadableFile
from imports.reading.table import TITLES, Table, filled

MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
# A formula whose result was not saved: no value follows it.
UNSAVED = re.compile(
    rb'<c\b[^>]*\br="([A-Z]+[0-9]+)"[^>]*>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*'
    rb"(?:<v\s*/>|<v></v>)?\s*</c>"
)
WRONG = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")
MOST_MERGED = 20_000
FROM_1904 = "This workbook counts its days from 1904. Check the dates as read."


def read_workbook(data: bytes) -> Table:
    """The table on the first visible sheet with headings we know. Raises UnreadableFile."""
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        table = _first_table(book, data)
    except UnreadableFile:
        raise
    except Exception as problem:
        # Whatever ails the workbook, it is refused.
        raise UnreadableFile(
            "This workbook is damaged or incomplete. Open it in Excel, save it and try again."
        ) from problem
    if book.epoch == CALENDAR_MAC_1904:
        table.notes.append(FROM_1904)
    return table


def _first_table(book: Any, data: bytes) -> Table:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    found = next((sheet for sheet in sheets if _has_headings(sheet)), next(iter(sheets), None))
    if found is None:
        raise UnreadableFile("This workbook has no sheet that can be seen.")
    table = Table(f"Excel workbook, sheet “{found.title}”")
    table.rows = list(filled(_rows(found)))
    others = [sheet.title for sheet in sheets if sheet is not found and _has_rows(sheet)]
    if others:
        names = ", ".join(f"“{name}”" for name in others)
        table.notes.append(f"Only the sheet “{found.title}” was read, not {names}.")
    _note_doubtful(table, _part_of(found, data))
    return table


def _rows(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # what a file says of its size need not be true
    for cells in sheet.iter_rows(values_only=True):
        yield [as_text(value) for value in cells]


def as_text(value: Any) -> str:
    """A value as it would be typed; a date in the one form that nobody reads in two ways."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _has_headings(sheet: Any) -> bool:
    rows = zip(range(TITLES), _rows(sheet), strict=False)
    return any(sum(column_of(cell) is not None for cell in cells) > 1 for _, cells in rows)


def _has_rows(sheet: Any) -> bool:
    rows = zip(range(TITLES), _rows(sheet), strict=False)
    return any(cell for _, cells in rows for cell in cells)


def _part_of(sheet: Any, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(sheet._worksheet_path)


def _note_doubtful(table: Table, part: bytes) -> None:
    """Cells that a merged one covers, and formulas without a result: none has a value to read."""
    rows = dict(table.rows)
    for place in UNSAVED.findall(part):
        row, column = coordinate_to_tuple(place.decode())
        _doubt(
            *(table, row, column),
            "This is a formula without a saved result. Open the file in Excel and save it.",
        )
    for area in MERGED.findall(part)[:MOST_MERGED]:
        left, top, right, bottom = range_boundaries(area.decode())
        shown = _cell(rows.get(top), left)
        for row in range(top, min(bottom, top + 1000) + 1):
            for column in range(left, min(right, left + 100) + 1):
                if (row, column) != (top, left):
                    table.covered[row, column - 1] = shown
                _doubt(
                    *(table, row, column),
                    f"This cell is merged with others ({area.decode()}). Unmerge them, and fill "
                    "in each row.",
                )


def _cell(cells: list[str] | None, column: int) -> str:
    return cells[column - 1] if cells and column <= len(cells) else ""


def _doubt(table: Table, row: int, column: int, because: str) -> None:
    table.doubtful.setdefault(row, {})[column - 1] = because
