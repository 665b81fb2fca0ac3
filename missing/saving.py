"""The last steps of every service about an episode: history and event."""

from typing import Any

from access.services import save_entry
from agencies.models import User
from audit.services import record
from cases.verbs import Verb as CaseVerb
from missing.models import Episode


def save_episode(episode: Episode, by: User) -> Episode:
    """Save it, with who changed it."""
    episode._history_user = by
    episode.full_clean(exclude=["case", "plan"], validate_unique=False)
    episode.save()
    return episode


def name_record_in_case(episode: Episode, by: User) -> None:
    """Let the case name the record, so that an exclusion from it hides the name there too."""
    without = episode.case.participants.filter(profile=None, ends_on=None, name=episode.name)
    for participant in without:
        participant.profile, participant.name = episode.profile, episode.profile.name
        save_entry(entry=participant, by=by, verb=CaseVerb.PARTICIPANT_EDITED)


def record_on_case(verb: str, episode: Episode, by: Any, *, operation: str, **event: Any) -> None:
    """Leave the event on the case of the episode, with its history row."""
    record(
        verb=verb,
        operation=operation,
        actor=by,
        target=episode.case,
        **{"history": episode.history.first(), **event},
    )
