"""The XML of Office files, read as a program would: how an attribute is written hides nothing."""

import re
from typing import Any
from xml.parsers import expat

HYPERLINK, MACROS = "/relationships/hyperlink", re.compile("macroEnabled", re.IGNORECASE)
DDE = re.compile(r"\bDDE(AUTO)?\b", re.IGNORECASE)
# Of the code of a field, which begins with what it does.
BEGINNING = 200
PARTS = re.compile(r"(\.rels|^\[Content_Types\]\.xml|^word/.*\.xml)$", re.IGNORECASE)


def is_read(name: str) -> bool:
    """Is a part of this name one whose elements could act: links, types, the text of Word?"""
    return bool(PARTS.search(name))


class Elements:
    """Looks at the elements of one part, piece by piece. What is found is said in `found`.

    Raises `expat.ExpatError` for what is no XML.
    """

    def __init__(self) -> None:
        self.found: set[str] = set()
        self.field, self.in_field = "", False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.doctype

    def feed(self, piece: bytes, *, is_last: bool = False) -> set[str]:
        """Read on; "doctype", "macros" and "linked" for what was found so far."""
        self.parser.Parse(piece, is_last)
        return self.found

    def doctype(self, *of_document: Any) -> None:
        self.found.add("doctype")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        if kind == "Relationship":
            is_external = attributes.get("TargetMode", "").lower() == "external"
            if is_external and not attributes.get("Type", "").lower().endswith(HYPERLINK):
                self.found.add("linked")
        elif kind in ("Default", "Override"):
            if MACROS.search(attributes.get("ContentType", "")):
                self.found.add("macros")
        elif kind == "fldSimple":
            self.refuse_dde(" ".join(attributes.values()))
        elif kind == "fldChar":
            self.field = ""
        self.in_field = kind == "instrText"

    def end(self, name: str) -> None:
        self.in_field = False

    def text(self, words: str) -> None:
        """The code of a field may be spread over any number of pieces."""
        if self.in_field:
            self.field = (self.field + words).lstrip()[:BEGINNING]
            self.refuse_dde(self.field)

    def refuse_dde(self, code: str) -> None:
        if DDE.search(code):
            self.found.add("linked")
