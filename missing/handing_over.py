"""Handovers of missing people’s cases: how long one may wait, and how many were in time."""

import datetime
from typing import Any

from cases.models import Case
from core.figures import share
from missing.arranged import arrangement_of
from missing.models import Episode
from tasks.handovers import in_time

DEFINITION = (
    "Handovers of cases of missing people in your teams that were due in the period. In time: "
    "within the minutes that the area allows. Those that were withdrawn before are left out."
)


def minutes_of(case: Case) -> int | None:
    """The minutes that the area allows, while somebody is missing or their case is open."""
    episode = Episode._base_manager.select_related("area").filter(case=case).first()
    if episode is None:
        return None
    minutes: int = arrangement_of(episode.area).acknowledge_minutes
    return minutes


def handovers_in_time(
    user: Any, begins: datetime.datetime, ends: datetime.datetime
) -> dict[str, Any]:
    """As a table of figures, for the episodes that the user sees."""
    episodes = Episode.objects.visible_to(user)
    cases = Case.objects.filter(pk__in=episodes.values("case_id"))
    good, number = in_time(user, cases, begins, ends)
    return {
        "title": "Handovers acknowledged in time",
        "definition": DEFINITION,
        "columns": ("Handovers", "In time", "Share"),
        "rows": [(number, good, share(good, number))],
    }
