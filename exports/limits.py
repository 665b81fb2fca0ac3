"""How much one person may export: rows and files in 24 hours, and people within an hour.

The people in a file count as listed (access.listing), as those on a page do. What goes over waits
until a manager of the team allows it.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Count, Sum

from access.listing import is_over
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


def why_over(user: Any, rows: int) -> str:
    """Why so many more rows would be too many for today; nothing if they are not."""
    limit = limit_of(user)
    so_far = Export.objects.of_the_last_day(user).aggregate(rows=Sum("rows_total"), n=Count("pk"))
    if so_far["n"] >= limit["files"]:
        made = counted(so_far["n"], "export")
        return f"{made} already made in 24 hours, and the limit is {limit['files']}."
    total = (so_far["rows"] or 0) + rows
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
        f"With the people listed before, it comes to over {most:,} different people within an "
        "hour, which is the limit."
    )
