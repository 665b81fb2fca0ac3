"""Finished files of lists: CSV and XLSX, marked, with no formula, no hidden sheet, no author.

Rows are written as they come, so that a long list takes no more memory than a short one.
"""

import datetime
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils import timezone

from audit.sheets import CsvFile, hash_of
from exports.kinds import Cell, Column
from exports.workbook import NO_XML, Workbook

HEADING_ROWS = 3
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
        self.book = Workbook(path, columns=len(headings), in_sight=HEADING_ROWS)
        for row in ([settings.MARKING], [heading], headings):
            self.book.add(row, bold=True)

    def add(self, values: Iterable[Cell]) -> None:
        """One more row."""
        self.book.add(values)

    def close(self, ending: str) -> None:
        """Write the last row. The file is on the disk before anybody hears of it."""
        self.book.add([ending])
        self.book.close()

    def drop(self) -> None:
        """Delete what was written so far."""
        self.book.abandon()
        self.path.unlink(missing_ok=True)


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
