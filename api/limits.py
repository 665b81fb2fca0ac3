"""How many calls a client makes in a minute, counted in the shared cache.

While the cache is down nothing is counted here. How many people an account may list in an hour is
counted in the database, and holds all the same.
"""

import time
from typing import Any, NamedTuple

from django.core.cache import cache

from core import errors

WINDOW = 60


class Left(NamedTuple):
    """What is left of a client's calls in this minute."""

    most: int
    used: int
    seconds: int

    @property
    def is_over(self) -> bool:
        return self.used > self.most

    @property
    def is_first_over(self) -> bool:
        """Of the calls over the limit, one a minute is recorded."""
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
    key = f"api:calls:{client.pk}:{minute}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        used = cache.incr(key)
    except ValueError:  # it ran out between the two
        used = 1
    return Left(client.a_minute, used, WINDOW - second)


def too_many(left: Left) -> Any:
    """The answer to a client that calls too often."""
    words = f"This client may make {left.most} calls a minute. Go on in {left.seconds} seconds."
    return errors.in_json(429, words, {"Retry-After": str(left.seconds)}, "too-many")
