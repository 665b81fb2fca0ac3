"""Which sections of a record a user may read: for its tabs, buttons and history lines."""

from typing import Any

from access.effective_access import access_paths
from access.levels import bit
from access.models import BreakGlass, SharedModel


def held_sections(user: Any, obj: SharedModel) -> dict[str, int]:
    """The highest level the user holds in each section of a record they can see."""
    held: dict[str, int] = {}
    for path in access_paths(user, type(obj), obj.pk):
        for section in obj.SECTIONS:
            if path.sections & bit(type(obj), section):
                held[section] = max(path.level, held.get(section, 0))
    return held


def highest_level(user: Any, obj: SharedModel) -> int:
    """The highest level the user holds at all; 0 for nothing."""
    return max((path.level for path in access_paths(user, type(obj), obj.pk)), default=0)


def open_glass(user: Any, obj: SharedModel) -> BreakGlass | None:
    """The glass through which the user reads a record; None where they hold access to it."""
    paths = access_paths(user, type(obj), obj.pk)
    if not paths or any(path.glass is None for path in paths):
        return None
    return BreakGlass.objects.filter(pk__in=[path.glass for path in paths]).latest("valid_until")
