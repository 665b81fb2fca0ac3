"""One timeline of an episode: assessments, information, sightings and reports, newest first.

Each stands where it happened: a sighting when they were seen, information when it was told.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from access.naming import Naming
from core import prepared
from core.paging import PAGE_SIZE, Page, decode, encode, moment
from core.questions import Steps, in_steps
from missing.models import Episode, Information, MissingReport, RiskAssessment, Sighting

# In this order of one moment.
RISK, SIGHTING, INFORMATION, REPORT = range(4)
# By which each kind is in order.
TIMES = {
    RISK: "written_at",
    SIGHTING: "seen_at",
    INFORMATION: "obtained_at",
    REPORT: "written_at",
}
# Below this begins the first page.
LAST = datetime.datetime(8999, 12, 31, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Moment:
    """One thing on the timeline: when it was, what it is, who wrote it."""

    kind: int
    row: Any
    by: str

    @property
    def at(self) -> datetime.datetime:
        found: datetime.datetime = getattr(self.row, TIMES[self.kind])
        return found

    @property
    def order(self) -> tuple[Any, ...]:
        """The later, the smaller."""
        return -self.at.timestamp(), self.kind, -self.row.pk

    @property
    def is_risk(self) -> bool:
        return self.kind == RISK

    @property
    def is_sighting(self) -> bool:
        return self.kind == SIGHTING

    @property
    def is_information(self) -> bool:
        return self.kind == INFORMATION


@in_steps
def timeline(episode: Episode, names: Naming, after: str = "", size: int = PAGE_SIZE) -> Steps:
    """A page of what was written, of an episode whose actions the reader holds."""
    start = _start(after)
    at, place, pk = start or (LAST, REPORT, 0)
    (found,) = yield [_moments.later(place, size, episode=episode.pk, at=at, pk=pk)]
    moments = [
        Moment(kind, row, names.writer(row)) for kind, rows in found.items() for row in rows
    ]
    moments.sort(key=lambda one: one.order)
    shown = moments[:size]
    cursor = None
    if len(moments) > size:
        last = shown[-1]
        cursor = encode(last.at.isoformat(), last.kind, last.row.pk)
    return Page(shown, next_cursor=cursor, is_first=start is None)


@prepared.query
def _moments(place: int, size: int, *, episode: Any, at: Any, pk: Any) -> dict[int, QuerySet]:
    """What comes after this moment of the list."""

    def page(rows: Any, kind: int) -> QuerySet:
        time = TIMES[kind]
        # Of the same moment: kinds in their order, of one kind the latest first.
        same = Q(pk__lt=pk) if kind == place else Q() if kind > place else Q(pk__in=[])
        below = rows.filter(Q(**{f"{time}__lt": at}) | Q(**{time: at}) & same)
        return below.filter(episode_id=episode).order_by(F(time).desc(), "-pk")[: size + 1]

    return {
        RISK: page(RiskAssessment.objects.select_related("risk"), RISK),
        SIGHTING: page(Sighting.objects.select_related("reliability"), SIGHTING),
        INFORMATION: page(Information.objects.all(), INFORMATION),
        REPORT: page(MissingReport.objects.all(), REPORT),
    }


def how_many(episode: Episode) -> int:
    """How many things stand on the timeline, of an episode whose actions the reader holds."""
    kinds = (RiskAssessment, Sighting, Information, MissingReport)
    return sum(kind.objects.of_episode(episode).count() for kind in kinds)


def _start(cursor: str) -> tuple[datetime.datetime, int, int] | None:
    """Where a page begins; the first page for anything that is not a cursor of ours."""
    key = decode(cursor, (str, int, int)) if cursor else None
    if key is None:
        return None
    at = moment(key[0])
    if at is None or not RISK <= key[1] <= REPORT:
        return None
    return at, key[1], key[2]
