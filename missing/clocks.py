"""Starts and stops the clocks of an episode. Services call it when they have asked."""

import datetime

from django.utils import timezone

from missing.arranged import arrangement_of, review_hours
from missing.models import Clock, Episode


def start(episode: Episode, kind: str, *, after: datetime.timedelta) -> Clock:
    """Let something be due so long from now; a clock of its kind that runs is stopped as done."""
    stop(episode, kind, is_done=True)
    now = timezone.now()
    return Clock.objects.create(episode=episode, kind=kind, started_at=now, due_at=now + after)


def stop(episode: Episode, *kinds: str, is_done: bool) -> int:
    """Stop clocks of these kinds, or all of them. Returns how many ran."""
    running = Clock.objects.running().filter(episode=episode)
    if kinds:
        running = running.filter(kind__in=kinds)
    stopped: int = running.update(stopped_at=timezone.now(), is_done=is_done)
    return stopped


def after_assessment(episode: Episode) -> None:
    """The risk was assessed: when it is reviewed again."""
    stop(episode, Clock.Kind.ASSESSMENT, is_done=True)
    hours = review_hours(arrangement_of(episode.area), episode.risk)
    start(episode, Clock.Kind.REVIEW, after=datetime.timedelta(hours=hours))


def after_return(episode: Episode) -> None:
    """They were found: nothing is due any more but the interviews that follow its outcome."""
    stop(episode, is_done=False)
    arranged = arrangement_of(episode.area)
    if episode.outcome.has_prevention_interview:
        hours = datetime.timedelta(hours=arranged.prevention_hours)
        start(episode, Clock.Kind.PREVENTION, after=hours)
    if episode.outcome.has_return_interview:
        hours = datetime.timedelta(hours=arranged.interview_hours)
        start(episode, Clock.Kind.INTERVIEW, after=hours)


def after_interview(episode: Episode, kind: str) -> None:
    """The talk of this kind of clock was held or declined."""
    stop(episode, kind, is_done=True)
