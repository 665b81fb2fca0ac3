"""Pages of the log: of a log that is long and a scope that may be small.

A page looks through so many events and no more, however few of them the reader may see; the next
page goes on where it stopped.
"""

import datetime
from dataclasses import replace
from typing import Any

from django.db.models import Q

from audit.models import Event
from audit.querysets import EventQuerySet
from core.paging import Page, capped, decode, encode, moment, page_down

SIZE, CAP, WALK = 50, 1000, 20_000
Place = tuple[datetime.datetime, int]


def page_of_log(events: EventQuerySet, ask: dict[str, Any], after: str, size: int = SIZE) -> Page:
    """A page of `events`, newest first, with the count of what was looked through for it.

    `events` are in the reader's scope and fit what was asked.
    """
    start = _place(after)
    edge = _edge(ask, start)
    if edge is not None:
        at, pk = edge
        events = events.filter(Q(at__gt=at) | Q(at=at, pk__gte=pk), at__gte=at)
    page = page_down(events, "at", "pk", after=after if start else "", size=size)
    count = events[: CAP + 1].count() if page.is_first else 0
    words = capped(count, CAP)
    if edge is None:
        return replace(page, count=words)
    further = page.next_cursor or encode(edge[0].isoformat(), edge[1])
    return replace(page, next_cursor=further, count=f"{words.rstrip('+')}+")


def _place(after: str) -> Place | None:
    """Where the page begins; None, that is the top, for what is no place in a log of ours."""
    found = decode(after, (str, int)) if after else None
    if found is None:
        return None
    at = moment(found[0])
    return None if at is None else (at, found[1])


def _edge(ask: dict[str, Any], start: Place | None) -> Place | None:
    """The last event that the page looks at; None when it reaches the end of the log."""
    asked = Event.objects.narrowed(ask)
    begun = asked.older_than(*start) if start else asked
    places = begun.newest_first().values_list("at", "pk")
    return places[WALK : WALK + 1].first()
