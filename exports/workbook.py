"""A workbook of one sheet, written row by row: as small as the format allows.

Office Open XML, ISO/IEC 29500, in five parts and no more: no properties, no author, no name of a
program, nothing hidden. A cell is text, a number or a day; nothing here can write a formula. The
usual libraries take many times as long, and put in what nobody asked for.
"""

import datetime
import os
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from django.utils import timezone

from exports.kinds import Cell

# What one cell holds at most.
LONGEST = 32_767
CUT = " … (cut off: the CSV file has all of it)"
# What XML 1.0 has no sign for, or advises against.
NO_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
DAY, MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
# The looks of cells, by their place among `cellXfs`. Of quoted ones a spreadsheet knows that they
# are text, also when somebody edits them.
PLAIN, BOLD, OF_DAY, OF_MOMENT, QUOTED, WRAPPED, QUOTED_WRAPPED = range(7)
# Days are counted from here, since a year that was none counts as a leap year.
BEGINNING = datetime.date(1899, 12, 30)
# Rows that are put together before they are written.
AT_ONCE = 200

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "xl/worksheets/sheet1.xml"
PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews>'
        '<sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="2">'
        f'<numFmt numFmtId="164" formatCode="{DAY}"/>'
        f'<numFmt numFmtId="165" formatCode="{MOMENT}"/></numFmts>'
        '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="7">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
        '<alignment vertical="top" wrapText="1"/></xf>'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" '
        'applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    ),
}
WIDTH = 24


class Workbook:
    """One sheet, whose first rows stay in sight, as it grows."""

    def __init__(self, path: Path, *, columns: int, in_sight: int) -> None:
        self.number, self.waiting = 0, list[str]()
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self.file = os.fdopen(handle, "wb")
        self.archive = zipfile.ZipFile(self.file, "w", zipfile.ZIP_DEFLATED)
        for name, text in PARTS.items():
            self.archive.writestr(_of_no_time(name), HEAD + text)
        self.sheet = self.archive.open(_of_no_time(SHEET), "w", force_zip64=True)
        self._write(
            f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
            f'<pane ySplit="{in_sight}" topLeftCell="A{in_sight + 1}" activePane="bottomLeft" '
            'state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
            f'<cols><col min="1" max="{columns}" width="{WIDTH}" customWidth="1"/></cols>'
            "<sheetData>"
        )

    def add(self, values: Iterable[Cell], *, bold: bool = False) -> None:
        """One more row."""
        self.number += 1
        row = self.number
        cells = "".join(
            _cell(value, f"{_letter(n)}{row}", bold=bold)
            for n, value in enumerate(values)
            if value is not None
        )
        self.waiting.append(f'<row r="{row}">{cells}</row>')
        if len(self.waiting) >= AT_ONCE:
            self._flush()

    def close(self) -> None:
        """Finish the file, on the disk."""
        self._flush()
        self._write("</sheetData></worksheet>")
        self._end()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()

    def abandon(self) -> None:
        """Let go of a file that is deleted next."""
        if not self.file.closed:
            self._end()
            self.file.close()

    def _end(self) -> None:
        self.sheet.close()
        self.archive.close()

    def _flush(self) -> None:
        self._write("".join(self.waiting))
        self.waiting.clear()

    def _write(self, text: str) -> None:
        self.sheet.write(text.encode())


def _of_no_time(name: str) -> zipfile.ZipInfo:
    """A part of the archive that says nothing of when it was made."""
    part = zipfile.ZipInfo(name)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _letter(number: int) -> str:
    """The name of a column, the first of which is A."""
    before, last = divmod(number, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


def _cell(value: Cell, place: str, *, bold: bool) -> str:
    if isinstance(value, datetime.datetime):
        return _number(_days(value), place, OF_MOMENT)
    # A workbook knows no day before 1900.
    if isinstance(value, datetime.date) and value.year > 1900:
        return _number((value - BEGINNING).days, place, OF_DAY)
    if type(value) is int:
        return _number(value, place, PLAIN)
    return _text(str(value), place, bold=bold)


def _number(value: float, place: str, looks: int) -> str:
    return f'<c r="{place}" s="{looks}"><v>{value}</v></c>'


def _days(moment: datetime.datetime) -> float:
    """In UK time, to the minute."""
    local = timezone.localtime(moment)
    minutes = local.hour * 60 + local.minute
    return (local.date() - BEGINNING).days + minutes / (24 * 60)


def _text(text: str, place: str, *, bold: bool) -> str:
    """Text, whatever it begins with."""
    kept = NO_XML.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    if 2 * len(kept) > LONGEST and len(kept.encode("utf-16-le")) // 2 > LONGEST:
        kept = _shortened(kept)
    if not kept:
        return ""
    plain = kept[0].isalnum()
    looks = BOLD if bold else _looks(quoted=not plain, wrapped="\n" in kept)
    return (
        f'<c r="{place}" s="{looks}" t="inlineStr"><is><t xml:space="preserve">'
        f"{escape(kept)}</t></is></c>"
    )


def _looks(*, quoted: bool, wrapped: bool) -> int:
    if wrapped:
        return QUOTED_WRAPPED if quoted else WRAPPED
    return QUOTED if quoted else PLAIN


def _shortened(text: str) -> str:
    """As much as a cell holds, counted as spreadsheets count: a picture is two letters."""
    room = LONGEST - len(CUT)
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", errors="ignore") + CUT
