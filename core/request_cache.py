"""What was asked once while a page is read need not be asked again until it is answered.

Only pages that change nothing remember: an act always asks afresh.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def request_cache(method: str) -> Iterator[None]:
    """Remember answers for the length of a request that only reads."""
    token = _answers.set({} if method in ("GET", "HEAD") else None)
    try:
        yield
    finally:
        _answers.reset(token)


def cached_for_request(key: Any, ask: Callable[[], Any]) -> Any:
    """The answer, asked now or earlier in the same reading request."""
    answers = _answers.get()
    if answers is None:
        return ask()
    if key not in answers:
        answers[key] = ask()
    return answers[key]


def recall(key: Any) -> Any:
    """What was asked earlier in the same reading request; None if it was not."""
    answers = _answers.get()
    return None if answers is None else answers.get(key)


def is_caching() -> bool:
    """Is this a request that only reads?"""
    return _answers.get() is not None
