"""Checks an uploaded file: its type by content, its name, its size, and what it could do.

What comes out is what is kept; of an image that is another, drawn anew.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from django.conf import settings

from documents import images, names, office, scanner
from documents.file_types import (
    ALLOWED,
    IMAGES,
    IMAGES_IN_WORDS,
    IN_WORDS,
    JPEG,
    PDF,
    PNG,
    WRITTEN,
    ZIPPED,
    FileType,
    by_ending,
    by_magic,
    refused_as,
)
from documents.problems import RefusedFile

START = 4096
# No pattern here looks again from each place: on a long, monotonous file that takes hours.
STREAM, STREAM_ENDS = re.compile(rb"stream\r?\n"), b"endstream"
HEX_IN_NAME = re.compile(rb"#([0-9a-fA-F]{2})")
PDF_ACTS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
MARKUP = re.compile(r"^\s*<(!doctype|\?xml|html|svg|script|head|body|iframe|\?php|%)", re.I)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
CELL, COMMAND_BEGINS = re.compile(r"[^,;\n]+"), ("=", "+", "-", "@")


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept, under the name that its sender gave it."""

    name: str
    content_type: str
    content: BinaryIO
    size: int
    thumbnail: bytes = b""


def check(uploaded: Any) -> CheckedFile:
    """A document that may be kept. Raises RefusedFile, which names the file and the rule."""
    name = names.cleaned(uploaded.name)
    kind = _type_of(uploaded, name)
    scanner.scan(uploaded, name)
    if kind in IMAGES:
        return _redrawn(uploaded, name, kind)
    uploaded.seek(0)
    return CheckedFile(name, kind.content_type, uploaded, uploaded.size)


def check_photo(uploaded: Any) -> CheckedFile:
    """A photo that may be kept. Raises RefusedFile."""
    name = names.cleaned(uploaded.name)
    kind = _type_of(uploaded, name)
    if kind not in IMAGES:
        raise RefusedFile(name, f"it is not a photo. Choose a {IMAGES_IN_WORDS} file")
    scanner.scan(uploaded, name)
    return _redrawn(uploaded, name, kind, is_photo=True)


def _redrawn(uploaded: Any, name: str, kind: FileType, *, is_photo: bool = False) -> CheckedFile:
    uploaded.seek(0)
    drawn = images.redraw(
        uploaded.read(), name=name, content_type=kind.content_type, is_photo=is_photo
    )
    made = PNG if drawn.type == "PNG" else JPEG
    if kind is not made:
        name = names.with_ending(name, made.endings[0])
    content = BytesIO(drawn.content)
    return CheckedFile(name, made.content_type, content, len(drawn.content), drawn.thumbnail)


def _type_of(uploaded: Any, name: str) -> FileType:
    """The type by content, which is one that may be kept and the one that the name says."""
    if not uploaded.size:
        raise RefusedFile(name, "it is empty")
    if uploaded.size > settings.LARGEST_DOCUMENT:
        largest = settings.LARGEST_DOCUMENT // 1_000_000
        raise RefusedFile(name, f"it is larger than {largest} MB")
    uploaded.seek(0)
    start = uploaded.read(START)
    if words := refused_as(start):
        raise RefusedFile(name, f"it is {words}")
    kind = _by_content(uploaded, name, start)
    if by_ending(name, ALLOWED) is not kind:
        fitting = " or ".join(kind.endings)
        raise RefusedFile(name, f"it is a {kind.name}, but its name does not end in {fitting}")
    return kind


def _by_content(uploaded: Any, name: str, start: bytes) -> FileType:
    uploaded.seek(0)
    if start.startswith(ZIPPED):
        return office.checked(uploaded, name)
    kind = by_magic(start)
    if kind is PDF:
        _refuse_acting_pdf(uploaded.read(), name)
    return kind or _text(uploaded, name)


def _refuse_acting_pdf(data: bytes, name: str) -> None:
    if b"%%EOF" not in data[-2048:] or b"endobj" not in data:
        raise RefusedFile(name, "it is damaged or incomplete")
    if ZIPPED in data[-1_000_000:] and b"PK\x05\x06" in data[-70_000:]:
        raise RefusedFile(name, "an archive is hidden in it")
    outside = HEX_IN_NAME.sub(lambda code: bytes([int(code[1], 16)]), _without_streams(data))
    if PDF_ACTS.search(outside):
        raise RefusedFile(
            name,
            "it holds a script, a form with scripts or another file inside. "
            "Print it to a new PDF and choose that",
        )


def _without_streams(data: bytes) -> bytes:
    kept, at = [], 0
    while start := STREAM.search(data, at):
        end = data.find(STREAM_ENDS, start.end())
        if end < 0:
            break
        kept.append(data[at : start.start()])
        at = end + len(STREAM_ENDS)
    return b"".join([*kept, data[at:]])


def _text(uploaded: Any, name: str) -> FileType:
    """Plain text has no type in its content: its name says it, and it must be readable."""
    kind = by_ending(name, WRITTEN)
    if kind is None:
        raise RefusedFile(name, f"files of this type are not kept. Choose {IN_WORDS}")
    uploaded.seek(0)
    text = _decoded(uploaded.read())
    if text is None or CONTROL.search(text):
        raise RefusedFile(name, "it is not plain text")
    if MARKUP.match(text):
        raise RefusedFile(name, "it is a web page or an image with scripts, not plain text")
    if "|" in text and any(_is_command(cell[0]) for cell in CELL.finditer(text)):
        raise RefusedFile(name, "a cell in it is a command, which a spreadsheet would run")
    return kind


def _is_command(cell: str) -> bool:
    """As =program|'arguments'!A0, also after a tab or a quotation mark."""
    before, bar, _ = cell[: cell.rfind("!") + 1].rpartition("|")
    parts = re.split(r"[\t\"]", before) if bar else []
    return any(part.lstrip().startswith(COMMAND_BEGINS) for part in parts)


def _decoded(data: bytes) -> str | None:
    marks = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    encoding = next((encoding for mark, encoding in marks if data.startswith(mark)), "utf-8-sig")
    for one in (encoding, "cp1252"):
        try:
            return data.decode(one)
        except UnicodeDecodeError:
            continue
    return None
