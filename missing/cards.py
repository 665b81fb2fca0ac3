"""What the board says of one episode to one reader: a card, or a line of those who came back."""

import datetime
from dataclasses import dataclass
from typing import Any

from access.naming import Naming
from missing.elapsed import at_what_time, lasting, left_until
from missing.models import Clock, Episode, Interview
from missing.selectors import Found

UNASSESSED = "Not assessed yet"
LONGEST = 120


@dataclass(frozen=True)
class Line:
    """A short text on a card, and whether it says that something is late."""

    text: str
    late: bool = False


@dataclass(frozen=True)
class Card:
    """Somebody who is missing: how long, how high the risk is, what is due, with whom."""

    episode: Episode
    face: str
    colour: str
    risk: str
    since: str
    missing: str
    last_seen: str
    due: list[Line]
    with_whom: str
    sighting: str
    lines: list[dict[str, Any]]


@dataclass(frozen=True)
class BackLine:
    """Somebody who came back, and how far the talks with them are."""

    episode: Episode
    since: str
    prevention: list[Line]
    interview: list[Line]


def cards_of(found: Found, names: Naming, now: datetime.datetime) -> list[Card]:
    """The cards of a page of the board."""
    return [_card(one, found, names, now) for one in found.page]


def _card(episode: Episode, found: Found, names: Naming, now: datetime.datetime) -> Card:
    beside, risk = found.beside, episode.risk
    person = beside.faces.get(episode.profile_id)
    return Card(
        episode=episode,
        face=person.face_url if person else "",
        colour=risk.badge if risk else "high",
        risk=risk_in_words(episode),
        since=at_what_time(episode.risk_at, now) if episode.risk_at else "",
        missing=missing_for(episode, now),
        last_seen=_last_seen(episode, now),
        due=[due_line(clock, now) for clock in beside.clocks.get(episode.pk, ())],
        with_whom=_with_whom(episode, names),
        sighting=_sighting(beside.sightings.get(episode.pk), now),
        lines=beside.lines.get(episode.case_id, []),
    )


def risk_in_words(episode: Episode) -> str:
    """High risk; No apparent risk; Not assessed yet."""
    if episode.risk is None:
        return UNASSESSED
    name = episode.risk.name
    return name if name.lower().endswith("risk") else f"{name} risk"


def missing_for(episode: Episode, now: datetime.datetime) -> str:
    """How long nobody has seen them."""
    return lasting(max(now - episode.last_seen_at, datetime.timedelta()))


def due_line(clock: Clock, now: datetime.datetime) -> Line:
    """Risk review due in 26 min."""
    kind = clock.get_kind_display()
    return Line(f"{kind} {left_until(clock.due_at, now)}", late=clock.due_at <= now)


def _last_seen(episode: Episode, now: datetime.datetime) -> str:
    seen = f"{at_what_time(episode.last_seen_at, now)}, {episode.last_seen_place}"
    clothing = " ".join(episode.clothing.split())
    if len(clothing) > LONGEST:
        clothing = f"{clothing[:LONGEST].rsplit(' ', 1)[0]}…"
    return f"{seen.rstrip('.')}. {clothing}" if clothing else seen


def _with_whom(episode: Episode, names: Naming) -> str:
    case = episode.case
    lead, team = names.lead(case), names.team(case.owner_team)
    return f"{lead.name}, {team}" if lead else team


def _sighting(seen: Any, now: datetime.datetime) -> str:
    if seen is None:
        return ""
    at, place, reliability = seen
    sure = reliability.split(":")[0].lower()
    return f"{at_what_time(at, now)}, {place} ({sure})"


# ---- Those who came back ------------------------------------------------------------------------
def back_lines(found: Found, now: datetime.datetime) -> list[BackLine]:
    """Those who came back and with whom somebody must talk."""
    return [
        BackLine(
            episode,
            at_what_time(episode.located_at, now) if episode.located_at else "",
            _talk(episode, found, Clock.Kind.PREVENTION, Interview.Kind.PREVENTION, now),
            _talk(episode, found, Clock.Kind.INTERVIEW, Interview.Kind.RETURN, now),
        )
        for episode in found.back
    ]


def _talk(
    episode: Episode, found: Found, kind: str, talk: str, now: datetime.datetime
) -> list[Line]:
    """How far one talk is: done, declined, 53 h left and offered, overdue; nothing if not due."""
    clock = next((c for c in found.beside.clocks.get(episode.pk, ()) if c.kind == kind), None)
    interview = found.beside.interviews.get((episode.pk, talk))
    if interview is not None and interview.is_over:
        held = "Done" if interview.state == Interview.State.HELD else "Declined"
        return [Line(f"{held} {at_what_time(interview.ended_at, now)}")]
    if clock is None:
        return [Line("Not due")]
    state = [Line("offered")] if interview and interview.offered_at else []
    if clock.due_at <= now:
        return [Line(f"Overdue {lasting(now - clock.due_at)}", late=True), *state]
    return [Line(f"{lasting(clock.due_at - now)} left"), *state]
