"""Forms are sent once, and come back with what they held when a session ended.

Every page with a form carries a token: random, and sealed for the reader and the address. The page
that saves spends it in the same transaction, so that the same form sent twice is saved once, and
the second is shown what the first did. What a form held that came too late is kept for its sender,
and the page shows it again once they have signed in. An upper app keeps both.
"""

from collections.abc import Callable
from typing import Any, Protocol

from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

FIELD, REPEATED = "once", "repeated"
LENGTH, SHORTEST = 32, 12
# What a page sends besides what was typed.
UNSAID = {FIELD, REPEATED, "csrfmiddlewaretoken", "opened", "draft_kind", "draft_of"}
AGAIN = "This page was opened in another session. Check what you typed and save it again."
SAVED = "You have saved this already. It was saved once."
CAME_TOO_LATE = "You were signed out before this was saved. Check it and save."


class Keeper(Protocol):
    """Where spent tokens and late forms are kept."""

    def came_to(self, user: Any, token: str) -> str | None:
        """Where the form of this token led, if it was saved."""

    def spend(self, user: Any, token: str) -> str | None:
        """Spend a token: None the first time, later what the first came to."""

    def remember(self, user: Any, token: str, outcome: str, words: str) -> None:
        """What the form came to, the address of its page; and a digest of what it said."""

    def said_before(self, user: Any, words: str) -> Any:
        """When the user saved a form that said this, within the last day; or None."""

    def late(self, request: Any) -> Any:
        """What the reader's form at this address held when it came too late, or None."""

    def forget(self, request: Any) -> None:
        """The form was saved."""


def digest_of_words(address: str, sent: Any) -> str:
    """Of the longest text in a form, and its address; nothing where the form says little.

    A browser that goes back may fetch the page anew, with a new token, and put the text in again.
    """
    texts = [value for name, value in sent.items() if name not in UNSAID]
    longest = " ".join(max(texts, key=len, default="").split())
    if len(longest) < SHORTEST:
        return ""
    return salted_hmac("core.once.words", f"{address} {longest}", algorithm="sha256").hexdigest()


_keepers: list[Keeper] = []


def keep_with(keeper: Callable[[], Keeper]) -> Callable[[], Keeper]:
    """Say where they are kept."""
    _keepers[:] = [keeper()]
    return keeper


def keeper() -> Keeper:
    return _keepers[0]


def new_token(user: Any, address: str) -> str:
    """A token that nobody has spent, for this reader and address."""
    text = get_random_string(LENGTH)
    return f"{text}.{_seal(user, address, text)}"


def is_sealed(token: str, user: Any, address: str) -> bool:
    """Was this token given to this reader, at this address?"""
    text, _, seal = token.partition(".")
    return len(text) == LENGTH and constant_time_compare(seal, _seal(user, address, text))


def _seal(user: Any, address: str, text: str) -> str:
    return salted_hmac("core.once", f"{user.pk} {address} {text}", algorithm="sha256").hexdigest()
