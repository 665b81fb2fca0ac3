"""How many calls a client makes in a minute, counted in the shared cache.

Of the calls over the limit, the first leaves an event; `api.services.over_limit` writes another
that says how many they were. While the cache is down nothing is counted here. How many people an
account may list in an hour is counted in the database, and holds all the same.
"""

import time
from typing import Any, NamedTuple

from django.core.cache import cache

from core import errors

WINDOW = 60
# Seconds for which a count is kept, for the job that says how many calls were refused.
KEPT = 6 * 3600
# The clocks of several servers differ by less.
CLOCKS = 5


class Left(NamedTuple):
    """What is left of a client's calls in this minute."""

    most: int
    used: int
    seconds: int
    minute: int

    @property
    def is_over(self) -> bool:
        return self.used > self.most

    @property
    def is_first_over(self) -> bool:
        """Of the calls over the limit, the first of a minute is recorded by itself."""
        return self.used == self.most + 1

    @property
    def headers(self) -> dict[str, str]:
        """As the IETF draft on rate limits has them."""
        left = max(self.most - self.used, 0)
        return {
            "RateLimit-Policy": f'"client";q={self.most};w={WINDOW}',
            "RateLimit": f'"client";r={left};t={self.seconds}',
        }


def count(client: Any) -> Left:
    """Count one call, and say what is left."""
    minute, second = divmod(int(time.time()), WINDOW)
    key = _key(client, minute)
    cache.add(key, 0, timeout=KEPT)
    try:
        used = cache.incr(key)
    except ValueError:  # it ran out between the two
        used = 1
    return Left(client.a_minute, used, WINDOW - second, minute)


def _key(client: Any, minute: int) -> str:
    return f"api:calls:{client.pk}:{minute}"


def is_over(minute: int) -> bool:
    """Is nothing counted in this minute any more?"""
    return (int(time.time()) - CLOCKS) // WINDOW > minute


def is_forgotten(minute: int) -> bool:
    """Is what was counted in this minute not kept any more?"""
    return int(time.time()) > minute * WINDOW + KEPT


def refused_in(client: Any, minute: int) -> int | None:
    """How many calls over the limit a client made in a minute; None if the cache has lost it."""
    used = cache.get(_key(client, minute))
    return None if used is None else max(used - client.a_minute, 0)


def too_many(left: Left) -> Any:
    """The answer to a client that calls too often."""
    words = f"This client may make {left.most} calls a minute. Go on in {left.seconds} seconds."
    return errors.in_json(429, words, {"Retry-After": str(left.seconds)}, "too-many")
