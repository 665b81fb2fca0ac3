"""Starts and stops the clocks of an episode. Services call it when they have asked.

A clock measures time that goes by, not what a clock on the wall shows: 72 hours are 72 hours also
in the night when the clocks change.
"""

import datetime

from django.utils import timezone

from missing.arranged import arrangement_of, review_hours
from missing.models import Clock, Episode, Interview

# Which clock an interview stops.
OF_INTERVIEW = {
    Interview.Kind.PREVENTION.value: Clock.Kind.PREVENTION,
    Interview.Kind.RETURN.value: Clock.Kind.INTERVIEW,
}


def start(
    episode: Episode,
    kind: str,
    *,
    after: datetime.timedelta,
    since: datetime.datetime | None = None,
) -> Clock:
    """Let something be due so long from now, or since an earlier moment.

    A clock of its kind that runs is stopped as done.
    """
    stop(episode, kind, is_done=True)
    began = (since or timezone.now()).astimezone(datetime.UTC)
    return Clock.objects.create(episode=episode, kind=kind, started_at=began, due_at=began + after)


def stop(episode: Episode, *kinds: str, is_done: bool) -> int:
    """Stop clocks of these kinds, or all of them. Returns how many ran."""
    running = Clock.objects.running().of_episode(episode).select_for_update(no_key=True)
    stopped = [clock for clock in running.order_by("pk") if not kinds or clock.kind in kinds]
    for clock in stopped:
        clock.stopped_at, clock.is_done = timezone.now(), is_done
        clock.save(update_fields=["stopped_at", "is_done"])
    return len(stopped)


def after_assessment(episode: Episode) -> None:
    """The risk was assessed: its next review is due as the area reviews this level."""
    stop(episode, Clock.Kind.ASSESSMENT, is_done=True)
    if not episode.is_missing or episode.risk is None:
        return
    hours = review_hours(arrangement_of(episode.area), episode.risk)
    start(episode, Clock.Kind.REVIEW, after=datetime.timedelta(hours=hours))


def after_return(episode: Episode) -> None:
    """Somebody was found: the risk is assessed no more, and the interviews of the outcome are due.

    Counted from the return, also where it is recorded later.
    """
    stop(episode, is_done=False)
    outcome, since = episode.outcome, episode.located_at
    if outcome is None or since is None:
        return
    arrangement = arrangement_of(episode.area)
    if outcome.has_prevention_interview:
        hours = datetime.timedelta(hours=arrangement.prevention_hours)
        start(episode, Clock.Kind.PREVENTION, after=hours, since=since)
    if outcome.has_return_interview:
        hours = datetime.timedelta(hours=arrangement.interview_hours)
        start(episode, Clock.Kind.INTERVIEW, after=hours, since=since)


def after_interview(episode: Episode, kind: str) -> None:
    """An interview was held or declined: nothing is due any more."""
    stop(episode, OF_INTERVIEW[kind], is_done=True)
