"""When something can have happened in an episode, for services that have asked."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from core.dates import format_when
from missing.models import Episode

NOT_YET = "Enter a time that is not in the future"


def require_missing(episode: Episode) -> None:
    """Raises ValidationError where they were found already."""
    if episode.located_at is not None:
        when = format_when(episode.located_at)
        raise ValidationError(f"They were found or came back on {when}. This episode is over.")


def check_moment(episode: Episode, **moments: datetime.datetime | None) -> None:
    """Neither in the future nor before they were last seen. Raises ValidationError by field."""
    for name, at in moments.items():
        if at is None:
            continue
        if at > timezone.now():
            raise ValidationError({name: NOT_YET})
        if at < episode.last_seen_at:
            seen = format_when(episode.last_seen_at)
            raise ValidationError({name: f"They were last seen on {seen}. Enter a later time."})
