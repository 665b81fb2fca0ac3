"""Office files are archives: opened here within limits, and refused for what could act."""

import re
import stat
import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO

from documents.file_types import EXCEL, ODS, ODT, OFFICE, SLIDES, WORD, FileType
from documents.office_xml import Elements, is_read
from documents.problems import RefusedFile

MOST_PARTS, MOST_BYTES, MOST_RATIO, DEPTH = 3000, 120_000_000, 300, 1
PIECE, OVERLAP = 1 << 18, 512
MACROS = "it holds macros, which can run by themselves. Save it without macros"
INSIDE = "it holds another file inside that could be run. Remove it and save it again"
LINKED = "it fetches something from elsewhere when it is opened. Remove the link to the other file"
ODD = (
    "it was not made by an office program. Open it in Word, Excel or PowerPoint, save it again, "
    "and try again"
)
TOO_LARGE = (
    "it is too large once it is unpacked. Remove large pictures, or empty rows and columns, "
    "and save it again"
)
BROKEN = "it is damaged or incomplete"
LOCKED = "it is protected by a password, so it cannot be checked. Save it without one"
# By the part that only this type has.
MAIN_PARTS = {"word/document.xml": WORD, "xl/workbook.xml": EXCEL, "ppt/presentation.xml": SLIDES}
MIMETYPES = {kind.content_type: kind for kind in (ODT, ODS)}
MACRO_PARTS = re.compile(
    r"(^|/)(vbaproject\.bin|vbadata\.xml|activex/|macrosheets/)|^(basic|scripts)/", re.IGNORECASE
)
PROGRAMS = (b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"#!", b"Rar!", b"7z\xbc\xaf", b"%PDF-")
EMBEDDED = re.compile(r"(word|xl|ppt)/embeddings/[^/]+\.(docx|xlsx|pptx)$", re.IGNORECASE)
# In parts of XML, with the noughts of UTF-16 taken out.
ACTS = [
    (re.compile(rb"<!(DOCTYPE|ENTITY)", re.I), ODD),
    (re.compile(rb"macroEnabled|vbaProject|officedocument:script|<script", re.I), MACROS),
    (re.compile(rb"DDEAUTO|ddeLink|[\s>\"']DDE[\s\"'<]|text:dde-source|table:dde", re.I), LINKED),
]
FOUND = {"doctype": ODD, "macros": MACROS, "linked": LINKED}


def checked(file: BinaryIO, name: str) -> FileType:
    """The type of an office file that holds nothing that could act. Raises RefusedFile."""
    return _Opened(name).checked(file, depth=0)


class _Opened:
    """One office file while it is looked through: what was unpacked is counted over all depths."""

    def __init__(self, name: str) -> None:
        self.name, self.left = name, MOST_BYTES

    def refuse(self, because: str) -> RefusedFile:
        return RefusedFile(self.name, because)

    def checked(self, file: BinaryIO, depth: int) -> FileType:
        try:
            with zipfile.ZipFile(file) as archive:
                parts = archive.infolist()
                self.refuse_odd_names(archive, parts)
                kind = self.type_of(archive, parts)
                for part in parts:
                    self.look_at(archive, part, depth)
                return kind
        except RefusedFile:
            raise
        except Exception as problem:
            # Whatever ails the archive, the file is refused.
            raise self.refuse(BROKEN) from problem

    def refuse_odd_names(self, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
        names = [part.filename for part in parts]
        if not parts:
            raise self.refuse(BROKEN)
        if len(parts) > MOST_PARTS:
            raise self.refuse(TOO_LARGE)
        is_repeated = len({name.lower() for name in names}) < len(names)
        if archive.comment or parts[0].header_offset or is_repeated:
            raise self.refuse(ODD)
        for part in parts:
            path = PurePosixPath(part.filename)
            is_link = stat.S_ISLNK(part.external_attr >> 16)
            if is_link or path.is_absolute() or ".." in path.parts or "\\" in part.orig_filename:
                raise self.refuse(ODD)
            if part.flag_bits & 1:
                raise self.refuse(LOCKED)
            if MACRO_PARTS.search(part.filename):
                raise self.refuse(MACROS)

    def type_of(self, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> FileType:
        names = {part.filename for part in parts}
        if parts[0].filename == "mimetype" and parts[0].file_size < 200:
            kind = MIMETYPES.get(archive.read(parts[0]).decode("ascii", "replace").strip())
            if kind is not None and "content.xml" in names:
                return kind
        elif "[Content_Types].xml" in names and "META-INF/MANIFEST.MF" not in names:
            found = [kind for part, kind in MAIN_PARTS.items() if part in names]
            if len(found) == 1:
                return found[0]
        raise self.refuse("it is an archive, and archives are not kept")

    def look_at(self, archive: zipfile.ZipFile, part: zipfile.ZipInfo, depth: int) -> None:
        """Unpack one part, no further than what is left of the limit."""
        if part.file_size > 1_000_000 and part.file_size > MOST_RATIO * part.compress_size:
            raise self.refuse(TOO_LARGE)
        is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml", ".rdf"))
        elements = Elements() if is_read(part.filename) else None
        with archive.open(part) as piece_by_piece:
            before = b""
            while piece := piece_by_piece.read(PIECE):
                self.left -= len(piece)
                if self.left < 0:
                    raise self.refuse(TOO_LARGE)
                if not before:
                    self.refuse_file_inside(piece, part, depth)
                if is_xml:
                    self.refuse_acting(before + piece)
                if elements:
                    self.refuse_found(elements.feed(piece))
                before = piece[-OVERLAP:]
            if elements:
                self.refuse_found(elements.feed(b"", is_last=True))
        if EMBEDDED.search(part.filename):
            with archive.open(part) as inside:
                if self.checked(inside, depth + 1) not in OFFICE:
                    raise self.refuse(INSIDE)

    def refuse_file_inside(self, start: bytes, part: zipfile.ZipInfo, depth: int) -> None:
        if start.startswith(PROGRAMS):
            raise self.refuse(INSIDE)
        if start.startswith(b"PK") and (depth >= DEPTH or not EMBEDDED.search(part.filename)):
            raise self.refuse(INSIDE)

    def refuse_acting(self, text: bytes) -> None:
        text = text.replace(b"\0", b"")
        for words, because in ACTS:
            if words.search(text):
                raise self.refuse(because)

    def refuse_found(self, found: set[str]) -> None:
        for what, because in FOUND.items():
            if what in found:
                raise self.refuse(because)
