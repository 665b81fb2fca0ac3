"""Puts notices away."""

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from alerts.models import Notice
from alerts.verbs import Verb
from audit.models import Event
from audit.services import record
from core import policy


@transaction.atomic
def see_notice(*, notice: Notice, by: User) -> Notice:
    """Mark a notice as seen; it leaves the list of what is new."""
    notice = policy.lock(by, "notice.see", notice)
    if notice.seen_at is None:
        notice.seen_at = timezone.now()
        notice.save(update_fields=["seen_at"])
        record(verb=Verb.SEEN, operation=Event.ALTERATION, actor=by, target=notice)
    return notice
