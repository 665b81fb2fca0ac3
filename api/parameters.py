"""Parameters of addresses that every list knows."""

from typing import Any

FIELDS, AFTER, LIMIT = "fields", "after", "limit"
MOST_ROWS, MOST_COUNTED = 100, 1000
# Parameters of pages that say how they look.
OF_PAGES = {"view", "quick", "show", "more"}


def kept_names(asked: Any) -> list[str]:
    """The parameters that a filter keeps, such as a tab, without those about the page alone."""
    return [name for name in asked.kept if name not in OF_PAGES]
