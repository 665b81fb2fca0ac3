"""The types of files that may be kept, each known by its content."""

from dataclasses import dataclass

import filetype


@dataclass(frozen=True)
class FileType:
    """One type: what it is called, how its names end, as what it is served."""

    name: str
    content_type: str
    endings: tuple[str, ...]


OOXML = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"
PDF = FileType("PDF", "application/pdf", (".pdf",))
PNG = FileType("PNG image", "image/png", (".png",))
JPEG = FileType("JPEG image", "image/jpeg", (".jpg", ".jpeg"))
WEBP = FileType("WebP image", "image/webp", (".webp",))
WORD = FileType("Word document", f"{OOXML}.wordprocessingml.document", (".docx",))
EXCEL = FileType("Excel workbook", f"{OOXML}.spreadsheetml.sheet", (".xlsx",))
SLIDES = FileType("PowerPoint presentation", f"{OOXML}.presentationml.presentation", (".pptx",))
ODT = FileType("OpenDocument text", f"{ODF}.text", (".odt",))
ODS = FileType("OpenDocument spreadsheet", f"{ODF}.spreadsheet", (".ods",))
TEXT = FileType("plain text", "text/plain", (".txt",))
CSV = FileType("CSV table", "text/csv", (".csv",))

IMAGES = (PNG, JPEG, WEBP)
OFFICE = (WORD, EXCEL, SLIDES, ODT, ODS)
WRITTEN = (TEXT, CSV)
ALLOWED = (PDF, *IMAGES, *OFFICE, *WRITTEN)
# What a browser offers to choose from.
DOCUMENTS_ACCEPTED = ",".join(ending for kind in ALLOWED for ending in kind.endings)
PHOTOS_ACCEPTED = ",".join(ending for kind in IMAGES for ending in kind.endings)
IN_WORDS = "PDF, JPEG, PNG, WebP, Word, Excel, PowerPoint, OpenDocument, plain text or CSV"
IMAGES_IN_WORDS = "JPEG, PNG or WebP"

ZIPPED = b"PK\x03\x04"
# Begins with what no name may hide: said in words, since its owner may not know what it is.
REFUSED = [
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"#!", "a script"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xd0\xcf\x11\xe0", "an older Office file. Save it as .docx, .xlsx or .pptx"),
    (b"GIF8", "a GIF image. Save it as PNG or JPEG"),
    (b"BM", "a BMP image. Save it as PNG or JPEG"),
    (b"{\\rtf", "an RTF file. Save it as .docx or PDF"),
    (b"Rar!", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"\x1f\x8b", "an archive"),
]


def by_magic(start: bytes) -> FileType | None:
    """The type that the first bytes say, of those that say one."""
    if start.startswith(b"%PDF-"):
        return PDF
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG  # animated ones too, of which the first picture is kept
    guessed = filetype.guess(start)
    mime = guessed.mime if guessed else ""
    return next((kind for kind in (*IMAGES, *OFFICE) if kind.content_type == mime), None)


def refused_as(start: bytes) -> str:
    """What a file is that is never kept; empty where its first bytes do not tell."""
    return next((words for magic, words in REFUSED if start.startswith(magic)), "")


def by_ending(name: str, kinds: tuple[FileType, ...]) -> FileType | None:
    """The type that a name says."""
    lowered = name.lower()
    return next((kind for kind in kinds if lowered.endswith(kind.endings)), None)
