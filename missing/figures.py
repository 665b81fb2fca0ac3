"""Figures about missing people, of the episodes that a user sees, each with its definition."""

import datetime
import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from core import panels, policy
from missing.elapsed import lasting
from missing.models import Clock, Episode, Interview

ACTION = "missing.figures"
DAY = datetime.timedelta(days=1)
NONE = "–"
OPEN = "People missing now whose cases you can see, by the latest level of risk."
FIRST = (
    "From the report to the first assessment of the risk. In time: within the minutes that the "
    "area allows. People found before anybody assessed the risk are left out."
)
INTERVIEWS = (
    "Of people who came back, from the moment they were found. In time: within the hours that the "
    "area allows, for a return home interview 72 unless it says otherwise. The share leaves out "
    "interviews that were declined, and those that may still be held in time."
)
REPEATS = (
    "People reported missing more than once in the period. Counted by their record: an episode "
    "that is linked to no record counts for nobody."
)
TALKS = (
    (Clock.Kind.PREVENTION, "Prevention interview"),
    (Clock.Kind.INTERVIEW, "Return home interview"),
)


@dataclass(frozen=True)
class Figures:
    """One table of figures, and what its figures mean."""

    title: str
    definition: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """The rows, each value with the heading of its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


def figures_of(user: Any, first: datetime.date, last: datetime.date) -> list[Figures]:
    """All figures of episodes that were reported from the first to the last day."""
    begins, ends = midnight(first), midnight(last + DAY)
    seen = policy.accessible(user, ACTION, Episode)
    reported = seen.reported_between(begins, ends)
    clocks = list(
        Clock.objects.visible_to(user, section="actions")
        .of_reports_between(begins, ends)
        .with_interviews(Interview.objects.visible_to(user))
    )
    said = panels.gather("missing.figures", user, begins, ends)
    return [
        _open_by_risk(seen),
        _first_assessments(clocks),
        _interviews(clocks, timezone.now()),
        _repeats(reported),
        *(Figures(**one) for one in said),
    ]


def midnight(day: datetime.date) -> datetime.datetime:
    """When a day begins in the UK."""
    zone = ZoneInfo(settings.TIME_ZONE)
    at = datetime.datetime.combine(day, datetime.time(), tzinfo=zone)
    return at.astimezone(datetime.UTC)


def share(part: int, whole: int) -> str:
    """75% of 8; of nothing there is no share."""
    return f"{round(100 * part / whole)}%" if whole else NONE


def _open_by_risk(seen: Any) -> Figures:
    rows = [(name or "Not assessed yet", f"{number}") for name, number in seen.open_by_risk()]
    return Figures("Missing now, by risk", OPEN, ("Risk", "People"), rows)


def _first_assessments(clocks: Iterable[Any]) -> Figures:
    of_kind = [one for one in clocks if one.kind == Clock.Kind.ASSESSMENT]
    done = [one for one in of_kind if one.is_done and one.stopped_at]
    in_time = sum(one.stopped_at <= one.due_at for one in done)
    late = len(done) - in_time + sum(one.is_overdue for one in of_kind)
    times = [one.stopped_at - one.started_at for one in done]
    row = (
        lasting(statistics.median(times)) if times else NONE,
        f"{in_time}",
        f"{late}",
        share(in_time, in_time + late),
    )
    columns = ("Median time", "In time", "Late or overdue", "Share in time")
    return Figures("Time to the first assessment", FIRST, columns, [row])


def _interviews(clocks: Iterable[Any], now: datetime.datetime) -> Figures:
    rows = []
    for kind, title in TALKS:
        states = Counter(_outcome(one, now) for one in clocks if one.kind == kind)
        in_time, late = states["in time"], states["late"] + states["overdue"]
        numbers = (in_time, states["late"], states["overdue"], states["declined"], states["due"])
        rows.append((title, *(f"{n}" for n in numbers), share(in_time, in_time + late)))
    columns = ("Interview", "In time", "Late", "Overdue", "Declined", "Still due", "Share in time")
    return Figures("Interviews after the return", INTERVIEWS, columns, rows)


def _outcome(clock: Any, now: datetime.datetime) -> str:
    if clock.talk_state == Interview.State.DECLINED:
        return "declined"
    if clock.talk_state == Interview.State.HELD:
        return "in time" if clock.talk_ended_at <= clock.due_at else "late"
    if clock.stopped_at is not None:
        return "not needed"
    return "overdue" if clock.due_at <= now else "due"


def _repeats(reported: Any) -> Figures:
    counts = Counter(min(number, 3) for _, number in reported.times_of_people())
    rows = [("2 episodes", f"{counts[2]}"), ("3 or more episodes", f"{counts[3]}")]
    return Figures("People missing again", REPEATS, ("Episodes", "People"), rows)
