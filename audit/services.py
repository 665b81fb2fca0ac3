"""Writes the log. `record()` is called in the transaction of the act it records."""

import datetime
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import structlog
from celery import current_app
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import connection, models, transaction
from django.db.models.functions import Now
from django.http import Http404
from django.utils import timezone

from audit import sheets
from audit.models import AuditExport, Delivery, Event, Heartbeat
from audit.signals import event_recorded
from audit.verbs import Verb
from core import caller, policy
from core.breaker import Breaker
from core.bulk_insert import insert_all

log = logging.getLogger(__name__)
# As long as half the time between two sweeps.
queue_breaker = Breaker(seconds=15)
CLOCK = "The clock"
DELIVER = "audit.jobs.drain_deliveries"
DAYS_KEPT = 7

Consumer = Callable[[Any], None]
_consumers: dict[str, tuple[frozenset[str], Consumer]] = {}
_slow: set[str] = set()
_of_many: set[str] = set()


def consumer(
    name: str, *, verbs: Iterable[str], slow: bool = False, of_many: bool = False
) -> Callable[[Consumer], Consumer]:
    """Declare what must follow events with these verbs. Consumers are safe to run twice.

    A slow one may take longer than a second: it is not run in a batch with others. One of many
    is called with a list of events, since it does for fifty about what it does for one.
    """

    def register(function: Consumer) -> Consumer:
        if name in _consumers:
            raise ImproperlyConfigured(f"There are two consumers named {name}.")
        _consumers[name] = (frozenset(verbs), function)
        if slow:
            _slow.add(name)
        if of_many:
            _of_many.add(name)
        return function

    return register


def slow_consumers() -> set[str]:
    """The names of the consumers that are run alone."""
    return _slow


def consumers_of_many() -> set[str]:
    """The names of the consumers that are called with a list of events."""
    return _of_many


def consumer_in_words(name: str) -> str:
    """What a consumer does, as its docstring says; its name if there is none of that name now."""
    _, function = _consumers.get(name, (None, None))
    return (function.__doc__ or name).strip().splitlines()[0] if function else name


def consume(name: str, *events: Event) -> None:
    """Let the named consumer do what follows from the events."""
    _, function = _consumers[name]
    if name in _of_many:
        function(events)
        return
    for event in events:
        function(event)


@transaction.atomic(savepoint=False)
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

    `actor` is the person who acts, or the name of a part of the system that does. What a program
    does by the API says which client called, and for whom. Where no act has a transaction open,
    the event and what must follow from it are one by themselves.
    """
    event = _event(
        _named(actor),
        target=target,
        history=history,
        subjects=subjects,
        verb=verb,
        operation=operation,
        section=section,
        recipient=recipient,
        reason=reason,
        detail=detail,
        channel=channel,
    )
    event.save(force_insert=True)
    _deliver([event])
    event_recorded.send(Event, event=event, target=target)
    return event


@transaction.atomic(savepoint=False)
def record_all(*, actor: Any, entries: Sequence[dict[str, Any]]) -> list[Event]:
    """Write many events of one actor, each given as `record` takes it, in a few statements."""
    named = _named(actor)
    events = [_event(named, **entry) for entry in entries]
    insert_all(events)
    _deliver(events)
    for event, entry in zip(events, entries, strict=True):
        event_recorded.send(Event, event=event, target=entry.get("target"))
    return events


def _event(
    named: dict[str, Any],
    *,
    target: models.Model | None = None,
    history: models.Model | None = None,
    subjects: Iterable[int] = (),
    detail: dict[str, Any] | None = None,
    channel: str = "web",
    **fields: Any,
) -> Event:
    called_by, about = caller.caller(), list(subjects)
    if target is not None and not about and hasattr(target, "subject_ids"):
        about = target.subject_ids()
    event = Event(
        subjects=sorted(set(about)),
        detail={**(detail or {}), **(called_by.kept if called_by else {})},
        channel=caller.channel() or channel,
        request_id=structlog.contextvars.get_contextvars().get("request_id"),
        **fields,
        **named,
    )
    if target is not None:
        event.target_type = target._meta.label_lower
        event.target_id = target.pk
        event.target_label = getattr(target, "event_label", "")
    if history is not None:
        event.history_model = history._meta.label_lower
        event.history_id = history.pk
    return event


def _deliver(events: Sequence[Event]) -> None:
    """Write down what must follow, and ring for a worker once it is committed."""
    deliveries = [
        Delivery(event_id=event.pk, consumer=name)
        for event in events
        for name, (verbs, _) in _consumers.items()
        if event.verb in verbs
    ]
    if not deliveries:
        return
    insert_all(deliveries)
    if not any(
        waiting[1] is notify_worker for waiting in transaction.get_connection().run_on_commit
    ):
        transaction.on_commit(notify_worker, robust=True)


def _named(actor: Any) -> dict[str, Any]:
    if isinstance(actor, str):
        return {"actor_name": actor}
    if actor is None or not actor.is_authenticated:
        return {"actor_name": "Nobody signed in"}
    return {"actor_id": actor.pk, **actor.as_actor()}


def notify_worker(*, task: str = DELIVER) -> None:
    """Wake a worker. If the queue is down, a periodic task does the same within half a minute."""
    if queue_breaker.is_open():
        return
    try:
        current_app.send_task(task, retry=False, ignore_result=True)
    except Exception:  # noqa: BLE001 - whatever ails the broker, the rows are already safe
        queue_breaker.failed()
        log.warning("the queue is unreachable; the sweep will deliver")
    else:
        queue_breaker.answered()


def note_heartbeat(*, name: str) -> None:
    """Note that a part of the system is at work now."""
    Heartbeat.objects.update_or_create(
        name=name, defaults={"at": Now()}, create_defaults={"at": Now()}
    )


@transaction.atomic
def retry_deliveries(*, by: Any, delivery: int | None = None) -> int:
    """Let workers try dead letters again: this one, or all. Returns how many there were."""
    failed = Delivery.objects.failed()
    if delivery is not None:
        failed = failed.filter(pk=delivery)
    ids = policy.lock_all(by, "delivery.retry", failed)
    if not ids:
        return 0
    again = Delivery.objects.filter(pk__in=ids)
    consumers = Counter(again.values_list("consumer", flat=True))
    again.update(state=Delivery.State.WAITING, attempts=0, not_before=Now())
    record(
        verb=Verb.DELIVERIES_RETRIED,
        operation=Event.ADMINISTRATION,
        actor=by,
        detail={"count": len(ids), "consumers": dict(consumers)},
    )
    transaction.on_commit(notify_worker, robust=True)
    return len(ids)


@transaction.atomic
def ask_for_export(*, by: Any, ask: dict[str, Any], in_words: str, reason: str) -> AuditExport:
    """Ask for a part of the log as a file; it is made outside the request."""
    export = AuditExport.objects.create(asked_by=by, ask=ask, in_words=in_words, reason=reason)
    export = policy.lock(by, "audit.export", export)
    record(
        verb=Verb.EXPORT_ASKED,
        operation=Event.CONSULTATION,
        actor=by,
        target=export,
        subjects=people_asked_for(ask),
        reason=reason,
        detail={"ask": ask},
    )
    return export


@transaction.atomic
def make_export(*, export: AuditExport) -> AuditExport:
    """Write the file of an export, if who asked still may; a second time does nothing.

    The disclosure is recorded with count and hash, and committed before anyone can fetch it.
    """
    export = AuditExport.objects.select_for_update().get(pk=export.pk)
    by = export.asked_by
    if export.state != AuditExport.State.WAITING:
        return export
    try:
        policy.require(by, "audit.export", export)
    except (Http404, PermissionDenied):
        export.state = AuditExport.State.REFUSED
        export.save(update_fields=["state"])
        record(verb=Verb.EXPORT_REFUSED, operation=Event.REFUSAL, actor=by, target=export)
        return export
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '200s'")  # nobody waits at a page
    events = Event.objects.visible_to(by).narrowed(export.ask).newest_first()
    heading = f"Events: {export.in_words}. For {by}. Why: {export.reason}"
    _keep(export, sheets.write(events[: sheets.MOST + 1].iterator(), heading))
    record(
        verb=Verb.EXPORTED,
        operation=Event.DISCLOSURE,
        actor=by,
        target=export,
        subjects=people_asked_for(export.ask),
        recipient=by.get_full_name(),
        reason=export.reason,
        detail={"rows": export.row_count, "sha256": export.sha256, "ask": export.ask},
    )
    return export


def _keep(export: AuditExport, sheet: sheets.Sheet) -> None:
    export.state = AuditExport.State.READY
    export.file_name, export.sha256 = sheet.file_name, sheet.sha256
    export.row_count, export.is_cut_off = sheet.row_count, sheet.is_cut_off
    export.made_at = timezone.now()
    export.keep_until = export.made_at + datetime.timedelta(days=DAYS_KEPT)
    export.save()


@transaction.atomic
def delete_exported_files() -> int:
    """Delete the files whose week is over; the rows stay. Returns how many there were."""
    over = list(AuditExport.objects.over().select_for_update(skip_locked=True))
    for export in over:
        name, export.file_name = export.file_name, ""
        export.state = AuditExport.State.DELETED
        export.save(update_fields=["state", "file_name"])
        record(
            verb=Verb.EXPORT_DELETED,
            operation=Event.Operation.ERASURE,
            actor=CLOCK,
            target=export,
        )
        # A file deleted although its row came back is refused as missing; the reverse would leak.
        sheets.delete(name)
    for export in AuditExport.objects.stuck().select_for_update(skip_locked=True):
        export.state = AuditExport.State.FAILED
        export.save(update_fields=["state"])
        record(verb=Verb.EXPORT_FAILED, operation=Event.ADMINISTRATION, actor=CLOCK, target=export)
    known = set(AuditExport.objects.exclude(file_name="").values_list("file_name", flat=True))
    for name in sheets.forgotten(known):
        sheets.delete(name)
    return len(over)


def people_asked_for(ask: dict[str, Any]) -> list[int]:
    """The person whom a search names by reference."""
    return [ask["person"]] if ask.get("person") else []
