"""What a document says, and the PDF that is made of it in a process with limits."""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import ClassVar

from django.core.exceptions import ValidationError

SECONDS = 10
LARGEST = 4_000_000  # bytes of text
PROGRAM = Path(__file__).with_name("typeset.py")
PAGES = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")
TOO_LONG = "This is too long for a PDF. Print it instead."
FAILED = "The PDF could not be made. Try again, or print the page."


@dataclass(frozen=True)
class Part:
    """A question with its answer, say: texts, or a table with its columns."""

    title: str = ""
    texts: Sequence[str] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


@dataclass(frozen=True)
class Section:
    """A heading and what is below it."""

    title: str
    parts: Sequence[Part] = ()


@dataclass(frozen=True)
class Document:
    """What a document says. Each page carries its marking, reference and foot."""

    title: str
    author: str
    marking: str
    reference: str
    foot: str
    facts: Sequence[tuple[str, str]] = ()
    sections: Sequence[Section] = field(default_factory=tuple)
    note: str = ""
    # The bytes of a JPEG beside the facts, and what it shows, for those who do not see it.
    picture: Sequence[int] = ()
    picture_of: str = ""

    template: ClassVar[str] = "document"


@dataclass(frozen=True)
class Row:
    """A row of a log: the paragraphs of each cell. One that stands out is shaded, its end bold."""

    cells: Sequence[Sequence[str]]
    stands_out: bool = False


@dataclass(frozen=True)
class Log:
    """A log on paper: what it is of, its figures, and one table whose header each page repeats."""

    title: str
    author: str
    marking: str
    foot: str
    columns: Sequence[str]
    # How wide the columns are beside each other.
    widths: Sequence[int]
    rows: Sequence[Row]
    facts: Sequence[tuple[str, str]] = ()
    figures: str = ""
    closing: str = ""
    note: str = ""

    template: ClassVar[str] = "log"


@dataclass(frozen=True)
class Pdf:
    """A finished PDF."""

    body: bytes
    pages: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


def make_pdf(document: Document | Log) -> Pdf:
    """Typeset a document or a log. Raises ValidationError if it is too long, or takes too long."""
    told = json.dumps(asdict(document)).encode()
    if len(told) > LARGEST:
        raise ValidationError(TOO_LONG)
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(PROGRAM), document.template],
            input=told,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as problem:
        raise ValidationError(FAILED) from problem
    found = PAGES.search(done.stdout)
    return Pdf(done.stdout, int(found[1]) if found else 0)
