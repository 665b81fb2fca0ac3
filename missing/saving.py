"""The last steps of every service about an episode: history and event."""

from typing import Any

from agencies.models import User
from audit.services import record
from missing.models import Episode


def save_episode(episode: Episode, by: User) -> Episode:
    """Save it, with who changed it."""
    episode._history_user = by
    episode.full_clean(exclude=["case", "plan"], validate_unique=False)
    episode.save()
    return episode


def record_on_case(verb: str, episode: Episode, by: Any, *, operation: str, **event: Any) -> None:
    """Leave the event on the case of the episode, with its history row."""
    record(
        verb=verb,
        operation=operation,
        actor=by,
        target=episode.case,
        **{"history": episode.history.first(), **event},
    )
