"""Which words of a text were found, and the piece of the text around the first of them."""

import re
from collections.abc import Iterable

from django.db import connection

from core.tidy import folded

WORD = re.compile(r"[^\W_]+")
# Letters that a stem shares with its word; signs of a text that a row has room for.
BEGINNING, ROOM, BEFORE = 3, 220, 70


def found_in(texts: Iterable[str], tokens: list[str]) -> set[str]:
    """The words of these texts, folded, that have the stem of one of the tokens."""
    begins = tuple(token[:BEGINNING] for token in tokens)
    if not begins:
        return set()
    words = {word for text in texts for word in WORD.findall(folded(text))}
    likely = {word for word in words if word.startswith(begins)}
    return likely if likely <= set(tokens) else _of_one_stem(likely, tokens)


def _of_one_stem(words: set[str], tokens: list[str]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) word, unnest(%s::text[]) token "
            "WHERE ts_lexize('public.stems', word) = ts_lexize('public.stems', token)",
            [sorted(words), tokens],
        )
        return {word for (word,) in cursor.fetchall()}


def piece_of(text: str, marks: set[str]) -> str:
    """The text, or so much of it as a row has room for, around the first word that was found."""
    text = " ".join(text.split())
    if len(text) <= ROOM:
        return text
    at = next((m.start() for m in WORD.finditer(text) if folded(m.group()) in marks), 0)
    start = max(0, at - BEFORE)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = start + ROOM
    end = len(text) if end >= len(text) else text.rfind(" ", start, end)
    end = end if end > start else start + ROOM
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def marks_of(text: str, found: set[str]) -> str:
    """Of the words that were found, those in this text, to be marked in it."""
    return " ".join(sorted(found & set(WORD.findall(folded(text))), key=len, reverse=True))
