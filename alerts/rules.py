"""Who may read notices, deal with them and take those of colleagues; who sends e-mails again."""

from typing import Any

from django.db.models import QuerySet

from agencies.models import Membership
from core.policy import allow, rule, visible

CRITICAL = "Critical alerts cannot be snoozed."
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
