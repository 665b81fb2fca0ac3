"""Writes the log. `record()` is called in the transaction of the act it records."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

import structlog
from celery import current_app
from django.core.exceptions import ImproperlyConfigured
from django.db import models, transaction

from audit.models import Delivery, Event
from audit.signals import event_recorded

log = logging.getLogger(__name__)

Consumer = Callable[[Event], None]
_consumers: dict[str, tuple[frozenset[str], Consumer]] = {}


def consumer(name: str, *, verbs: Iterable[str]) -> Callable[[Consumer], Consumer]:
    """Declare what must follow events with these verbs. Consumers are safe to run twice."""

    def register(function: Consumer) -> Consumer:
        if name in _consumers:
            raise ImproperlyConfigured(f"There are two consumers named {name}.")
        _consumers[name] = (frozenset(verbs), function)
        return function

    return register


def consume(name: str, event: Event) -> None:
    """Let the named consumer do what follows from the event."""
    _consumers[name][1](event)


def record(
    *,
    verb: str,
    operation: str,
    actor: Any,
    target: models.Model | None = None,
    subjects: Iterable[int] = (),
    section: str = "",
    recipient: str = "",
    reason: str = "",
    detail: dict[str, Any] | None = None,
    history: models.Model | None = None,
    channel: str = "web",
) -> Event:
    """Write one event, with the actor's name, team and agency as they are now.

    `actor` is the person who acts, or the name of a part of the system that does.
    """
    named = _named(actor)
    about = list(subjects)
    if target is not None and not about and hasattr(target, "subject_ids"):
        about = target.subject_ids()
    event = Event(
        verb=verb,
        operation=operation,
        section=section,
        subjects=sorted(set(about)),
        recipient=recipient,
        reason=reason,
        detail=detail or {},
        channel=channel,
        request_id=structlog.contextvars.get_contextvars().get("request_id"),
        **named,
    )
    if target is not None:
        event.target_type = target._meta.label_lower
        event.target_id = target.pk
        event.target_label = getattr(target, "event_label", "")
    if history is not None:
        event.history_model = history._meta.label_lower
        event.history_id = history.pk
    event.save(force_insert=True)
    names = [name for name, (verbs, _) in _consumers.items() if verb in verbs]
    if names:
        Delivery.objects.bulk_create([Delivery(event=event, consumer=name) for name in names])
        if not any(waiting[1] is ring for waiting in transaction.get_connection().run_on_commit):
            transaction.on_commit(ring, robust=True)
    event_recorded.send(Event, event=event, target=target)
    return event


def _named(actor: Any) -> dict[str, Any]:
    if isinstance(actor, str):
        return {"actor_name": actor}
    if actor is None or not actor.is_authenticated:
        return {"actor_name": "Nobody signed in"}
    return {"actor_id": actor.pk, **actor.as_actor()}


def ring() -> None:
    """Ring the doorbell. Unheard, the sweep does the same within half a minute."""
    try:
        current_app.send_task("audit.jobs.drain_deliveries", retry=False, ignore_result=True)
    except Exception:  # noqa: BLE001 - whatever ails the broker, the rows are already safe
        log.warning("the queue is unreachable; the sweep will deliver")
