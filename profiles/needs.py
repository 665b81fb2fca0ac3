"""What the pages about anxieties and needs ask: what there is, and what is urgent."""

import datetime
from typing import Any

from django.utils import timezone

from core import policy
from profiles.models import Need, Profile

# What is not resolved stands out so long before a release.
BEFORE_RELEASE = datetime.timedelta(days=28)


def release_soon(stay: Any) -> datetime.date | None:
    """When a release is expected from this stay in custody, if that is soon."""
    day: datetime.date | None = stay.release_expected_on if stay is not None else None
    return day if day is not None and day <= timezone.localdate() + BEFORE_RELEASE else None


def in_order(needs: list[Need]) -> tuple[list[Need], list[Need]]:
    """Those that are open, as they come; those that are resolved, the latest first."""
    done = [need for need in needs if not need.is_open]
    still = [need for need in needs if need.is_open]
    return still, sorted(done, key=lambda need: need.resolved_at, reverse=True)


def needs_of(person: Profile, user: Any) -> Any:
    """The anxieties and needs of a person that the user reads."""
    return policy.accessible(user, "need.view", Need).of_person(person).with_words()


def needs_of_teams(user: Any) -> Any:
    """Open needs that the user's teams have picked up, or are responsible for."""
    seen: Any = policy.accessible(user, "need.view", Need)
    return seen.with_people().of_teams(user)
