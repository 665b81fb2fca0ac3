"""A workbook of one sheet, written row by row by XlsxWriter, each cell as what it is.

A cell is text, a number or a day: whatever a text begins with, it is never a formula, an address
or markup. The file names neither who made it nor when.
"""

import datetime
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils import timezone
from xlsxwriter.exceptions import XlsxWriterException

from exports.kinds import Cell

# What one cell holds at most.
LONGEST = 32_767
CUT = " … (cut off: the CSV file has all of it)"
# What XML 1.0 has no sign for, or advises against.
NO_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
DAY, MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
# Days long before any file, instead of when it was made.
NO_TIME = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - of no place either
# Of quoted cells a spreadsheet knows that they are text, also when somebody edits them.
QUOTED, WRAPPED = {"quote_prefix": True}, {"text_wrap": True, "valign": "top"}
LOOKS = {
    "bold": {"bold": True},
    "day": {"num_format": DAY},
    "moment": {"num_format": MOMENT},
    "quoted": QUOTED,
    "wrapped": WRAPPED,
    "quoted wrapped": QUOTED | WRAPPED,
}
WIDTH = 24


class Workbook:
    """One sheet, whose first rows stay in sight, as it grows."""

    def __init__(self, path: Path, *, columns: int, in_sight: int) -> None:
        self.number = 0
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        self.file = os.fdopen(handle, "w+b")
        # Rows wait in a file of the same folder, which is swept (sheets.forgotten).
        kept = {"constant_memory": True, "tmpdir": str(path.parent)}
        self.book = xlsxwriter.Workbook(self.file, kept)
        self.book.use_zip64()
        self.book.set_properties({"created": NO_TIME})
        self.looks = {name: self.book.add_format(looks) for name, looks in LOOKS.items()}
        self.sheet = self.book.add_worksheet("List")
        self.sheet.set_column(0, columns - 1, WIDTH)
        self.sheet.freeze_panes(in_sight, 0)

    def add(self, values: Iterable[Cell], *, bold: bool = False) -> None:
        """One more row."""
        for column, value in enumerate(values):
            if value is not None:
                self._write(column, value, bold=bold)
        self.number += 1

    def close(self) -> None:
        """Finish the file, on the disk."""
        self.book.close()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()

    def abandon(self) -> None:
        """Let go of a file that is deleted next, and of the rows that wait, on a full disk too."""
        if not self.file.closed:
            with suppress(XlsxWriterException, OSError):
                self.book.close()
            with suppress(OSError):
                self.file.close()

    def _write(self, column: int, value: Cell, *, bold: bool) -> None:
        place, looks = (self.number, column), self.looks
        if isinstance(value, datetime.datetime):
            self.sheet.write_datetime(*place, _to_the_minute(value), looks["moment"])
        # A workbook knows no day before 1900.
        elif isinstance(value, datetime.date) and value.year > 1900:
            self.sheet.write_datetime(*place, value, looks["day"])
        elif type(value) is int:
            self.sheet.write_number(*place, value)
        elif text := as_text(str(value)):
            self._write_text(place, text, looks["bold"] if bold else looks.get(_looks(text)))

    def _write_text(self, place: tuple[int, int], text: str, looks: Any) -> None:
        if text.startswith("<r>"):
            # XlsxWriter would take it for markup of its own, unless it comes in pieces.
            self.sheet.write_rich_string(*place, text[0], text[1], text[2:], looks)
        else:
            self.sheet.write_string(*place, text, looks)


def _to_the_minute(moment: datetime.datetime) -> datetime.datetime:
    """In UK time, without its zone, which a workbook does not know."""
    return timezone.localtime(moment).replace(second=0, microsecond=0, tzinfo=None)


def as_text(text: str) -> str:
    """What a cell can hold of a text."""
    kept = NO_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    if 2 * len(kept) > LONGEST and len(kept.encode("utf-16-le")) // 2 > LONGEST:
        return _shortened(kept)
    return kept


def _looks(text: str) -> str:
    quoted, wrapped = not text[0].isalnum(), "\n" in text
    return " ".join(["quoted"] * quoted + ["wrapped"] * wrapped)


def _shortened(text: str) -> str:
    """As much as a cell holds, counted as spreadsheets count: a picture is two letters."""
    room = LONGEST - len(CUT)
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", errors="ignore") + CUT
