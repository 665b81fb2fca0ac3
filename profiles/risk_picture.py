"""The history of a person's risk, drawn as steps over time: one picture for each kind of risk."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from profiles.models import RiskAssessment, RiskLevel

# In the picture's own units; the page scales it.
LEFT, RIGHT, TOP, STEP = 84, 366, 14, 22
MOST = 4


@dataclass(frozen=True)
class Line:
    """The line of a level, with its name."""

    name: str
    y: int


@dataclass(frozen=True)
class Point:
    """Where an assessment stands."""

    x: int
    y: int
    words: str


@dataclass
class Picture:
    """One kind of risk: its levels, the most severe first, its steps, its first and last day."""

    of_what: str
    since: datetime.date
    until: datetime.date
    lines: list[Line]
    points: list[Point] = field(default_factory=list)
    path: str = ""

    @property
    def height(self) -> int:
        return TOP + STEP * len(self.lines) + 18

    @property
    def words(self) -> str:
        """What it shows, for those who do not see it."""
        return "; ".join(point.words for point in self.points)


def pictures(
    assessments: Iterable[RiskAssessment], levels: Iterable[RiskLevel], today: datetime.date
) -> list[Picture]:
    """Of assessments, the latest first. Nothing is drawn of a risk that was assessed once."""
    by_kind: dict[str, list[RiskAssessment]] = {}
    for one in assessments:
        by_kind.setdefault(one.of_what.strip().lower(), []).insert(0, one)
    drawn = [some for some in by_kind.values() if len(some) > 1]
    return [_picture(some, list(levels), today) for some in drawn[:MOST]]


def _picture(some: list[RiskAssessment], levels: list[RiskLevel], today: datetime.date) -> Picture:
    used = {one.level_id: one.level for one in some}
    shown = sorted(
        {**{level.pk: level for level in levels}, **used}.values(),
        key=lambda level: (level.position, level.name),
    )
    height = {level.pk: TOP + STEP * place for place, level in enumerate(shown)}
    first = some[0].assessed_on
    days = max((today - first).days, 1)
    drawn = Picture(
        some[0].of_what, first, today, [Line(level.name, height[level.pk]) for level in shown]
    )
    for one in some:
        x = LEFT + (RIGHT - LEFT) * (one.assessed_on - first).days // days
        y = height[one.level_id]
        drawn.points.append(Point(x, y, f"{one.level} on {one.assessed_on:%-d %B %Y}"))
        drawn.path += f"H{x}V{y}" if drawn.path else f"M{x} {y}"
    drawn.path += f"H{RIGHT}"
    return drawn
