"""What an area has arranged about missing people, and which area and unit a report goes to."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from agencies.models import Area, Team
from missing.models import Arrangement, MissingRisk, ReviewPeriod

NO_UNIT = (
    "{area} has no missing-persons unit on E-CINS, so nobody would be told. "
    "Ring 999 if there is danger, or 101."
)


def arrangement_of(area: Area) -> Arrangement:
    """As the area has it; where it has said nothing, there is no unit, and the usual clocks."""
    found: Arrangement | None = Arrangement.objects.of(area)
    return found or Arrangement(area=area)


def attach_arrangements(areas: Iterable[Area]) -> None:
    """Give each area of a page `arranged`: what it has arranged, or nothing."""
    found = {one.area_id: one for one in Arrangement.objects.in_areas(areas)}
    for area in areas:
        area.arranged = found.get(area.pk)


def forces_of(team: Team) -> QuerySet:
    """The police force areas in which a team works: where its reports go."""
    own = team.areas.values("pk")
    found: QuerySet = Area.objects.filter(Q(pk__in=own) | Q(districts__in=own), parent=None)
    return found.distinct().order_by("name")


def unit_of(area: Area) -> Team:
    """The missing-persons unit of an area. Raises ValidationError where there is none."""
    unit: Team | None = arrangement_of(area).unit
    if unit is None or unit.closed_at is not None:
        raise ValidationError(NO_UNIT.format(area=area))
    return unit


def teams_to_arrange(area: Area, arrangement: Arrangement) -> QuerySet:
    """The teams that may be its unit: at work in the area, and named to everybody.

    One that was chosen before may be chosen again.
    """
    offered = Team.objects.open().covering(area).filter(is_discreet=False)
    found: QuerySet = Team.objects.filter(
        Q(pk__in=offered.values("pk")) | Q(pk=arrangement.unit_id)
    )
    return found.order_by("name")


def review_hours(arrangement: Any, risk: MissingRisk) -> int:
    """After how many hours the risk is reviewed again at this level."""
    if arrangement.pk is None:
        return risk.review_hours
    found = arrangement.review_periods.filter(risk=risk).first()
    return found.hours if found else risk.review_hours


def hours_by_risk(arrangement: Arrangement) -> dict[str, ReviewPeriod]:
    """How often each level is reviewed, by the name of its field; unsaved where usual."""
    own = {}
    if arrangement.pk is not None:
        own = {period.risk_id: period for period in arrangement.review_periods.all()}
    return {
        f"review_{risk.code}": own.get(risk.pk) or ReviewPeriod(risk=risk, hours=risk.review_hours)
        for risk in MissingRisk.objects.offered()
    }
