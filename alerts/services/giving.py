"""Gives a notice to somebody else: a notice of their own, or theirs becomes new again."""

from typing import Any

from django.utils import timezone

from agencies.models import User
from alerts.models import Notice
from alerts.services.emails import queue_emails

COPIED = ("text", "audience", "level", "why", "address", "object_type", "object_id")


def lock_with_others(*, notice: Notice) -> None:
    """Lock what everybody was told of the same event, in one order, so that two who hand it to
    each other wait and never block each other.
    """
    told = Notice.objects.filter(event_id=notice.event_id).order_by("pk")
    list(told.select_for_update(of=("self",)).values_list("pk", flat=True))


def give_notice(*, notice: Notice, to: User, **marks: Any) -> Notice:
    """Give somebody the same notice, with these marks; and the e-mail that comes with it."""
    copied = {name: getattr(notice, name) for name in COPIED}
    given, is_made = Notice.objects.get_or_create(
        event_id=notice.event_id,
        recipient=to,
        defaults={**copied, "waits_since": timezone.now(), **marks},
    )
    if not is_made:
        given.wait_again()
        for name, value in marks.items():
            setattr(given, name, value)
        given.save()
    queue_emails(notices=[given])
    return given
