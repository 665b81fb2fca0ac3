"""Services by which webhooks are told: messages made of events, sent, noted and forgotten.

Messages are made by following the log, as `/api/v1/changes/` does, so that no act costs more
because somebody listens. An event carries the moment at which its transaction began. So only what
is older than the oldest open transaction is looked at: nothing can be written before that later.
"""

import datetime
import json
import logging
import time
from typing import Any, NamedTuple

from celery import current_app
from django.db import transaction
from django.utils import timezone

from access.naming import Naming
from agencies.models import User
from agencies.models.accounts import with_memberships
from api import webhook_kinds, webhook_signing
from api.event_scopes import scopes_of
from api.followed import ASKED_BY, RECORDS, about, uuids_seen
from api.models import Webhook, WebhookMessage
from api.verbs import Verb
from api.webhook_targets import Answer
from audit.models import Event
from audit.querysets import EventQuerySet
from audit.selectors import settled_until
from audit.services import queue_breaker, record
from core import caller
from core.identity import is_someone

log = logging.getLogger(__name__)
CLOCK = "The clock"
LOOKED_AT = 500
# After the first attempt, and so on; after the last of them a message is given up.
BACK_OFF = [datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440)]
# A worker that dies while it sends leaves the message to others after this.
LEASE = datetime.timedelta(minutes=2)
SLOW = datetime.timedelta(seconds=2)
FAILS_FOR = datetime.timedelta(days=3)
GONE = 410
OFF_FOR_DAYS = "Nothing could be sent for three days"
OFF_AS_GONE = "It answered that it is gone (410)"
UNREADABLE = "Its secret cannot be read any more. Change the secret."


class Attempt(NamedTuple):
    """One message as it is sent now."""

    message: int
    address: str
    headers: dict[str, str]
    body: bytes


# ---- Messages are made of events ---------------------------------------------------------------
def queue_messages(*, until: datetime.datetime | None = None) -> int:
    """Make messages of what happened, for each webhook of which its client may know now."""
    made = 0
    for pk in Webhook.objects.live().order_by("pk").values_list("pk", flat=True):
        try:
            with transaction.atomic():
                made += _follow(pk, until)
        except Exception:  # one that goes wrong must not hold up the others
            log.exception("webhook %s was not told", pk)
    return made


def _follow(pk: int, until: datetime.datetime | None) -> int:
    webhook = Webhook.objects.live().filter(pk=pk).locked().first()
    if webhook is None:
        return 0
    until = until or settled_until()
    user = with_memberships(webhook.client.account_id)
    events = _new_events(webhook, user, until) if _is_at_work(user) else []
    uuids = _uuids_told(webhook, user, events)
    seen = [event for event in events if event.pk in uuids]
    WebhookMessage.objects.bulk_create(
        [WebhookMessage(webhook=webhook, event=event) for event in seen], ignore_conflicts=True
    )
    is_all = len(events) < LOOKED_AT
    last = None if is_all else events[-1]
    webhook.followed_at = max(webhook.followed_at, until) if last is None else last.at
    webhook.followed_event = 0 if last is None else last.pk
    webhook.save(update_fields=["followed_at", "followed_event"])
    return len(seen)


def _told(webhook: Webhook, user: User) -> EventQuerySet:
    """Acts of the kinds of a webhook. `_uuids_told` asks of which its client may know."""
    verbs = webhook_kinds.verbs_of(webhook.kinds, webhook.client.scopes)
    hidden = Naming(user, manages=False).hidden_teams
    acts = Event.objects.filter(target_type__in=[*RECORDS, *ASKED_BY], verb__in=verbs).acts()
    return acts.without_teams(hidden)


def _uuids_told(webhook: Webhook, user: User, events: list[Event]) -> dict[int, Any]:
    """The uuids of what these events are about, by event, where the client may know of it."""
    held = set(webhook.client.scopes)
    return uuids_seen(user, [event for event in events if scopes_of(event) <= held])


def _new_events(webhook: Webhook, user: User, until: datetime.datetime) -> list[Event]:
    start, number = webhook.followed_at, webhook.followed_event
    new = _told(webhook, user).filter(at__gte=start, at__lt=until)
    return list(new.exclude(at=start, pk__lte=number).order_by("at", "pk")[:LOOKED_AT])


def _is_at_work(user: User | None) -> bool:
    return user is not None and is_someone(user) and bool(user.live_memberships)


# ---- Messages are sent --------------------------------------------------------------------------
@transaction.atomic
def begin_attempt() -> Attempt | None:
    """The message that is due longest, as it is sent now; None if none is due.

    Whether its client may know of it is asked again. The disclosure is recorded, and committed
    before anything leaves.
    """
    message = WebhookMessage.objects.due().locked().first()
    if message is None:
        return None
    now, webhook = timezone.now(), message.webhook
    found = _still_told(webhook, message.event)
    if found is None:
        message.state = WebhookMessage.State.WITHHELD
        message.save(update_fields=["state"])
        return Attempt(message.pk, "", {}, b"")
    secrets = _secrets(webhook)
    message.attempts += 1
    message.tried_at, message.not_before = now, now + LEASE
    message.save(update_fields=["attempts", "tried_at", "not_before"])
    if secrets is None:
        return Attempt(message.pk, "", {}, b"")
    user, uuid = found
    body = _body(message, uuid)
    _record_disclosure(message, user, uuid)
    signed = webhook_signing.headers(secrets, str(message.uuid), int(time.time()), body)
    return Attempt(message.pk, webhook.address, signed, body)


def _still_told(webhook: Webhook, event: Event) -> tuple[User, Any] | None:
    """As whom and with which uuid, if the client may be told of this now."""
    is_live = Webhook.objects.live().filter(pk=webhook.pk).exists()
    user = with_memberships(webhook.client.account_id) if is_live else None
    if user is None or not _is_at_work(user):
        return None
    is_told = _told(webhook, user).filter(pk=event.pk).exists()
    uuids = _uuids_told(webhook, user, [event]) if is_told else {}
    return (user, uuids[event.pk]) if event.pk in uuids else None


def _secrets(webhook: Webhook) -> list[str] | None:
    kept = [webhook.secret, *([webhook.secret_before] if webhook.has_secret_before else [])]
    found = [webhook_signing.opened(secret) for secret in kept]
    return [secret for secret in found if secret is not None] if found[0] is not None else None


def _body(message: WebhookMessage, uuid: Any) -> bytes:
    """Ids alone: what the record holds now is read at its own address."""
    event = message.event
    kind, _ = about(event)
    told = {
        "id": str(message.uuid),
        "type": event.verb,
        "timestamp": event.at.astimezone(datetime.UTC).isoformat(),
        "data": {"kind": kind.partition(".")[2], "uuid": str(uuid)},
    }
    return json.dumps(told, separators=(",", ":")).encode()


def _record_disclosure(message: WebhookMessage, user: User, uuid: Any) -> None:
    webhook, event = message.webhook, message.event
    client = webhook.client
    with caller.calling("webhook", caller.Caller(str(client.uuid), client.name)):
        record(
            verb=Verb.WEBHOOK_SENT,
            operation=Event.DISCLOSURE,
            actor=user,
            target=webhook,
            subjects=event.subjects,
            recipient=f"{client.name}, {webhook.host}"[:300],
            detail={
                "message": str(message.uuid),
                "attempt": message.attempts,
                "type": event.verb,
                "record": str(uuid),
            },
        )


@transaction.atomic
def finish_attempt(*, attempt: Attempt, answer: Answer) -> None:
    """Note what an attempt came to: sent, to be tried later and ever later, or given up.

    A webhook that fails for three days, or says that it is gone, is switched off.
    """
    message = WebhookMessage.objects.filter(pk=attempt.message).locked().first()
    if message is None or message.state != WebhookMessage.State.WAITING:
        return
    webhook = Webhook.objects.select_for_update().get(pk=message.webhook_id)
    now = timezone.now()
    message.status, message.problem = answer.status, answer.problem[:200]
    if answer.is_taken:
        message.state = WebhookMessage.State.SENT
        webhook.last_sent_at, webhook.failing_since = now, None
    else:
        _put_off(message, now)
        webhook.failing_since = webhook.failing_since or now
    message.save(update_fields=["state", "status", "problem", "not_before"])
    webhook.save(update_fields=["last_sent_at", "failing_since"])
    if answer.status is None:
        # Nobody else waits behind an address that does not answer.
        webhook.messages.due().update(not_before=now + BACK_OFF[0])
    elif now - (message.tried_at or now) > SLOW:
        # Its other messages go behind those of everybody else that are due.
        webhook.messages.due().update(not_before=now)
    why = _why_off(webhook, answer, now)
    if why and webhook.switched_off_at is None:
        _switch_off(webhook, why, now)


def _put_off(message: WebhookMessage, now: datetime.datetime) -> None:
    if message.attempts > len(BACK_OFF):
        message.state = WebhookMessage.State.DEAD
    else:
        message.not_before = now + BACK_OFF[max(message.attempts, 1) - 1]


def _why_off(webhook: Webhook, answer: Answer, now: datetime.datetime) -> str:
    if answer.status == GONE:
        return OFF_AS_GONE
    since = webhook.failing_since
    return OFF_FOR_DAYS if since is not None and now - since >= FAILS_FOR else ""


def _switch_off(webhook: Webhook, why: str, now: datetime.datetime) -> None:
    webhook.switched_off_at, webhook.why_off = now, why
    webhook.save(update_fields=["switched_off_at", "why_off"])
    record(
        verb=Verb.SWITCHED_OFF,
        operation=Event.ADMINISTRATION,
        actor=CLOCK,
        target=webhook,
        recipient=webhook.client.name,
        reason=why,
        detail={"client": str(webhook.client.uuid), "host": webhook.host},
    )


def forget_messages() -> int:
    """Forget messages of more than a month ago. Returns how many."""
    forgotten, _ = WebhookMessage.objects.old().delete()
    return forgotten


def notify_sender() -> None:
    """Wake a worker. If the queue is down, a periodic task does the same within half a minute."""
    if queue_breaker.is_open():
        return
    try:
        current_app.send_task("api.webhook_jobs.send_webhooks", retry=False, ignore_result=True)
    except Exception:  # noqa: BLE001 - whatever ails the broker, the rows are already safe
        queue_breaker.failed()
        log.warning("the queue is unreachable; the next run sends")
    else:
        queue_breaker.answered()
