"""E-mails about alerts: which are to be sent, and what people choose about them."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models.functions import Now

from agencies.models import User
from alerts.levels import Level, Way
from alerts.models import AlertEmail, AlertSettings, Notice
from alerts.outbox import settings_of
from alerts.verbs import Verb
from audit.models import Event
from audit.services import record
from core import policy

# How far back a digest looks, so that days without a scheduler are made up for.
MADE_UP_FOR = datetime.timedelta(days=7)
MORNING = datetime.time(7)


@transaction.atomic
def set_alert_emails(*, by: User, high: str, information: str) -> AlertSettings:
    """Choose by which e-mails one hears of alerts that are not critical."""
    chosen, _ = AlertSettings.objects.get_or_create(user=by)
    chosen = policy.lock(by, "notice.set_emails", chosen)
    if (chosen.high, chosen.information) == (high, information):
        return chosen
    chosen.high, chosen.information = high, information
    chosen.save()
    record(
        verb=Verb.EMAILS_SET,
        operation=Event.ALTERATION,
        actor=by,
        target=chosen,
        detail={"high": high, "information": information},
    )
    return chosen


def queue_emails(*, notices: Iterable[Notice]) -> None:
    """An e-mail for each of these of which its reader hears at once; twice is as once.

    It is committed with the notice. Whether the reader may be told is asked again as it is sent.
    """
    asked = [one.uuid for one in notices]
    if not asked:
        return
    waiting = Notice.objects.filter(uuid__in=asked, seen_at=None)
    emails = [
        AlertEmail(recipient=one.recipient, notice=one, since=one.waits_since, level=one.level)
        for one in waiting.select_related("recipient__alert_settings")
        if one.recipient.email and settings_of(one.recipient).way_of(one.level) == Way.AT_ONCE
    ]
    AlertEmail.objects.bulk_create(emails, ignore_conflicts=True)


def queue_digests(*, now: datetime.datetime) -> int:
    """The digests of the day, from 7am on by the clock on the wall; twice is as once.

    Returns to how many people.
    """
    day = now.date()
    if now.time() < MORNING:
        return 0
    waiting = Notice.objects.for_digest(day, now - MADE_UP_FOR).order_by()
    people = list(waiting.values_list("recipient_id", flat=True).distinct())
    digests = [AlertEmail(recipient_id=pk, day=day, level=Level.INFORMATION) for pk in people]
    AlertEmail.objects.bulk_create(digests, ignore_conflicts=True)
    return len(people)


@transaction.atomic
def send_again(*, email: AlertEmail, by: User) -> AlertEmail:
    """Let an e-mail that no server took be tried anew."""
    email = policy.lock(by, "email.send_again", email)
    if email.state != AlertEmail.State.FAILED:
        return email
    email.state, email.attempts, email.problem = AlertEmail.State.WAITING, 0, ""
    email.not_before = Now()
    email.save()
    record(
        verb=Verb.EMAIL_SENT_AGAIN,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=email,
        recipient=email.recipient.get_full_name(),
    )
    return email
