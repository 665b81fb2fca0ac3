"""Who may read and dismiss notices: their recipient. Who keeps a team's trigger factors."""

from typing import Any

from django.db.models import QuerySet

from agencies.models import Membership
from core.policy import allow, rule, visible

NOT_MANAGER = "Only the managers of the team change its trigger factors."

allow("notice.list", stands_on=visible)
allow("notice.see", stands_on=visible)


def led(user: Any, model: Any, **limits: Any) -> QuerySet:
    """The open teams of which the user is manager."""
    teams = Membership.objects.managing(user).values("team_id")
    return model.objects.open().filter(pk__in=teams)


def manages(user: Any, factor: Any) -> bool:
    """Is the user a manager of the team whose rule it is?"""
    return bool(user.is_manager_of(factor.team_id))


allow("factor.list", stands_on=visible)
allow("factor.view", stands_on=visible)
allow("factor.add", stands_on=led)
rule("factor.edit", stands_on=visible, because=NOT_MANAGER)(manages)
rule("factor.switch", stands_on=visible, because=NOT_MANAGER)(manages)
# An alert of a rule: its subject is asked about each time.
allow("firing.view", stands_on=visible)
allow("firing.judge", stands_on=visible)
