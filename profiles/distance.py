"""The distance travelled on each pathway: how far its needs have come over time, as drawings.

A drawing is lines in an SVG that the server writes; the table beside it says the same in words.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from profiles.models import NeedStatus

# In units of the drawing.
LEFT, RIGHT, TOP, BOTTOM = 132, 392, 12, 118
COLOURS = ("#1d70b8", "#00703c", "#4c2c92", "#b58840", "#d4351c")


@dataclass(frozen=True)
class Line:
    """One need: its number in the drawing, and where its line runs."""

    number: int
    need: Any
    points: str
    colour: str
    end_x: float
    end_y: float


@dataclass(frozen=True)
class Level:
    """A step on the way: its height, and the status that stands for it."""

    y: float
    name: str


@dataclass(frozen=True)
class Picture:
    """One pathway: its lines, its grid, and the days at both ends."""

    pathway: Any
    lines: list[Line]
    levels: list[Level]
    first: datetime.date
    last: datetime.date

    @property
    def rows(self) -> list[tuple[Line, Any]]:
        """Every step of every need, in the order of time: the table beside the drawing."""
        found = [(line, step) for line in self.lines for step in line.need.steps.all()]
        return sorted(found, key=lambda row: row[1].pk)


def pictures(needs: Iterable[Any]) -> list[Picture]:
    """One for each pathway, in their order. Needs come with pathway and steps, by pathway."""
    names: dict[int, str] = {}
    for status in NeedStatus.objects.offered():
        names.setdefault(status.step, status.name)
    by_pathway: dict[Any, list[Any]] = {}
    for need in needs:
        by_pathway.setdefault(need.pathway, []).append(need)
    return [_picture(pathway, found[::-1], names) for pathway, found in by_pathway.items()]


def _picture(pathway: Any, needs: list[Any], names: dict[int, str]) -> Picture:
    moments = [step.written_at for need in needs for step in need.steps.all()]
    first, last = min(moments), max([*moments, timezone.now()])
    steps = [step.status.step for need in needs for step in need.steps.all()]
    highest = max([*steps, *names])

    def across(moment: datetime.datetime) -> float:
        return round(LEFT + (RIGHT - LEFT) * ((moment - first) / ((last - first) or _SECOND)), 1)

    def up(step: int) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * step / highest, 1)

    lines = [_line(number, need, across, up, last) for number, need in enumerate(needs, start=1)]
    levels = [Level(up(step), names[step]) for step in sorted(names)]
    return Picture(pathway, lines, levels, timezone.localdate(first), timezone.localdate(last))


_SECOND = datetime.timedelta(seconds=1)


def _line(number: int, need: Any, across: Any, up: Any, last: datetime.datetime) -> Line:
    """Level until the next step, then straight up or down to it; an open need runs on to today."""
    points: list[tuple[float, float]] = []
    for step in need.steps.all():
        x, y = across(step.written_at), up(step.status.step)
        if points:
            points.append((x, points[-1][1]))
        points.append((x, y))
    if need.is_open:
        points.append((across(last), points[-1][1]))
    drawn = " ".join(f"{x},{y}" for x, y in points)
    colour = COLOURS[(number - 1) % len(COLOURS)]
    return Line(number, need, drawn, colour, *points[-1])
