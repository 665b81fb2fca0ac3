"""Parameters of addresses that every list knows."""

from collections.abc import Mapping
from typing import Any, NamedTuple

FIELDS, AFTER, LIMIT = "fields", "after", "limit"
MOST_ROWS, MOST_COUNTED = 100, 1000
# Parameters of pages that say how they look.
OF_PAGES = {"view", "quick", "show", "more"}


class Parameter(NamedTuple):
    """What the documentation says of a parameter that no filter describes."""

    words: str
    # Each value that can be sent, and what it means.
    values: Mapping[str, str] = {}


def tabs(values: Mapping[str, str]) -> Parameter:
    """The parameter that chooses one part of a list; the first, if none is asked for."""
    return Parameter(f"Which part of the list. Without it, {next(iter(values))}", values)


def kept_names(asked: Any) -> list[str]:
    """The parameters that a filter keeps, such as a tab, without those about the page alone."""
    return [name for name in asked.kept if name not in OF_PAGES]
