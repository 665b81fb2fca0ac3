"""Tells webhooks, every half minute and when rung for: rows decide what, so it may run twice."""

import time

from celery import shared_task

from api import webhook_targets
from api.services.webhook_sending import (
    UNREADABLE,
    begin_attempt,
    finish_attempt,
    forget_messages,
    notify_sender,
    queue_messages,
)

BUDGET_SECONDS = 25.0


@shared_task
def follow_for_webhooks() -> int:
    """Make messages of what happened, and send what is due. Returns how many were made."""
    made = queue_messages()
    send_webhooks()
    return made


@shared_task
def send_webhooks() -> int:
    """Send what is due, beside any other worker. Returns how many attempts were made.

    No transaction is open while something is sent.
    """
    ends, tried = time.monotonic() + BUDGET_SECONDS, 0
    while attempt := begin_attempt():
        tried += 1
        if attempt.address:
            answer = webhook_targets.send(attempt.address, attempt.headers, attempt.body)
            finish_attempt(attempt=attempt, answer=answer)
        else:
            finish_attempt(attempt=attempt, answer=webhook_targets.Answer(None, UNREADABLE))
        if time.monotonic() > ends:
            notify_sender()
            break
    return tried


@shared_task
def forget_webhook_messages() -> int:
    """Forget messages of more than a month ago. Returns how many."""
    return forget_messages()
