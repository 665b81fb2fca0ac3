"""Changes what an area has arranged."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from agencies.models import Area, Team, User
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened, merge
from referrals.arranged import arrangement_of
from referrals.models import Arrangement
from referrals.verbs import Verb


@transaction.atomic
def arrange(*, area: Area, by: User, opened: Opened | None = None, **fields: Any) -> Arrangement:
    """Say who advises and receives in an area, and what is required there."""
    area = policy.lock(by, "rj.arrange", area)
    arrangement = arrangement_of(area)
    for name, value in merge(arrangement, fields, opened).items():
        setattr(arrangement, name, value)
    for name in ("champions", "coordinators"):
        team = getattr(arrangement, name)
        if team is not None and not Team.objects.covering(area).filter(pk=team.pk).exists():
            raise ValidationError({name: f"{team} does not work in {area}. Choose another team"})
    arrangement.save()
    record(verb=Verb.ARRANGED, operation=Event.ADMINISTRATION, actor=by, target=arrangement)
    return arrangement
