"""What of a record its reader holds: for the tabs, buttons and history lines of its pages."""

from typing import Any

from django.db.models import Exists, Value

from access.levels import ALL_SECTIONS, Level, bit
from access.models import BreakGlass, SharedModel
from agencies.models import Membership
from core.policy import is_someone


def held_sections(user: Any, obj: SharedModel) -> dict[str, int]:
    """The highest level the user holds in each section of a record they can see."""
    held: dict[str, int] = {}
    for level, bits in _reaches(user, obj):
        for section in obj.SECTIONS:
            if bits & bit(type(obj), section):
                held[section] = max(level, held.get(section, 0))
    return held


def highest_level(user: Any, obj: SharedModel) -> int:
    """The highest level the user holds at all; 0 for nothing."""
    return max((level for level, _ in _reaches(user, obj)), default=0)


def can_add(user: Any, obj: SharedModel, section: str) -> bool:
    """May the user add to this section?"""
    return held_sections(user, obj).get(section, 0) >= Level.CONTRIBUTE


def _reaches(user: Any, obj: SharedModel) -> list[tuple[int, int]]:
    """Level and sections of each way in that is open to the user: none if they may not read."""
    if not is_someone(user):
        return []
    visible = type(obj)._default_manager.visible_to(user).filter(pk=obj.pk)
    may_read = Exists(visible)
    teams = Membership.objects.conveying(user).values("team_id")
    team_holds = obj.team_holds.live().filter(may_read, group_id__in=teams, restricted=False)
    user_holds = obj.user_holds.live().filter(may_read, user_id=user.pk)
    glass = BreakGlass.objects.of(obj).open_to(user)
    glass = glass.filter(Exists(visible.filter(is_restricted=False)))
    columns = ("level", "sections")
    reading = glass.annotate(level=Value(Level.VIEW.value), sections=Value(ALL_SECTIONS))
    return list(
        team_holds.values_list(*columns).union(
            user_holds.values_list(*columns), reading.values_list(*columns)
        )
    )


def open_glass(user: Any, obj: SharedModel) -> BreakGlass | None:
    """The glass through which the user reads a record; None where they hold access to it."""
    if obj.team_holds.live().filter(
        group_id__in=Membership.objects.conveying(user).values("team_id"), restricted=False
    ):
        return None
    if obj.user_holds.live().filter(user_id=user.pk):
        return None
    return BreakGlass.objects.of(obj).open_to(user).order_by("-valid_until").first()
