"""Readers deal with their notices: acknowledge, snooze, hand on; and take those of colleagues."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.models import Membership, User
from alerts.audiences import belongs
from alerts.models import Notice
from alerts.services.giving import give_notice, lock_with_others
from alerts.verbs import Verb
from audit.models import Event
from audit.services import record
from core import policy
from core.days import begin_of

LONGEST = datetime.timedelta(days=365)
DONE = "You have dealt with this alert already."


@transaction.atomic
def see_notice(*, notice: Notice, by: User) -> Notice:
    """Mark a notice as seen; it leaves the list of what is new, and is not escalated."""
    notice = policy.lock(by, "notice.see", notice)
    if notice.seen_at is None:
        notice.seen_at = timezone.now()
        notice.save(update_fields=["seen_at"])
        record(verb=Verb.SEEN, operation=Event.ALTERATION, actor=by, target=notice)
    return notice


@transaction.atomic
def snooze_notice(*, notice: Notice, by: User, until: datetime.date, reason: str) -> Notice:
    """Put a notice away until the morning of a day; it is new again then by itself."""
    notice = policy.lock(by, "notice.snooze", notice)
    _require_waiting(notice)
    today = timezone.localdate()
    if not today < until <= today + LONGEST:
        raise ValidationError({"until": "Choose a day after today and within a year"})
    if not reason.strip():
        raise ValidationError({"reason": "Enter why"})
    moment = begin_of(until)
    if (notice.snoozed_until, notice.snooze_reason) == (moment, reason):
        return notice
    notice.snoozed_until, notice.snooze_reason = moment, reason
    notice.save(update_fields=["snoozed_until", "snooze_reason"])
    record(
        verb=Verb.SNOOZED,
        operation=Event.ALTERATION,
        actor=by,
        target=notice,
        reason=reason,
        detail={"until": until.isoformat()},
    )
    return notice


@transaction.atomic
def hand_on_notice(*, notice: Notice, by: User, to: User, words: str) -> Notice:
    """Give a notice to a colleague who may be told of it too; it is dealt with for the giver."""
    lock_with_others(notice=notice)
    notice = policy.lock(by, "notice.hand_on", notice)
    if notice.seen_at is not None and notice.handed_to_id == to.pk:
        return notice
    _require_waiting(notice)
    if not _is_colleague(by, to):
        raise ValidationError({"to": "Choose somebody who works in one of your teams now"})
    if not belongs(to, notice.audience, notice.object_type, notice.object_id):
        raise ValidationError(
            {"to": f"This alert cannot go to {to}. Choose somebody who works with the record"}
        )
    give_notice(notice=notice, to=to, handed_by=by, handed_words=words)
    notice.seen_at, notice.handed_to = timezone.now(), to
    notice.save(update_fields=["seen_at", "handed_to"])
    record(
        verb=Verb.HANDED_ON,
        operation=Event.ALTERATION,
        actor=by,
        target=notice,
        recipient=to.get_full_name(),
        reason=words,
    )
    return notice


@transaction.atomic
def take_notice(*, notice: Notice, by: User) -> Notice:
    """Take over a colleague's notice; the colleague has then dealt with it."""
    lock_with_others(notice=notice)
    notice = policy.lock(by, "notice.take", notice)
    if notice.taken_by_id == by.pk:
        return notice
    give_notice(notice=notice, to=by)
    notice.seen_at, notice.taken_by = timezone.now(), by
    notice.save(update_fields=["seen_at", "taken_by"])
    record(
        verb=Verb.TAKEN,
        operation=Event.ALTERATION,
        actor=by,
        target=notice,
        recipient=notice.recipient.get_full_name(),
    )
    return notice


def _require_waiting(notice: Notice) -> None:
    if notice.seen_at is not None:
        raise ValidationError(DONE)


def _is_colleague(user: User, person: User) -> bool:
    teams = Membership.objects.with_record_access(user).values("team_id")
    places = Membership.objects.with_record_access(person).filter(team_id__in=teams)
    return person.pk != user.pk and not person.is_program and places.exists()
