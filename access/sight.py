"""What of a record its reader holds: for the tabs, buttons and history lines of its pages."""

from typing import Any

from django.db.models import Q

from access.levels import Level, bit
from access.models import SharedModel
from agencies.models import Membership


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
    if not type(obj)._default_manager.visible_to(user).filter(pk=obj.pk).exists():
        return []
    teams = Membership.objects.conveying(user).values("team_id")
    team_holds = obj.team_holds.live().filter(Q(group_id__in=teams), restricted=False)
    user_holds = obj.user_holds.live().filter(user_id=user.pk)
    columns = ("level", "sections")
    return list(team_holds.values_list(*columns).union(user_holds.values_list(*columns)))
