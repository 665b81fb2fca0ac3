"""Finished files of lists: CSV and XLSX, marked, with no formula, no hidden sheet, no author.

Rows are written as they come, so that a long list takes no more memory than a short one.
"""

import datetime
import re
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import ALL_TEMP_FILES, WorksheetWriter

from audit.sheets import FORMULA, CsvFile, hash_of
from exports.kinds import Cell, Column

# What one cell of a workbook holds at most.
LONGEST = 32_767
CUT = " … (cut off: the CSV file has all of it)"
# What XML 1.0 has no sign for, or advises against.
NO_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
HEADING_ROWS = 3
DAY, MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
WIDTH = 24
CONTENT_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ListFile(Protocol):
    """A file of a list as it grows."""

    path: Path

    def add(self, values: Iterable[Cell]) -> None:
        """One more row."""

    def close(self, ending: str) -> None:
        """Finish the file."""

    def drop(self) -> None:
        """Delete what was written."""


def folder() -> Path:
    """Where the files are: below MEDIA_ROOT, which no address serves."""
    return Path(settings.MEDIA_ROOT) / "lists"


def new_name(file_format: str) -> str:
    """A random name that tells nothing."""
    return f"{secrets.token_hex(32)}.{file_format}"


def open_file(name: str, heading: str, columns: Iterable[Column]) -> ListFile:
    """A new file of this name, with its marking, what it is, and its headings."""
    headings = [column.heading for column in columns]
    if name.endswith(".xlsx"):
        return XlsxFile(folder() / name, heading, headings)
    return PlainFile(folder() / name, heading, headings)


class PlainFile(CsvFile):
    """A list as CSV: days and times as ISO 8601 has them."""

    def add(self, values: Iterable[Cell]) -> None:
        """One more row."""
        super().add(_plain(value) for value in values)


def _plain(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).isoformat(sep=" ", timespec="minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return NO_XML.sub("", str(value))


class XlsxFile:
    """A list as a workbook of one sheet: text as text, days as days, the headings in sight."""

    def __init__(self, path: Path, heading: str, headings: list[str]) -> None:
        self.path = path
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.book = Workbook(write_only=True)
        self.sheet = self.book.create_sheet("List")
        self.sheet.freeze_panes = f"A{HEADING_ROWS + 1}"
        for number in range(1, len(headings) + 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = WIDTH
        # Rows wait beside the finished file, and not where all programs keep theirs.
        self.draft = path.with_suffix(".part")
        self.draft.touch(mode=0o600, exist_ok=False)
        ALL_TEMP_FILES.append(str(self.draft))
        self.sheet._writer = WorksheetWriter(self.sheet, out=str(self.draft))
        self.sheet._writer.write_top()
        for words in (settings.MARKING, heading):
            self.sheet.append([self._text(words, bold=True)])
        self.sheet.append([self._text(words, bold=True) for words in headings])

    def add(self, values: Iterable[Cell]) -> None:
        """One more row."""
        self.sheet.append([self._cell(value) for value in values])

    def close(self, ending: str) -> None:
        """Finish the workbook. It names nobody, and says nothing of the program but its kind."""
        self.sheet.append([self._text(ending)])
        self.book.properties = DocumentProperties(creator=None)
        self.path.touch(mode=0o600, exist_ok=False)
        self.book.save(self.path)

    def drop(self) -> None:
        """Delete what was written so far, in its place and beside it."""
        if not self.sheet.closed:
            self.sheet.close()
        for path in (self.draft, self.path):
            path.unlink(missing_ok=True)

    def _cell(self, value: Cell) -> Any:
        if value is None:
            return None
        if isinstance(value, datetime.datetime):
            local = timezone.localtime(value).replace(tzinfo=None, second=0, microsecond=0)
            return self._dated(local, MOMENT)
        if isinstance(value, datetime.date):
            # A workbook knows no day before 1900.
            return self._dated(value, DAY) if value.year > 1900 else self._text(value.isoformat())
        return value if type(value) is int else self._text(str(value))

    def _dated(self, value: Any, looks: str) -> Any:
        cell = WriteOnlyCell(self.sheet, value=value)
        cell.number_format = looks
        return cell

    def _text(self, text: str, *, bold: bool = False) -> Any:
        """A cell that is text, whatever it begins with, also when somebody edits it."""
        kept = NO_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
        if len(kept.encode("utf-16-le")) // 2 > LONGEST:
            kept = _shortened(kept)
        cell = WriteOnlyCell(self.sheet, value="")
        cell._value, cell.data_type = kept, "s"
        if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA):
            cell.quotePrefix = True
        if bold:
            cell.font = Font(bold=True)
        if "\n" in kept:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell


def _shortened(text: str) -> str:
    """As much as a cell holds, counted as spreadsheets count: a picture is two letters."""
    room = LONGEST - len(CUT)
    kept = text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", errors="ignore")
    return kept + CUT


def is_whole(file_name: str, sha256: str) -> bool:
    """Is the file there, and as it was when it was made?"""
    path = folder() / file_name
    return bool(file_name) and path.is_file() and hash_of(path) == sha256


def delete(file_name: str) -> None:
    """Delete a file; one that is gone is deleted."""
    if file_name:
        (folder() / file_name).unlink(missing_ok=True)


def forgotten(known: set[str], hours: int = 24) -> Iterator[str]:
    """Files that no row speaks of: whoever wrote them has died."""
    oldest = timezone.now().timestamp() - hours * 3600
    for path in folder().glob("*"):
        if path.name not in known and path.stat().st_mtime < oldest:
            yield path.name
