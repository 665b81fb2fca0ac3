"""Where History, and the pages of auditors, get their rows."""

import datetime
import logging
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.db.models.functions import Now
from django.utils import timezone

from audit import remit, sheets
from audit.models import AuditExport, Delivery, Event, Heartbeat
from audit.querysets import DeliveryQuerySet, EventQuerySet, ExportQuerySet
from core import prepared

log = logging.getLogger(__name__)

SWEEP = "sweep"  # the heartbeat of the sweep of deliveries
# How far back "lately" goes: days, and looks.
LATELY = datetime.timedelta(days=30)
LOOKS = 300


# The people whom lists, searches, prints and files showed a user in the last hour. A file that a
# manager allowed is not counted (exports).
LISTED_LATELY = """SELECT unnest(e.subjects) AS person FROM audit_event e
  WHERE e.actor_id = %(user)s AND e.at > statement_timestamp() - interval '1 hour'
    AND e.target_id IS NULL AND e.operation IN ('consultation', 'disclosure')
    AND NOT jsonb_exists(e.detail, 'allowed_by')"""


def acts_on(
    target: models.Model, sections: Iterable[str], reader: Any, *, manages: bool
) -> EventQuerySet:
    """What was done with a record, alone or with many, as far as the reader is told.

    `sections` are those the reader holds; `manages` says that the reader manages the owner team.
    """
    found = Event.objects.about_record(target).in_sections(sections).acts()
    return found.told_to(reader, manages=manages)


def acts_followed(user: Any, kinds: Iterable[str], *, hidden: list[int]) -> EventQuerySet:
    """Acts on records of these kinds; which of them the user sees is asked elsewhere."""
    return Event.objects.followed_by(user, kinds, hidden=hidden)


def settled_until() -> datetime.datetime:
    """The moment before which every event is written that ever will be.

    That at which the oldest open transaction began, since that is the time of its events; and no
    later than a second ago, so that one which has just begun is among those looked at. Ask for
    events afterwards, by another statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT least(min(xact_start), clock_timestamp() - interval '1 second')
            FROM pg_stat_activity
            WHERE datname = current_database() AND backend_type = 'client backend'"""
        )
        (until,) = cursor.fetchone()
    found: datetime.datetime = until
    return found


def last_to_change(target: models.Model, names: Iterable[str]) -> Event | None:
    """The latest act on a record that says it changed one of these fields."""
    wanted = list(names)
    says = models.Q(detail__changed__has_any_keys=wanted) | models.Q(detail__has_any_keys=wanted)
    return Event.objects.of(target).acts().filter(says).newest_first().first()


def reads_of(target: models.Model, sections: Iterable[str]) -> EventQuerySet:
    """Who has viewed a record, alone or in a list, in the sections the reader holds."""
    return Event.objects.about_record(target).in_sections(sections).reads()


def lately_opened(user: Any, model: type[models.Model]) -> prepared.Question:
    """The ids of the records of this kind that the user opened last, the latest first."""
    question: prepared.Question = _opened.later(model, user=user, since=timezone.now() - LATELY)
    return question


@prepared.query
def _opened(model: type[models.Model], *, user: Any, since: Any) -> models.QuerySet:
    opened = Event.objects.opened_by(user, model, since).newest_first()[:LOOKS]
    return opened.values_list("target_id", flat=True)


def lately_done(user: Any, verbs: list[str], since: datetime.datetime) -> EventQuerySet:
    """What the user did with these verbs since then, the latest first."""
    return Event.objects.filter(actor_id=user.pk, at__gte=since, verb__in=verbs).newest_first()


def acts_with(verb: str, model: type[models.Model]) -> EventQuerySet:
    """What was done with this verb to rows of this kind."""
    return Event.objects.filter(verb=verb, target_type=model._meta.label_lower)


def teams_audited(user: Any) -> models.QuerySet:
    """The teams an auditor chooses between."""
    teams = remit.teams(user)
    return Event.objects.none() if teams is None else teams


def asked_by(exports: ExportQuerySet) -> ExportQuerySet:
    """Exports with who asked for them."""
    return exports.select_related("asked_by")


def kept_path(export: AuditExport) -> Path | None:
    """Where the file of an export is; nowhere before it is made and after its week.

    Raises PermissionDenied for a file that is gone or not as it was made.
    """
    if export.state != AuditExport.State.READY or export.is_expired:
        return None
    if not sheets.is_whole(export.file_name, export.sha256):
        log.error("the file of export %s is not as it was made", export.pk)
        raise PermissionDenied("The file is not as it was made. Ask for a new one.")
    return sheets.folder() / export.file_name


def waiting_deliveries(*, until: datetime.datetime) -> list[Delivery]:
    """What is still to follow from events before then, the oldest first."""
    waiting = Delivery.objects.waiting().filter(event__at__lt=until)
    return list(waiting.select_related("event").order_by("event__at", "pk"))


def delivery_state() -> dict[str, tuple[str, float]]:
    """For watching: how many deliveries wait, since when the oldest, and how many have failed."""
    told = Delivery.objects.waiting().aggregate(
        many=models.Count("pk"), age=_seconds_since(models.Min("event__at"))
    )
    return {
        "deliveries_waiting": ("Deliveries that wait for a worker", told["many"]),
        "delivery_oldest_seconds": ("Age of the oldest delivery that waits", _number(told["age"])),
        "deliveries_failed": (
            "Deliveries given up after eight attempts",
            Delivery.objects.failed().count(),
        ),
        "delivery_sweep_lag_seconds": ("Time since the last sweep of deliveries", sweep_lag()),
    }


def sweep_lag() -> float:
    """Seconds since the scheduler last had deliveries swept; infinite if it never has."""
    beat = Heartbeat.objects.filter(name=SWEEP).annotate(age=_seconds_since(models.F("at")))
    found = beat.values_list("age", flat=True).first()
    return math.inf if found is None else _number(found)


def last_heartbeat(name: str) -> datetime.datetime | None:
    """When a part of the system was last at work."""
    return Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()


def with_events(deliveries: DeliveryQuerySet) -> DeliveryQuerySet:
    """Deliveries with the events that they follow from."""
    return deliveries.select_related("event")


def _seconds_since(at: Any) -> models.ExpressionWrapper:
    return models.ExpressionWrapper(Now() - at, output_field=models.DurationField())


def _number(age: datetime.timedelta | None) -> float:
    return max(0.0, age.total_seconds()) if age else 0.0
