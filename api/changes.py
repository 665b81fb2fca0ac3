"""What changed among the records that a client sees: ids only, in an order that skips nothing.

An event carries the moment at which its transaction began, and is seen by others when that has
ended, which may be later than of one that began after it. So the feed ends before the beginning of
the oldest transaction that is still open: whatever began before that is written or will never be.
The moment is asked for first, and the events by a statement after it.
"""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from access.naming import Naming
from api.event_scopes import scopes_of
from api.followed import RECORDS, uuids_seen
from api.sealing import sealed, unsealed
from audit.selectors import acts_followed, settled_until
from core.paging import decode, encode, moment

LOOKED_AT, LOOKS = 500, 10
SEALED_FOR = "api.changes"


class Change(NamedTuple):
    """Something was done to a record: which, what, and when."""

    kind: str
    uuid: Any
    what: str
    section: str
    at: datetime.datetime


class Changes(NamedTuple):
    """Changes in order, where the next begin, and whether there are more already."""

    rows: list[Change]
    cursor: str
    more: bool
    people: list[int]


def write_cursor(at: datetime.datetime, pk: int) -> str:
    """A place in the log, sealed: of acts that a client may not see it tells not even when."""
    return sealed(encode(at.isoformat(), pk), SEALED_FOR)


def read_cursor(text: str) -> tuple[datetime.datetime, int] | None:
    """Where to go on; None for what is no cursor of ours."""
    key = decode(unsealed(text, SEALED_FOR) or "", (str, int))
    at = moment(key[0]) if key is not None else None
    return (at, key[1]) if key is not None and at is not None else None


def changes_after(
    user: Any, scopes: Iterable[str] | None, start: tuple[datetime.datetime, int] | None, most: int
) -> Changes:
    """What changed after this place in the log, as this client may see it now.

    Without a place it begins now. Of people, who have no scopes, the access alone decides.
    """
    until = settled_until()
    if start is None:
        return Changes([], write_cursor(until, 0), more=False, people=[])
    hidden = Naming(user, manages=False).hidden_teams
    acts = acts_followed(user, RECORDS, hidden=hidden)
    found = Changes([], "", more=True, people=[])
    # How many others there were is nobody's business: empty stretches are passed over here.
    for _ in range(LOOKS):
        found, start = _stretch(user, scopes, acts, start, until, most)
        if found.rows or not found.more:
            break
    return found


def _stretch(
    user: Any,
    scopes: Iterable[str] | None,
    acts: Any,
    start: tuple[datetime.datetime, int],
    until: datetime.datetime,
    most: int,
) -> tuple[Changes, tuple[datetime.datetime, int]]:
    """What the client sees among so many events, and the place behind them."""
    events = list(acts.settled(*start, until)[: LOOKED_AT + 1])
    looked_at = events[:LOOKED_AT]
    in_scope = [event for event in looked_at if scopes is None or scopes_of(event) <= set(scopes)]
    seen = uuids_seen(user, in_scope)
    rows, place, people = [], start, set()
    for number, event in enumerate(looked_at):
        found = seen.get(event.pk)
        if found is not None:
            if len(rows) == most:
                looked_at = looked_at[:number]
                break
            kind = event.target_type.partition(".")[2]
            rows.append(Change(kind, found, event.verb, event.section, event.at))
            people.update(event.subjects)
        place = (event.at, event.pk)
    more = len(looked_at) < len(events)
    return Changes(rows, write_cursor(*place), more, sorted(people)), place
