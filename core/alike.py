"""How words are compared: contained, heard alike, or short forms of one name."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from django.db import connection

from core.tidy import folded

NICKNAMES = Path(__file__).resolve().parent / "fixtures" / "nicknames.csv"

# One or two letters sound like too much.
HEARD = 3
# A code of four sounds is that of few names.
MANY = "[A-Z]{4}"
# A word becomes the pattern of names with its consonants: what is written with several letters
# first, as one capital; then without vowels; then each as it may be written.
VOWEL = "[aeiouhwy]"
CONSONANTS = (
    *(("ph", "F"), ("sch|sh|c(?=[eiy])", "S"), ("tch|cz|ch", "C"), ("ck", "K"), ("dge", "J")),
    *(("([a-z])\\1+", "\\1"), (f"^{VOWEL}+", "A"), (f"{VOWEL}+", "")),
    *(("[sz]", "S"), ("[cgkqx]", "K"), ("[fv]", "F"), ("[dt]", "T"), ("j", "J")),
    *(("([a-z])", "\\1+_"), ("S", "(?:[sz]|c(?=[eiyh]))+_"), ("K", "t?[cgkqx]+_")),
    *(("C", "[dt]?[ckgsz]+_"), ("F", "(?:f|v|p(?=h))+_"), ("T", "[dt]+_"), ("J", "d?[gj]+_")),
    *(("A", f"{VOWEL}+"), ("_", f"{VOWEL}*")),
)


def containing(word: str) -> str:
    """The pattern of LIKE for text with this word anywhere in it."""
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, f"\\{sign}")
    return f"%{word}%"


def heard_like(names: str, name: str, word: str) -> str:
    """An OR of a condition: the names sound like the word, given as the parameter `name`.

    In Daitch and Mokotoff's code, as `search_names` keeps it. A code of three sounds or fewer is
    that of too many names, so that one of them must have the word's consonants too. All of it is
    immutable: the planner knows the sounds, and looks for them in the index.
    """
    if len(word) < HEARD:
        return ""
    sounds = f"replace(nullif(sounds_of(%({name})s), ''), ' ', '%% %%')"
    return (
        f" OR ({names} LIKE ANY (string_to_array('%%' || {sounds} || '%%', ' '))"
        f" AND {_have_its_consonants(names, f'%({name})s::text')})"
    )


def _have_its_consonants(names: str, word: str) -> str:
    """The condition that a name is written with the consonants of the word, if it has few sounds.

    Kept from the index, which would be asked for each of hundreds of spellings.
    """
    pattern = f"regexp_replace({word}, '[^[:alpha:]]+', '', 'g')"
    for found, made in CONSONANTS:
        pattern = f"regexp_replace({pattern}, '{found}', '{made}', 'g')"
    return (
        f"(sounds_of({word}) ~ '{MANY}' OR ({word} ~ '{VOWEL}'"
        f" AND ({names} || '') ~ ('(^| )' || {pattern} || '( |$)')))"
    )


def same_names(word: str) -> list[str]:
    """Other given names that a folded word may stand for: Robert, Rob and Bobby for Bob."""
    return sorted(_nicknames().get(word, ()))


@cache
def _nicknames() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    with NICKNAMES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = {folded(row["name"]), *folded(row["short_forms"]).split()}
            for name in names:
                found[name] |= names - {name}
    return dict(found)


def with_sounds(names: str) -> str:
    """Names for search, followed by what each of their words sounds like."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT with_sounds(%s)", [names])
        (answer,) = cursor.fetchone()
    return str(answer)


def all_with_sounds(texts: list[str]) -> list[str]:
    """The same of many, in their order, by one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT with_sounds(names) FROM unnest(%s::text[]) WITH ORDINALITY AS t(names, place)
            ORDER BY place""",
            [texts],
        )
        return [str(names) for (names,) in cursor.fetchall()]


def like(words: set[str], typed: str) -> set[str]:
    """Those of the words that look or sound like one of what was typed, or mean the same name.

    All of them folded.
    """
    sought = typed.split()
    same = {name for word in sought for name in same_names(word)}
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT DISTINCT word FROM unnest(%s::text[]) word, unnest(%s::text[]) sought
            WHERE word %%> sought
            OR string_to_array(sounds_of(word), ' ') && string_to_array(sounds_of(sought), ' ')
            """  # noqa: S608 - columns are named here, values are parameters
            f"AND {_have_its_consonants('word', 'sought')}",
            [list(words), sought],
        )
        return {word for (word,) in cursor.fetchall()} | same.intersection(words)
