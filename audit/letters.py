"""Deliveries in words, for administrators: no person, no record and no reference."""

import datetime
import math
from dataclasses import dataclass

from audit import vocabulary
from audit.models import Delivery
from audit.services import consumer_in_words
from audit.words import describe
from core.wording import counted

UNKNOWN = "An event of another version"
# Longer than this, and nobody sweeps: no worker, or no scheduler.
LATE = 120


@dataclass(frozen=True)
class DeadLetter:
    """One delivery that was given up: what happened, what should have followed, what went wrong.

    The event is named by its number, which the log has too, and never by its record: an
    administrator of one area may not know of the records of another.
    """

    pk: int
    number: str
    what: str
    should: str
    since: datetime.datetime
    attempts: int
    problem: str

    @classmethod
    def of(cls, delivery: Delivery) -> "DeadLetter":
        event = delivery.event
        return cls(
            pk=delivery.pk,
            number=f"Event {event.pk}",
            what=describe(event) if vocabulary.declared(event.verb) else UNKNOWN,
            should=consumer_in_words(delivery.consumer),
            since=event.at,
            attempts=delivery.attempts,
            problem=delivery.problem,
        )


@dataclass(frozen=True)
class Figure:
    """One number about the queue, and whether it is too large."""

    label: str
    value: str
    is_late: bool = False


def queue_in_words(state: dict[str, tuple[str, float]]) -> list[Figure]:
    """What stands above the list: how many wait, since when, and whether anybody sweeps."""
    numbers = {name: value for name, (_, value) in state.items()}
    waiting, oldest = numbers["deliveries_waiting"], numbers["delivery_oldest_seconds"]
    lag, failed = numbers["delivery_sweep_lag_seconds"], numbers["deliveries_failed"]
    return [
        Figure("Waiting", f"{waiting:,}"),
        Figure(
            "Oldest has waited", duration(oldest) if waiting else "Nothing waits", oldest > LATE
        ),
        Figure("Last sweep", last_sweep(lag), lag > LATE),
        Figure("Dead letters", f"{failed:,}", failed > 0),
    ]


def last_sweep(lag: float) -> str:
    """When the scheduler last looked for what waits."""
    return f"{duration(lag)} ago" if math.isfinite(lag) else "Never"


def duration(seconds: float) -> str:
    """12 seconds; 5 minutes; 3 hours; 2 days."""
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= 2 * size or (unit == "minute" and seconds >= size):
            return counted(int(seconds // size), unit)
    return counted(int(seconds), "second")
