"""What else lets somebody know that a record exists: upper apps say it, such as a task about it.

Nobody gets to know of a restricted record this way, of a discreet team's, or of one that they are
excluded from: `SharedQuerySet.stubs_for` asks that first.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

Source = Callable[[Any], QuerySet]
_sources: list[Source] = []


def known_through(source: Source) -> Source:
    """Declare a function of the user: rows that name the records (`AboutObject`) they know of.

    Called when an app starts, before anything is asked.
    """
    _sources.append(source)
    return source


def sources() -> list[Source]:
    """All of them."""
    return list(_sources)
