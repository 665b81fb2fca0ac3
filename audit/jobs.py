"""Carries out deliveries in batches: rung for, and swept every half minute if a bell is lost."""

import logging
import time
from datetime import timedelta

from celery import shared_task
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.db.models.functions import Now

from audit import services
from audit.models import Delivery
from audit.selectors import SWEEP

log = logging.getLogger(__name__)
# Rows of one transaction. What they came to is visible to others after it, so it is kept short.
BATCH = 50
BATCH_SECONDS = 1.0
# After that a task rings again and makes room for others.
BUDGET_SECONDS = 20.0
# As many as that in one batch, and another worker is called to help.
MANY = 10
ATTEMPTS = 8


@shared_task
def sweep_deliveries() -> int:
    """Note that the sweep ran, then deliver what is due. Returns how many rows it handled."""
    services.note_heartbeat(name=SWEEP)
    return drain_deliveries()


@shared_task
def drain_deliveries() -> int:
    """Deliver what is due, beside any other worker. Returns how many rows it handled.

    A database that goes away takes the batch back; the sweep begins it again.
    """
    ends = time.monotonic() + BUDGET_SECONDS
    handled = 0
    try:
        while found := _deliver_batch(slow=False) or _deliver_batch(slow=True):
            if not handled and found >= MANY:
                services.notify_worker()
            handled += found
            if time.monotonic() > ends:
                services.notify_worker()
                break
    except (OperationalError, InterfaceError):
        log.exception("the database did not answer; deliveries wait for the next sweep")
    return handled


@shared_task
def delete_exported_files() -> int:
    """Delete files of exports that are a week old. Returns how many."""
    return services.delete_exported_files()


def _deliver_batch(*, slow: bool) -> int:
    """Lock some due rows that no other worker has, and deliver them in one transaction.

    A slow consumer has a transaction of its own, so that it makes nothing else wait.
    """
    with transaction.atomic():
        due = Delivery.objects.due(slow=services.slow_consumers(), only_slow=slow)
        batch = due.locked()[: 1 if slow else BATCH]
        return deliver(list(batch))


def deliver(batch: list[Delivery]) -> int:
    """Let each consumer do what follows. Returns how many were handled before time was up.

    Those that follow from the same event may be done in any order. What goes wrong is noted, to
    be tried again later, and undoes nothing of the others.
    """
    ends = time.monotonic() + BATCH_SECONDS
    done, handled = [], 0
    for some in _at_once(batch):
        if handled and time.monotonic() > ends:
            break
        handled += len(some)
        done += _delivered(some)
    if done:
        Delivery.objects.filter(pk__in=done).update(
            state=Delivery.State.DONE, attempts=F("attempts") + 1, done_at=Now()
        )
    return handled


def _at_once(batch: list[Delivery]) -> list[list[Delivery]]:
    """The rows in their order; those of a consumer that takes many events together."""
    of_many, found = services.consumers_of_many(), []
    first: dict[str, list[Delivery]] = {}
    for delivery in batch:
        name = delivery.consumer
        if name in of_many and name in first:
            first[name].append(delivery)
        else:
            found.append(first.setdefault(name, [delivery]) if name in of_many else [delivery])
    return found


def _delivered(some: list[Delivery]) -> list[int]:
    """Deliver these rows of one consumer, each alone if that goes wrong. The ids of those done."""
    try:
        with transaction.atomic():
            services.consume(some[0].consumer, *(delivery.event for delivery in some))
    except Exception as problem:
        if transaction.get_connection().needs_rollback:
            raise  # the connection is gone, which says nothing of the consumer
        if len(some) > 1:
            return [pk for delivery in some for pk in _delivered([delivery])]
        _note(some[0], problem)
        return []
    return [delivery.pk for delivery in some]


def _note(delivery: Delivery, problem: Exception) -> None:
    """Try again later, and ever later; after the last attempt it is a dead letter."""
    log.error("delivery %s went wrong", delivery.pk, exc_info=problem)
    delivery.attempts += 1
    delivery.problem = type(problem).__name__
    delivery.not_before = Now() + timedelta(seconds=2**delivery.attempts)
    if delivery.attempts >= ATTEMPTS:
        delivery.state = Delivery.State.FAILED
    delivery.save(update_fields=["attempts", "problem", "not_before", "state"])
