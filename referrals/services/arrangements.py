"""Changes what an area has arranged."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from agencies.models import Area, User
from agencies.single_hand import require_another_to_choose
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened, merge
from referrals.arranged import arrangement_of, teams_to_arrange
from referrals.models import Arrangement
from referrals.verbs import Verb

TEAMS = ("champions", "coordinators")


@transaction.atomic
def arrange(*, area: Area, by: User, opened: Opened | None = None, **fields: Any) -> Arrangement:
    """Say who advises and receives in an area, and what is required there."""
    area = policy.lock(by, "rj.arrange", area)
    arrangement = arrangement_of(area)
    offered = teams_to_arrange(area, arrangement)  # with those that were chosen before
    chosen_before = {name: getattr(arrangement, f"{name}_id") for name in TEAMS}
    for name, value in merge(arrangement, fields, opened).items():
        setattr(arrangement, name, value)
    for name, before in chosen_before.items():
        team = getattr(arrangement, name)
        if team is None:
            continue
        if not offered.filter(pk=team.pk).exists():
            raise ValidationError({name: f"{team} does not work in {area}. Choose another team"})
        if team.pk != before:
            require_another_to_choose(name, team, by)
    arrangement.save()
    record(verb=Verb.ARRANGED, operation=Event.ADMINISTRATION, actor=by, target=arrangement)
    return arrangement
