"""How much one person may export: rows and files in 24 hours, and people within an hour.

The people in a file count as listed (access.listing), as those on a page do. What goes over waits
until a manager of the team allows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Sum

from access.listing import is_over, listed_with
from access.listing import limit_of as people_limit_of
from core.wording import counted
from exports.models import Export

# The most rows of one file.
MOST = 100_000


def limit_of(user: Any) -> dict[str, int]:
    """Rows and files in 24 hours, by the role that allows most."""
    limits = settings.EXPORT_LIMITS
    own = [limits[place.role] for place in user.live_memberships if place.role in limits]
    return max(own, key=lambda limit: limit["rows"], default=limits["practitioner"])


@dataclass(frozen=True)
class Allowance:
    """What one person may export now without asking a manager, and what is left of it."""

    rows: int
    rows_left: int
    files: int
    files_left: int
    people: int
    people_left: int
    # A manager has lifted the limit on people for some hours.
    is_lifted: bool


def allowance_of(user: Any) -> Allowance:
    """The limits of this person, and what is left of each."""
    limit, so_far, people = limit_of(user), _so_far(user), people_limit_of(user)
    listed, is_lifted = listed_with(user)
    return Allowance(
        rows=limit["rows"],
        rows_left=max(0, limit["rows"] - so_far["rows"]),
        files=limit["files"],
        files_left=max(0, limit["files"] - so_far["files"]),
        people=people,
        people_left=max(0, people - listed),
        is_lifted=is_lifted,
    )


def _so_far(user: Any) -> dict[str, int]:
    """Rows and files of the last 24 hours."""
    own = Export.objects.of_the_last_day(user)
    found = own.aggregate(rows=Sum("rows_total", default=0), files=Count("pk"))
    return {name: int(number) for name, number in found.items()}


def why_over(user: Any, rows: int) -> str:
    """Why so many more rows would be too many for today; nothing if they are not."""
    limit, so_far = limit_of(user), _so_far(user)
    if so_far["files"] >= limit["files"]:
        made = counted(so_far["files"], "export")
        return f"{made} already made in 24 hours, and the limit is {limit['files']}."
    total = so_far["rows"] + rows
    if total > limit["rows"]:
        return (
            f"It would make {counted(total, 'row')} in 24 hours: the limit is {limit['rows']:,}."
        )
    return ""


def why_too_many(user: Any, people: Iterable[int]) -> str:
    """Why these people would be too many within the hour; nothing if they are not."""
    if not is_over(user, people):
        return ""
    most = people_limit_of(user)
    return (
        f"With the people you have already listed, this is over {most:,} different people within "
        "an hour, which is the limit."
    )
