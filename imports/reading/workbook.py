"""Excel workbooks: the values of the first sheet with a list of people, and no formulas."""

import datetime
import io
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from imports.columns import column_of
from imports.reading.bounds import MOST_SHEETS, TOO_LARGE, Bounds, bounds_of, refuse_large
from imports.reading.problems import UnreadableFile
from imports.reading.table import LONGEST_CELL, TITLES, Table, filled

# Excel takes 31 characters; other programs more.
LONGEST_TITLE = 60
MOST_COVERED = 100_000  # cells that merged ones cover, in rows and columns that hold anything
FROM_1904 = "This workbook counts its days from 1904. Check the dates as read."


class _Reader(ExcelReader):
    """Opens a workbook after its size is known, and each sheet after its own."""

    def read_manifest(self) -> None:
        refuse_large(self.archive)
        super().read_manifest()

    def read_worksheets(self) -> None:
        paths = [part.target for _, part in self.parser.find_sheets()]
        if len(paths) > MOST_SHEETS or len(set(paths)) < len(paths):
            raise UnreadableFile(TOO_LARGE)
        self.bounds = {}
        for path in paths:
            if path in self.valid_files:
                with self.archive.open(path) as sheet:
                    self.bounds[path] = bounds_of(sheet)
        super().read_worksheets()


def read_workbook(data: bytes) -> Table:
    """The table on the first visible sheet with headings we know. Raises UnreadableFile."""
    try:
        reader = _Reader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        reader.read()
        table = _first_table(reader)
    except UnreadableFile:
        raise
    except Exception as problem:
        # Whatever ails the workbook, it is refused.
        raise UnreadableFile(
            "This workbook is damaged or incomplete. Open it in Excel, save it and try again."
        ) from problem
    if reader.wb.epoch == CALENDAR_MAC_1904:
        table.notes.append(FROM_1904)
    return table


def _first_table(reader: _Reader) -> Table:
    sheets = [
        (sheet, reader.bounds[sheet._worksheet_path])
        for sheet in reader.wb.worksheets
        if sheet.sheet_state == "visible"
    ]
    found = next((one for one in sheets if _has_headings(*one)), next(iter(sheets), None))
    if found is None:
        raise UnreadableFile("This workbook has no sheet that can be seen.")
    sheet, bounds = found
    table = Table(f"Excel workbook, sheet “{_title(sheet)}”")
    table.rows = list(filled(_rows(sheet, bounds)))
    others = [_title(one) for one, of_it in sheets if one is not sheet and _has_rows(one, of_it)]
    if others:
        names = ", ".join(f"“{name}”" for name in others)
        table.notes.append(f"Only the sheet “{_title(sheet)}” was read, not {names}.")
    _note_doubtful(table, bounds)
    return table


def _title(sheet: Any) -> str:
    return str(sheet.title)[:LONGEST_TITLE]


def _rows(sheet: Any, bounds: Bounds, most: int = 0) -> Iterator[list[str]]:
    """The rows down to the last that holds anything: what a file says of its size may be wrong."""
    last = min(bounds.last_row, most) if most else bounds.last_row
    if not last:
        return
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=last, max_col=bounds.last_column, values_only=True)
    for cells in islice(rows, last):
        yield [as_text(value) for value in cells] if any(v is not None for v in cells) else []


def as_text(value: Any) -> str:
    """A value as it would be typed; a date in the one form that nobody reads in two ways."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[: LONGEST_CELL + 1]  # one more shows that it was cut


def _has_headings(sheet: Any, bounds: Bounds) -> bool:
    rows = _rows(sheet, bounds, most=TITLES)
    return any(sum(column_of(cell) is not None for cell in cells) > 1 for cells in rows)


def _has_rows(sheet: Any, bounds: Bounds) -> bool:
    return any(cell for cells in _rows(sheet, bounds, most=TITLES) for cell in cells)


def _note_doubtful(table: Table, bounds: Bounds) -> None:
    """Cells that a merged one covers, and formulas without a result: none has a value to read."""
    for row, column in bounds.unsaved:
        _doubt(
            *(table, row, column),
            "This is a formula without a saved result. Open the file in Excel and save it.",
        )
    rows = dict(table.rows)
    numbers, width, left_to_cover = list(rows), table.width, MOST_COVERED
    for area in bounds.merged:
        left, top, right, bottom = range_boundaries(area)
        shown = _cell(rows.get(top), left)
        because = f"This cell is merged with others ({area}). Unmerge them, and fill in each row."
        columns = range(left, min(right, width) + 1)
        covered = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        left_to_cover -= len(covered) * len(columns)
        if left_to_cover < 0:
            raise UnreadableFile("This sheet has too many merged cells. Unmerge them.")
        for row in covered:
            for column in columns:
                if (row, column) != (top, left):
                    table.covered[row, column - 1] = shown
                _doubt(table, row, column, because)


def _cell(cells: list[str] | None, column: int) -> str:
    return cells[column - 1] if cells and column <= len(cells) else ""


def _doubt(table: Table, row: int, column: int, because: str) -> None:
    table.doubtful.setdefault(row, {})[column - 1] = because
