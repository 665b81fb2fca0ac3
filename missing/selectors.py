"""Who is missing now, as a user may see it."""

from typing import Any

from django.db.models import F

from missing.models import Episode

MOST = 100


def missing_now(user: Any) -> list[Episode]:
    """Episodes that go on: unassessed ones, then the highest risk first; of one, the longest."""
    seen = Episode.objects.visible_to(user).missing_now().with_words()
    return list(
        seen.order_by(F("risk__position").asc(nulls_first=True), "last_seen_at", "pk")[:MOST]
    )
