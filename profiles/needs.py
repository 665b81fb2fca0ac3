"""What the pages about anxieties and needs ask: what is urgent."""

import datetime
from typing import Any

from django.utils import timezone

# What is not resolved stands out so long before a release.
BEFORE_RELEASE = datetime.timedelta(days=28)


def release_soon(stay: Any) -> datetime.date | None:
    """When a release is expected from this stay in custody, if that is soon."""
    day: datetime.date | None = stay.release_expected_on if stay is not None else None
    return day if day is not None and day <= timezone.localdate() + BEFORE_RELEASE else None
