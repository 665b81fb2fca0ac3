"""Writes events to a file for a spreadsheet: marked, counted, hashed, without formulas."""

import csv
import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from audit.models import Event
from audit.words import describe, operation_in_words, section_in_words
from core.wording import counted

MOST = 100_000
COLUMNS = (
    "When",
    "Who",
    "Team",
    "Agency",
    "What",
    "Kind of act",
    "Record",
    "Part",
    "To whom",
    "Why",
    "Through",
    "Request",
    "Event",
)
# What a spreadsheet takes for the start of a formula, also in its wide form.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True)
class Sheet:
    """A finished file: its random name, its hash, and what it holds."""

    file_name: str
    sha256: str
    row_count: int
    is_cut_off: bool


def folder() -> Path:
    """Where the files are: below MEDIA_ROOT, which no address serves."""
    return Path(settings.MEDIA_ROOT) / "exports"


class CsvFile:
    """A CSV file as it grows: marked, headed, and with no cell that a spreadsheet calculates."""

    def __init__(self, path: Path, heading: str, columns: Iterable[str]) -> None:
        self.path = path
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self.file = os.fdopen(handle, "w", encoding="utf-8-sig", newline="")
        self.lines = csv.writer(self.file, quoting=csv.QUOTE_ALL)
        self.lines.writerow([settings.MARKING])
        self.lines.writerow([harmless(heading)])
        self.lines.writerow(columns)

    def add(self, values: Iterable[Any]) -> None:
        """One more line."""
        self.lines.writerow([harmless(value) for value in values])

    def close(self, ending: str) -> None:
        """Write the last line. The file is on the disk before anybody hears of it."""
        self.lines.writerow([ending])
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()

    def drop(self) -> None:
        """Delete what was written so far."""
        self.file.close()
        self.path.unlink(missing_ok=True)


def write(events: Iterable[Event], heading: str) -> Sheet:
    """Write the events, no more than `MOST`, and close the file before anybody hears of it."""
    name = f"{secrets.token_hex(32)}.csv"
    count, cut_off = 0, False
    file = CsvFile(folder() / name, heading, COLUMNS)
    try:
        # To the end, where a cursor is closed.
        for event in events:
            cut_off = count == MOST
            if cut_off:
                continue
            file.add(cells(event))
            count += 1
        file.close(ending(count, cut_off))
    except BaseException:
        file.drop()
        raise
    return Sheet(name, hash_of(file.path), count, cut_off)


def cells(event: Event) -> Iterator[str]:
    """One event, as the columns have it. The person is a reference; `detail` stays in the log."""
    yield timezone.localtime(event.at).isoformat(sep=" ", timespec="seconds")
    yield event.actor_name
    yield event.actor_team
    yield event.actor_agency
    yield describe(event)
    yield operation_in_words(event)
    yield event.target_label
    yield section_in_words(event)
    yield event.recipient
    yield event.reason
    yield event.channel
    yield str(event.request_id or "")
    yield str(event.pk)


def ending(count: int, cut_off: bool) -> str:
    """The last line: how many there are, and whether that is all."""
    if cut_off:
        return f"The newest {count:,} events. There are more: ask for fewer days."
    return f"{counted(count, 'event')}. That is all."


def harmless(value: Any) -> str:
    """Text that no spreadsheet takes for a formula."""
    text = str(value)
    risky = text.startswith(FORMULA) or text.lstrip().startswith(FORMULA)
    return f"'{text}" if risky else text


def numbers(file_name: str) -> Iterator[int]:
    """The events in a file: the last column of its lines."""
    with (folder() / file_name).open(encoding="utf-8-sig", newline="") as file:
        for line in csv.reader(file):
            if len(line) == len(COLUMNS) and line[-1].isdecimal():
                yield int(line[-1])


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_whole(file_name: str, sha256: str) -> bool:
    """Is the file there, and as it was when it was made?"""
    path = folder() / file_name
    return path.is_file() and hash_of(path) == sha256


def delete(file_name: str) -> None:
    """Delete a file; one that is gone is deleted."""
    if file_name:
        (folder() / file_name).unlink(missing_ok=True)


def forgotten(known: set[str], hours: int = 24) -> Iterator[str]:
    """Files that no row speaks of: their act was undone after they were written."""
    oldest = timezone.now().timestamp() - hours * 3600
    for path in folder().glob("*.csv"):
        if path.name not in known and path.stat().st_mtime < oldest:
            yield path.name
