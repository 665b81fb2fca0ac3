"""Starts and stops the clocks of an episode. Services call it when they have asked."""

import datetime

from django.utils import timezone

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
