"""People and teams that an action names with @, of those who may read the actions of the case."""

from typing import Any

from access.levels import Level, bit
from agencies.models import Membership, Team, User
from cases.models import Case
from core.tidy import folded

SIGN = "@"
# Longer than any name that may stand behind the sign.
LONGEST = 150


def mentioned(case: Case, text: str) -> dict[str, list[int]]:
    """The ids of the teams and the people whose names stand behind an @ in a text.

    Among those who hold the actions of the case: nobody else is asked whether they exist.
    """
    if SIGN not in text:
        return {}
    named = [folded(part[:LONGEST]) for part in text.split(SIGN)[1:]]
    actions = bit(Case, "actions")
    holds: Any = case.team_holds.live().at_least(Level.VIEW, actions)
    teams = Team.objects.filter(pk__in=holds.order_by().values("group_id"))
    members = Membership.objects.live().filter(team__in=teams, role__in=Membership.RECORD_ROLES)
    others: Any = case.user_holds.live().at_least(Level.VIEW, actions)
    people = User.objects.filter(memberships__in=members) | User.objects.filter(
        pk__in=others.order_by().values("user_id")
    )
    found = {
        "teams": _behind(named, teams.values_list("pk", "name")),
        "people": _behind(named, people.distinct().values_list("pk", "name")),
    }
    return {kind: ids for kind, ids in found.items() if ids}


def _behind(named: list[str], rows: Any) -> list[int]:
    """The ids of the rows whose whole name begins one of these texts."""
    return sorted({pk for pk, name in rows for text in named if _begins(text, folded(name))})


def _begins(text: str, name: str) -> bool:
    return bool(name) and text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()
