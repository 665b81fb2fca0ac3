"""How words are compared: contained, or heard alike."""

from collections.abc import Iterable

from django.db import connection

from core.request_cache import cached_for_request

# One or two letters sound like too much.
HEARD = 3


def containing(word: str) -> str:
    """The pattern of LIKE for text with this word anywhere in it."""
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, f"\\{sign}")
    return f"%{word}%"


def sounds_of(word: str) -> list[str]:
    """What a word sounds like, in Daitch and Mokotoff's code, as `search_names` keeps it."""
    if len(word) < HEARD:
        return []
    return cached_for_request(("sounds", word), lambda: _asked("sounds_of", word).split())


def with_sounds(names: str) -> str:
    """Names for search, followed by what each of their words sounds like."""
    return _asked("with_sounds", names)


def like(words: Iterable[str], typed: str) -> set[str]:
    """Those of the words that look or sound like one of what was typed. All of them folded."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT DISTINCT word FROM unnest(%s::text[]) word, unnest(%s::text[]) sought
            WHERE word %%> sought
            OR string_to_array(sounds_of(word), ' ') && string_to_array(sounds_of(sought), ' ')""",
            [list(words), typed.split()],
        )
        return {word for (word,) in cursor.fetchall()}


def _asked(function: str, text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [text])
        (answer,) = cursor.fetchone()
    return str(answer)
