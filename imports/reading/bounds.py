"""How large a workbook may be, found before openpyxl builds anything from it.

A few kilobytes can unpack into millions of rows, and merged cells into millions of places. Each
part is counted as it is unpacked, and each sheet is read once without keeping it.
"""

import re
import zipfile
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from xml.sax.handler import ContentHandler

from defusedxml.sax import parse
from openpyxl.utils.cell import coordinate_to_tuple

from imports.reading.problems import UnreadableFile
from imports.reading.table import MOST_COLUMNS

# Signs that open a tag: a list of 20,000 people in 17 columns needs 2,700,000 at most.
MOST_TAGS, MOST_TAGS_ELSEWHERE, MOST_BEFORE_LIST = 3_000_000, 300_000, 20_000
MOST_SHEETS, LAST_ROW, MOST_MERGED = 50, 100_000, 20_000
PIECE = 1 << 18
SAYS_ENCODING = re.compile(rb"encoding\s?=\s?[\"']([^\"']{1,40})")
READ = {b"utf-8", b"utf-16", b"us-ascii", b"iso-8859-1"}
TOO_LARGE = (
    "This workbook holds much more than a list of people. Copy the list into a new workbook, and "
    "import that."
)


@dataclass
class Bounds:
    """What one sheet holds, as far as it must be known before its rows are read."""

    last_row: int = 0
    last_column: int = 0
    merged: list[str] = field(default_factory=list)
    # Row and column of formulas whose result was not saved.
    unsaved: list[tuple[int, int]] = field(default_factory=list)


def refuse_large(archive: zipfile.ZipFile) -> None:
    """Raises UnreadableFile if the parts hold more than a list of people needs."""
    left, left_elsewhere = MOST_TAGS, MOST_TAGS_ELSEWHERE
    for part in archive.infolist():
        if not part.filename.lower().endswith((".xml", ".rels", ".vml", ".rdf")):
            continue
        tags = _tags_in(archive, part)
        left -= tags
        if not part.filename.startswith(("xl/worksheets/", "xl/sharedStrings")):
            left_elsewhere -= tags
        if left < 0 or left_elsewhere < 0:
            raise UnreadableFile(TOO_LARGE)


def _tags_in(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    found = 0
    with archive.open(part) as opened:
        start = opened.read(PIECE)
        said = SAYS_ENCODING.search(start[:200].replace(b"\0", b""))
        if said and said[1].lower() not in READ:
            raise UnreadableFile(TOO_LARGE)
        piece = start
        while piece and found <= MOST_TAGS:
            found += piece.count(b"<")
            piece = opened.read(PIECE)
    return found


def bounds_of(sheet: BinaryIO) -> Bounds:
    """Reads a sheet once. Raises UnreadableFile where it is larger than a list may be."""
    reading = _Reading()
    parse(sheet, reading)
    return reading.found


class _Reading(ContentHandler):
    """Follows the elements of a sheet, and keeps no more than where things are."""

    def __init__(self) -> None:
        super().__init__()
        self.found = Bounds()
        self.row = self.column = self.before = 0
        self.in_list = self.in_value = self.filled = self.formula = self.is_text = False

    def startElement(self, name: str, attributes: Any) -> None:  # noqa: N802 - named by SAX
        name = name.rpartition(":")[2]
        if name == "c":
            self.cell(attributes)
        elif name in ("v", "is"):
            self.in_value = True
            self.filled = self.filled or self.is_text and self.formula
        elif name == "f":
            self.formula = True
        elif name == "row":
            self.next_row(attributes.get("r"))
        elif name == "sheetData":
            self.in_list = True
        elif name == "mergeCell":
            self.merge(attributes.get("ref", ""))
        elif not self.in_list:
            self.before += 1
            if self.before > MOST_BEFORE_LIST:
                raise UnreadableFile(TOO_LARGE)

    def endElement(self, name: str) -> None:  # noqa: N802 - named by SAX
        name = name.rpartition(":")[2]
        if name in ("v", "is"):
            self.in_value = False
        elif name == "c":
            self.end_cell()

    def characters(self, text: str) -> None:
        if self.in_value and not self.filled:
            self.filled = not text.isspace()

    def next_row(self, number: str | None) -> None:
        before, self.column = self.row, 0
        self.row = int(float(number)) if number else before + 1
        if self.row <= before:
            raise ValueError("the rows of a sheet follow each other")

    def cell(self, attributes: Any) -> None:
        place = attributes.get("r")
        self.column = coordinate_to_tuple(place)[1] if place else self.column + 1
        self.is_text = attributes.get("t") == "str"
        self.filled = self.formula = False

    def end_cell(self) -> None:
        if not self.filled:
            if self.formula:
                self.found.unsaved.append((self.row, self.column))
            return
        if self.column > MOST_COLUMNS:
            raise UnreadableFile(f"Row {self.row} has more than {MOST_COLUMNS} columns.")
        if self.row > LAST_ROW:
            raise UnreadableFile(
                f"Row {self.row} is far below the list. Delete everything below row {LAST_ROW:,}."
            )
        self.found.last_row = self.row
        self.found.last_column = max(self.found.last_column, self.column)

    def merge(self, area: str) -> None:
        self.found.merged.append(area)
        if len(self.found.merged) > MOST_MERGED:
            raise UnreadableFile(
                f"This sheet has more than {MOST_MERGED:,} merged cells. Unmerge them."
            )
