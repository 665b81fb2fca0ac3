"""Carries out deliveries: rung for, and swept every half minute in case the bell was lost."""

import logging
from datetime import timedelta

from celery import shared_task
from django.db import transaction
from django.db.models.functions import Now

from audit import services
from audit.models import Delivery

log = logging.getLogger(__name__)
BATCH = 100
ATTEMPTS = 8


@shared_task
def drain_deliveries() -> int:
    """Deliver what is waiting, a row at a time, beside any other worker. Returns how many."""
    done = 0
    while done < BATCH and _deliver_one():
        done += 1
    return done


@shared_task
def delete_exported_files() -> int:
    """Delete files of exports that are a week old. Returns how many."""
    return services.delete_exported_files()


def _deliver_one() -> bool:
    with transaction.atomic():
        waiting = Delivery.objects.filter(state=Delivery.State.WAITING, not_before__lte=Now())
        delivery = waiting.select_for_update(skip_locked=True).order_by("pk").first()
        if delivery is None:
            return False
        deliver(delivery)
    return True


def deliver(delivery: Delivery) -> None:
    """Let its consumer do what follows, or note what went wrong and when to try again."""
    delivery.attempts += 1
    try:
        with transaction.atomic():
            services.consume(delivery.consumer, delivery.event)
    except Exception as problem:
        log.exception("delivery %s went wrong", delivery.pk)
        delivery.problem = type(problem).__name__
        delivery.not_before = Now() + timedelta(seconds=2**delivery.attempts)
        if delivery.attempts >= ATTEMPTS:
            delivery.state = Delivery.State.FAILED
    else:
        delivery.state, delivery.done_at = Delivery.State.DONE, Now()
    delivery.save()
