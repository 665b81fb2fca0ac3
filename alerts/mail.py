"""Sends e-mails about alerts: how many wait and how urgent they are, a link, and nothing else."""

import enum
import logging
from collections import Counter
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse

from agencies.models import User
from alerts.levels import Level, Way
from alerts.models import AlertEmail, Notice
from alerts.outbox import settings_of

log = logging.getLogger(__name__)
ATTEMPTS = 8
# An address that somebody else changed gets nothing until it is confirmed.
HELD = timedelta(hours=1)
MOST = 100
SUBJECTS = {
    Level.CRITICAL: "A critical alert in E-CINS",
    Level.HIGH: "A high alert in E-CINS",
    Level.INFORMATION: "New alerts in E-CINS",
}
WORDS = """{what} in E-CINS. Sign in to read {them}:

{address}

This e-mail does not say what {they} about. You choose which e-mails you get at:

{choose}
"""


class Outcome(enum.Enum):
    """What came of one e-mail."""

    NOTHING = "none waits"
    SENT = "sent"
    NOT_SENT = "not needed, or not now"
    AWAY = "the server did not answer"


@transaction.atomic
def send_next() -> Outcome:
    """Send the e-mail that waits longest, beside any other worker.

    Its row is locked until the server has taken it. Where this worker dies in between, it is sent
    again with the same Message-ID.
    """
    waiting = AlertEmail.objects.to_send().select_related("recipient__alert_settings", "notice")
    email = waiting.select_for_update(skip_locked=True, of=("self",)).order_by("pk").first()
    if email is None:
        return Outcome.NOTHING
    outcome = _send(email)
    email.save()
    return outcome


def _send(email: AlertEmail) -> Outcome:
    reader = email.recipient
    if reader.address_is_held:
        email.not_before = Now() + HELD
        return Outcome.NOT_SENT
    message = message_of(email) if may_get_any(reader) else None
    if message is None:
        email.state = AlertEmail.State.NOT_NEEDED
        return Outcome.NOT_SENT
    email.attempts += 1
    try:
        message.send()
    except OSError as problem:  # SMTPException is one
        log.warning("the mail server did not take an e-mail about alerts: %s", type(problem))
        return _put_off(email, problem)
    email.state, email.sent_at, email.problem = AlertEmail.State.SENT, Now(), ""
    return Outcome.SENT


def _put_off(email: AlertEmail, problem: OSError) -> Outcome:
    email.problem = type(problem).__name__[:60]
    email.not_before = Now() + timedelta(minutes=2**email.attempts)
    if email.attempts >= ATTEMPTS:
        email.state = AlertEmail.State.FAILED
    is_about_address = isinstance(problem, SMTPRecipientsRefused)
    return Outcome.NOT_SENT if is_about_address else Outcome.AWAY


def may_get_any(reader: User) -> bool:
    """Works here still, and has an address."""
    return bool(reader.is_active and reader.email and reader.live_memberships)


def message_of(email: AlertEmail) -> EmailMessage | None:
    """What the reader gets; None where nothing waits that they may still be told of."""
    numbers = _numbers(email)
    if not numbers:
        return None
    total, top = sum(numbers.values()), Level(max(numbers))
    one = total == 1
    words = WORDS.format(
        what=f"You have {in_words(numbers)}",
        them="it" if one else "them",
        they="it is" if one else "they are",
        address=settings.SITE_ADDRESS + reverse("alerts:list"),
        choose=settings.SITE_ADDRESS + reverse("alerts:settings"),
    )
    host = urlsplit(settings.SITE_ADDRESS).hostname
    return EmailMessage(
        SUBJECTS[top] if one else SUBJECTS[Level.INFORMATION],
        words,
        to=[email.recipient.email],
        headers={"Message-ID": f"<{email.uuid}@{host}>", "Auto-Submitted": "auto-generated"},
    )


def _numbers(email: AlertEmail) -> Counter[int]:
    """How many alerts of each level it speaks of: of those the reader may be told of now."""
    new = Notice.objects.visible_to(email.recipient).new().order_by()
    if email.notice is None:
        chosen = settings_of(email.recipient)
        levels = [level for level in Level if chosen.way_of(level) == Way.DIGEST]
        new = new.filter(level__in=levels)
    else:
        new = new.filter(pk=email.notice.pk)
    return Counter(new.values_list("level", flat=True)[:MOST])


def in_words(numbers: Counter[int]) -> str:
    """2 high alerts and 1 alert for information."""
    parts = []
    for level in sorted(numbers, reverse=True):
        number = numbers[level]
        noun = "alert" if number == 1 else "alerts"
        told = {Level.CRITICAL: f"critical {noun}", Level.HIGH: f"high {noun}"}
        words = told.get(Level(level), f"{noun} for information")
        parts.append(f"{number} {words}" if number < MOST else f"{MOST} or more {words}")
    return " and ".join(parts)
