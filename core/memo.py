"""What was asked once while a page is read need not be asked again until it is answered.

Only pages that change nothing remember: an act always asks afresh.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_memo: ContextVar[dict[Any, Any] | None] = ContextVar("memo", default=None)


@contextmanager
def remembering(method: str) -> Iterator[None]:
    """Remember answers for the length of a request that only reads."""
    token = _memo.set({} if method in ("GET", "HEAD") else None)
    try:
        yield
    finally:
        _memo.reset(token)


def remembered(key: Any, ask: Callable[[], Any]) -> Any:
    """The answer, asked now or earlier in the same reading request."""
    memo = _memo.get()
    if memo is None:
        return ask()
    if key not in memo:
        memo[key] = ask()
    return memo[key]
