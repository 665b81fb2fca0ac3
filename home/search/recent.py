"""The reader's own recent searches: kept with the session, and gone when they sign out."""

from typing import Any

KEY, MOST = "searches", 8


def recent(request: Any) -> list[str]:
    """What the reader looked for last, the latest first."""
    kept = request.session.get(KEY, [])
    return [words for words in kept if isinstance(words, str)][:MOST]


def remember(request: Any, words: str) -> None:
    """Keep the words for this reader; the session is saved only if they are new."""
    before = recent(request)
    if before[:1] != [words]:
        request.session[KEY] = [words, *(one for one in before if one != words)][:MOST]


def forget(request: Any) -> None:
    """Clear them."""
    request.session.pop(KEY, None)
