"""What the clock does about alerts: all of it may run twice, and catches up."""

import logging

from celery import shared_task
from django.utils import timezone

from alerts import mail
from alerts.models import Notice
from alerts.services import escalate_notice, queue_digests

log = logging.getLogger(__name__)
BATCH = 200


@shared_task
def escalate_alerts() -> int:
    """Escalate critical notices that nobody acknowledges. Returns how many."""
    done = 0
    for notice in Notice.objects.to_escalate().order_by("pk"):
        try:
            done += escalate_notice(notice=notice)
        except Exception:  # one that goes wrong must not hold up the others
            log.exception("notice %s was not escalated", notice.pk)
    return done


@shared_task
def send_alert_emails() -> int:
    """Send e-mails that wait, one at a time, until the server is away. Returns how many."""
    sent = 0
    for _ in range(BATCH):
        outcome = mail.send_next()
        if outcome in (mail.Outcome.NOTHING, mail.Outcome.AWAY):
            break
        sent += outcome is mail.Outcome.SENT
    return sent


@shared_task
def make_digests() -> int:
    """Make the digests of the day, once it is 7am. Returns how many."""
    return queue_digests(now=timezone.localtime())
