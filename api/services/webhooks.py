"""Services of webhooks: added, given another secret, switched off and on, tried again."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from agencies.models import User
from api import webhook_kinds, webhook_signing, webhook_targets
from api.models import ApiClient, Webhook, WebhookMessage
from api.services.webhook_sending import notify_sender
from api.verbs import Verb
from audit.models import Event
from audit.services import record
from core import policy

MOST = 10
OVERLAP = datetime.timedelta(hours=24)


@transaction.atomic
def create_webhook(
    *, client: ApiClient, by: User, address: str, kinds: Sequence[str]
) -> tuple[Webhook, str]:
    """Let a client be told of events at an address. Its secret is returned once, to be shown."""
    client = policy.lock(by, "webhook.add", client)
    wanted = sorted(set(kinds))
    if not wanted or not all(webhook_kinds.is_kind(kind, client.scopes) for kind in wanted):
        words = "Choose kinds that the scopes of the client allow: at least one"
        raise ValidationError({"kinds": words})
    if client.webhooks.live().count() >= MOST:
        raise ValidationError(f"A client has at most {MOST} webhooks. Switch one off first.")
    _check(address)
    secret = webhook_signing.new_secret()
    webhook = Webhook.objects.create(
        client=client,
        address=address,
        kinds=wanted,
        secret=webhook_signing.sealed(secret),
        created_by=by,
    )
    _record(Verb.WEBHOOK_MADE, webhook, by, kinds=wanted)
    return webhook, secret


def _check(address: str) -> None:
    try:
        webhook_targets.checked(address)
    except webhook_targets.TargetError as problem:
        raise ValidationError({"address": problem.messages}) from None


@transaction.atomic
def rotate_secret(*, webhook: Webhook, by: User) -> tuple[Webhook, str]:
    """Give a webhook another secret, shown once. The one before signs too, for a day."""
    webhook = policy.lock(by, "webhook.change", webhook)
    secret = webhook_signing.new_secret()
    webhook.secret_before, webhook.secret = webhook.secret, webhook_signing.sealed(secret)
    webhook.secret_before_until = timezone.now() + OVERLAP
    webhook.save(update_fields=["secret", "secret_before", "secret_before_until"])
    _record(Verb.SECRET_ROTATED, webhook, by)
    return webhook, secret


@transaction.atomic
def switch_off_webhook(*, webhook: Webhook, by: User, reason: str) -> Webhook:
    """Send nothing more to a webhook."""
    webhook = policy.lock(by, "webhook.change", webhook)
    webhook.switched_off_at, webhook.why_off = timezone.now(), reason[:200]
    webhook.save(update_fields=["switched_off_at", "why_off"])
    _record(Verb.SWITCHED_OFF, webhook, by, reason=reason)
    return webhook


@transaction.atomic
def switch_on_webhook(*, webhook: Webhook, by: User) -> Webhook:
    """Tell a webhook of what happens from now on, if its address may still be used."""
    webhook = policy.lock(by, "webhook.switch_on", webhook)
    _check(webhook.address)
    webhook.switched_off_at, webhook.why_off, webhook.failing_since = None, "", None
    webhook.followed_at, webhook.followed_event = Now(), 0
    webhook.save()
    _record(Verb.SWITCHED_ON, webhook, by)
    return webhook


@transaction.atomic
def retry_message(*, message: WebhookMessage, by: User) -> WebhookMessage:
    """Try a message again that was given up: now, and as often as a new one."""
    message = policy.lock(by, "webhook_message.retry", message)
    message.state, message.attempts = WebhookMessage.State.WAITING, 0
    message.not_before, message.problem = Now(), ""
    message.save(update_fields=["state", "attempts", "not_before", "problem"])
    record(
        verb=Verb.MESSAGE_RETRIED,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=message,
        recipient=message.webhook.client.name,
        detail={"message": str(message.uuid)},
    )
    transaction.on_commit(notify_sender, robust=True)
    return message


def _record(verb: str, webhook: Webhook, by: Any, reason: str = "", **detail: Any) -> None:
    record(
        verb=verb,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=webhook,
        recipient=webhook.client.name,
        reason=reason,
        detail={"client": str(webhook.client.uuid), "host": webhook.host, **detail},
    )
