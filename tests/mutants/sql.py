"""Where the conditions of SQL stand that is written as text."""

import ast
import re
from collections.abc import Iterator

WORDS = re.compile(r"\b(?:WHERE|AND|ON)\s+")
CONDITION = re.compile(r"(?:NOT )?(?:EXISTS \(|[a-z]\w*\.\w+)")
COMPARES = re.compile(r"^(?:NOT )?EXISTS|[<>=]|\b(?:IN|LIKE|IS|NOT)\b|\.is_\w+$")
ENDS = re.compile(r"\b(?:AND|OR|JOIN|CROSS|LEFT|WHERE|ORDER|GROUP|LIMIT|UNION)\b|[()]")


def sql_conditions(text: str) -> Iterator[tuple[int, int]]:
    """Where the conditions of this SQL stand; those of a subquery in EXISTS are one with it."""
    done = 0
    starts = [0, *(m.end() for m in WORDS.finditer(text) if m[0].split()[0] != "ON")]
    for start in starts:
        if start < done or not CONDITION.match(text, start):
            continue
        end = _end_of(text, start)
        if COMPARES.search(text[start:end].strip()):
            yield start, end
            done = end


def _end_of(text: str, start: int) -> int:
    depth = 0
    for found in ENDS.finditer(text, start):
        if found[0] == "(":
            depth += 1
        elif found[0] == ")":
            depth -= 1
            if depth < 0:
                return found.start()
        elif depth == 0:
            return len(text[: found.start()].rstrip())
    return len(text.rstrip())


def inner(parts: list, sign: str) -> str:
    """The source of the part of an f-string that this sign stands for."""
    return ast.unparse(parts[ord(sign) - 0xE000].value)


def pieces(text: str, parts: list) -> list:
    """The text with its signs as parts of an f-string again."""
    split = re.split("([\ue000-\uf8ff])", text)
    return [
        parts[ord(piece) - 0xE000] if "\ue000" <= piece <= "\uf8ff" else ast.Constant(piece)
        for piece in split
        if piece
    ]
