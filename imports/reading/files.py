"""The door for a file of people: what may come in, and what is read from it."""

import hashlib
import io
from dataclasses import dataclass, field
from typing import Any

from documents import names, office, scanner
from documents.file_types import EXCEL, ZIPPED, by_magic, refused_as
from documents.problems import RefusedFile
from imports.columns import letter
from imports.reading.delimited import read_delimited
from imports.reading.headings import find_headings
from imports.reading.problems import UnreadableFile
from imports.reading.table import LONGEST_CELL, MOST_ROWS, Table
from imports.reading.text import decoded, is_text
from imports.reading.workbook import read_workbook

MOST_MEGABYTES = 10
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
TOO_LONG = f"This cell has more than {LONGEST_CELL:,} characters. Shorten it."
CHOOSE = "Choose a CSV file (.csv) or an Excel workbook (.xlsx)"
SAVE_AS = (
    "Open it, choose Save As, and save it as “Excel Workbook (.xlsx)” or as CSV. Then choose the "
    "new file here"
)
OTHER_WORKBOOKS = {
    "xlsm": "it is an Excel workbook for macros",
    "xltm": "it is an Excel template for macros",
    "xltx": "it is an Excel template",
    "xlsb": "it is a binary Excel workbook",
    "ods": "it is an OpenDocument spreadsheet",
    "numbers": "it is a Numbers spreadsheet",
}


@dataclass
class ReadFile:
    """A file that was read: its rows by column, and how it was read."""

    name: str
    size: int
    sha256: str
    read_as: str
    headings: list[str]
    left_out: list[str]
    notes: list[str]
    # Number, cells by the key of their column, what is wrong with cells by the same.
    rows: list[tuple[int, dict[str, str], dict[str, str]]] = field(default_factory=list)


def read_file(uploaded: Any, encoding: str = "") -> ReadFile:
    """The people in an uploaded file. Raises UnreadableFile, which says why not."""
    name = names.cleaned(uploaded.name)
    try:
        data = _let_in(uploaded, name)
        table = _table(data, name, encoding)
    except RefusedFile as problem:
        raise UnreadableFile(f"“{name}” was not read: {problem.because}.") from problem
    headings = find_headings(table)
    rows = table.rows[headings.below :]
    if not rows:
        raise UnreadableFile("There is no row below the headings.")
    if len(rows) > MOST_ROWS:
        raise UnreadableFile(
            f"This file has more than {MOST_ROWS:,} rows. Split it, and import each part."
        )
    read = ReadFile(
        name=name,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        read_as=table.read_as,
        headings=[column.key for column in headings.at.values()],
        left_out=headings.left_out,
        notes=table.notes,
    )
    for number, cells in rows:
        held = {
            column.key: cells[place][:LONGEST_CELL]
            for place, column in headings.at.items()
            if place < len(cells) and cells[place].strip()
        }
        doubts = {
            headings.at[place].key: f"{letter(place)}{number}: {because}"
            for place, because in table.doubtful.get(number, {}).items()
            if place in headings.at
        }
        for place, column in headings.at.items():
            if place < len(cells) and len(cells[place]) > LONGEST_CELL:
                doubts.setdefault(column.key, f"{letter(place)}{number}: {TOO_LONG}")
        if held or doubts:
            read.rows.append((number, held, doubts))
    return read


def _let_in(uploaded: Any, name: str) -> bytes:
    """The content, if it is no larger than it may be and nothing that could act."""
    if not uploaded.size:
        raise RefusedFile(name, "it is empty")
    if uploaded.size > MOST_MEGABYTES * 1_000_000:
        raise RefusedFile(name, f"it is larger than {MOST_MEGABYTES} MB")
    if words := OTHER_WORKBOOKS.get(_ending(name)):
        raise RefusedFile(name, f"{words}. {SAVE_AS}")
    uploaded.seek(0)
    data: bytes = uploaded.read()
    if data.startswith(OLD_OFFICE) and ENCRYPTED in data:
        raise RefusedFile(name, "it is protected by a password. Save it without one")
    if data.startswith(OLD_OFFICE):
        raise RefusedFile(name, f"it is an older Office file. {SAVE_AS}")
    if words := refused_as(data[:4096]):
        raise RefusedFile(name, f"it is {words}")
    uploaded.seek(0)
    scanner.scan(uploaded, name)
    return data


def _table(data: bytes, name: str, encoding: str) -> Table:
    ending = _ending(name)
    if data.startswith(ZIPPED):
        kind = office.checked(io.BytesIO(data), name)
        if kind is not EXCEL:
            raise RefusedFile(name, f"it is a {kind.name}. {CHOOSE}")
        if ending != "xlsx":
            raise RefusedFile(name, "it is an Excel workbook, but its name does not end in .xlsx")
        return read_workbook(data)
    if kind := by_magic(data[:4096]):
        raise RefusedFile(name, f"it is a {kind.name}. {CHOOSE}")
    if ending == "xlsx":
        raise RefusedFile(name, "its name ends in .xlsx, but it is not an Excel workbook")
    if ending not in ("csv", "txt", "tsv"):
        raise RefusedFile(name, f"its name does not end in .csv. {CHOOSE}")
    text, encoded = decoded(data, encoding)
    if not is_text(text):
        raise RefusedFile(name, f"it is not plain text. {CHOOSE}")
    return read_delimited(text, encoded)


def _ending(name: str) -> str:
    return name.lower().rpartition(".")[2]
