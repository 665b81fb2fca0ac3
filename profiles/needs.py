"""What the pages about anxieties and needs ask: who can be responsible, what is urgent."""

import datetime
from typing import Any

from django.utils import timezone

from access.levels import Level, bit
from access.naming import naming
from agencies.models import Team, User
from agencies.querysets import TeamQuerySet
from profiles.models import Profile

# What is not resolved stands out so long before a release.
BEFORE_RELEASE = datetime.timedelta(days=28)


def teams_of_log(person: Profile, user: User) -> TeamQuerySet:
    """The teams that read this person's log, of those that the user may know."""
    holds: Any = person.team_holds.live().at_least(Level.VIEW, bit(Profile, "log"))
    reading = holds.filter(restricted=False).order_by().values("group_id")
    hidden = naming(user, person).hidden_teams
    return Team.objects.filter(pk__in=reading).exclude(pk__in=hidden).order_by("name")


def release_soon(stay: Any) -> datetime.date | None:
    """When a release is expected from this stay in custody, if that is soon."""
    day: datetime.date | None = stay.release_expected_on if stay is not None else None
    return day if day is not None and day <= timezone.localdate() + BEFORE_RELEASE else None
