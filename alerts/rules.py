"""Who deals with notices and takes those of colleagues, and who keeps a team’s trigger factors.

Administrators send e-mails again.
"""

from typing import Any

from django.db.models import QuerySet

from agencies.models import Membership
from core.policy import allow, rule, visible

CRITICAL = "Critical alerts cannot be snoozed."
NOT_MANAGER = "Only the managers of the team change its trigger factors."
OWN = "This alert is about you or your account, so it cannot be handed on."


def takable(user: Any, model: Any, **limits: Any) -> QuerySet:
    """Notices of colleagues that the user may take."""
    return model.objects.takable_by(user)


def is_administrator(user: Any) -> bool:
    """Looks after the accounts of an area."""
    return user.has_role(Membership.Role.ADMINISTRATOR)


allow("notice.list", stands_on=visible)
allow("notice.see", stands_on=visible)
allow("notice.take", stands_on=takable)
allow("notice.set_emails", stands_on=visible)


@rule("notice.snooze", stands_on=visible, because=CRITICAL)
def can_be_snoozed(user: Any, notice: Any) -> bool:
    """All but critical ones."""
    return bool(notice.may_snooze)


@rule("notice.hand_on", stands_on=visible, because=OWN)
def can_be_handed_on(user: Any, notice: Any) -> bool:
    """To a colleague, where it is about something that colleagues work with too."""
    return bool(notice.is_shared)


allow("email.list", stands_on=visible, model="alerts.AlertEmail", by_account=is_administrator)
allow("email.send_again", stands_on=visible)


def led(user: Any, model: Any, **limits: Any) -> QuerySet:
    """The teams of which the user is manager; of a closed one nobody is."""
    teams = Membership.objects.managing(user).values("team_id")
    return model.objects.filter(pk__in=teams)


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
