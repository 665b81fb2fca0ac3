"""Changes what an area has arranged about missing people."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from agencies.models import Area, User
from agencies.single_hand import require_another_to_choose
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened, merge
from missing.arranged import arrangement_of, hours_by_risk, teams_to_arrange
from missing.models import Arrangement, ReviewPeriod
from missing.verbs import Verb


@transaction.atomic
def arrange_missing(
    *,
    area: Area,
    by: User,
    opened: Opened | None = None,
    hours: dict[str, int] | None = None,
    **fields: Any,
) -> Arrangement:
    """Say which team is the unit of an area, and how long each step may take.

    `hours` says after how many the risk is reviewed, by the names of `hours_by_risk`. Clocks that
    run already keep their time. Raises ValidationError.
    """
    area = policy.lock(by, "missing.arrange", area)
    arrangement = arrangement_of(area)
    periods = hours_by_risk(arrangement)
    held = {name: period.hours for name, period in periods.items()}
    values = merge(arrangement, {**fields, **(hours or {})}, opened, stored=held)
    offered = teams_to_arrange(area, arrangement)  # with the one that was chosen before
    chosen_before = arrangement.unit_id
    for name in fields:
        setattr(arrangement, name, values[name])
    unit = arrangement.unit
    if unit is not None and not offered.filter(pk=unit.pk).exists():
        raise ValidationError({"unit": f"{unit} does not work in {area}. Choose another team"})
    if unit is not None and unit.pk != chosen_before:
        require_another_to_choose("unit", unit, by)
    arrangement.full_clean(validate_unique=False)
    arrangement.save()
    for name in hours or {}:
        _set_period(arrangement, periods[name], values[name])
    record(verb=Verb.ARRANGED, operation=Event.ADMINISTRATION, actor=by, target=arrangement)
    return arrangement


def _set_period(arrangement: Arrangement, period: ReviewPeriod, hours: int) -> None:
    """Written down only where it differs from what holds without it."""
    if period.pk is None and hours == period.hours:
        return
    period.arrangement, period.hours = arrangement, hours
    period.save()
