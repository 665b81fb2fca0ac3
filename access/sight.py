"""What of a record its reader holds: for the tabs, buttons and history lines of its pages."""

from typing import Any

from access.levels import bit
from access.models import BreakGlass, SharedModel
from access.ways import ways_in


def held_sections(user: Any, obj: SharedModel) -> dict[str, int]:
    """The highest level the user holds in each section of a record they can see."""
    held: dict[str, int] = {}
    for way in ways_in(user, type(obj), obj.pk):
        for section in obj.SECTIONS:
            if way.sections & bit(type(obj), section):
                held[section] = max(way.level, held.get(section, 0))
    return held


def highest_level(user: Any, obj: SharedModel) -> int:
    """The highest level the user holds at all; 0 for nothing."""
    return max((way.level for way in ways_in(user, type(obj), obj.pk)), default=0)


def open_glass(user: Any, obj: SharedModel) -> BreakGlass | None:
    """The glass through which the user reads a record; None where they hold access to it."""
    ways = ways_in(user, type(obj), obj.pk)
    if not ways or any(way.glass is None for way in ways):
        return None
    return BreakGlass.objects.filter(pk__in=[way.glass for way in ways]).latest("valid_until")
