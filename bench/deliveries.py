"""How soon people are told: `python -m bench --deliveries`.

The demo's database, a queue, and two worker processes as `make run` starts them. Each event is an
access that a team of the demo is given, so each delivery asks who is in the team, whether each of
them may know of the record, and puts a notice before them.
"""

import itertools
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bench.measure import percentile
from bench.place import HOME, Place
from ecins.launch.children import Children
from ecins.launch.site import ROOT

WORKERS = 2
SINGLE, MOST_SECONDS = 100, 300.0
GOAL_LATENCY, GOAL_BURST = 1.0, 60.0
WAITING = "SELECT count(*) FROM audit_delivery WHERE state = 'waiting'"
NOTICES = "SELECT count(*) FROM alerts_notice WHERE event_id = %s"


class DemoPlace(Place):
    """A database with the people and teams of the demo, made anew for each run."""

    def __init__(self) -> None:
        super().__init__(0)
        self.database = "ecins_deliveries"

    def _populated(self) -> dict[str, Any]:
        self.postgres.drop_database(self.database)
        self.postgres.make_database(self.database)
        self._manage("migrate", "-v0")
        self._manage("load_areas", "-v0")
        self._manage("seed_demo", "-v0")
        return {}


@contextmanager
def workers(many: int = WORKERS) -> Iterator[list[int]]:
    """Worker processes, ready for work; their numbers."""
    children = Children(HOME, ROOT)
    children.environment = dict(os.environ)
    celery = Path(sys.executable).parent / "celery"
    try:
        for number in range(many):
            children.start(
                f"worker{number}",
                *(celery, "-A", "ecins", "worker", "-n", f"bench{number}@here"),
                *("-P", "threads", "-c", "2", "--loglevel", "WARNING"),
                *("--without-gossip", "--without-mingle"),
            )
        yield [child.pid for child in children.running.values()]
    finally:
        children.stop()


def measure(url: str, events: int) -> dict[str, Any]:
    """Latency of single events, then the burst. `url` is that of the database."""
    with workers(), psycopg.connect(url, autocommit=True) as watch:
        commit()
        _drained(watch)  # both have started, and the demo's own deliveries are done
        took = [_latency(watch) for _ in range(SINGLE)]
        began = commit_at_once(events)
        _drained(watch)
        ended = time.monotonic()
    return {
        "latency": {f"p{at}": round(percentile(took, at / 100) * 1000, 1) for at in (50, 95)},
        "singles": SINGLE,
        "events": events,
        "burst": round(ended - began, 1),
    }


def commit() -> int:
    """One event, as a service records it. Returns its id."""
    from access.models import Grant
    from access.projection import object_of
    from access.verbs import Verb
    from audit.models import Event
    from audit.services import record

    grant = Grant.objects.filter(team__isnull=False, user__isnull=True).order_by("pk")[0]
    event = record(
        verb=Verb.GIVEN,
        operation=Event.DISCLOSURE,
        actor="Bench",
        target=object_of(grant),
        detail={"grant": grant.pk},
    )
    return event.pk


def commit_at_once(many: int) -> float:
    """So many events of one transaction, as `record` writes them. Returns when it committed.

    Without what else follows from each of them, such as due reports: only delivery is measured.
    """
    from django.db import transaction

    from access.models import Grant
    from access.verbs import Verb
    from audit.models import Delivery, Event
    from audit.services import notify_worker

    with transaction.atomic():
        grants = list(Grant.objects.filter(team__isnull=False, user__isnull=True))
        events = [
            Event(
                verb=Verb.GIVEN,
                operation=Event.DISCLOSURE,
                actor_name="Bench",
                target_type=grant.object_type,
                target_id=grant.object_id,
                detail={"grant": grant.pk},
            )
            for grant, _ in zip(itertools.cycle(grants), range(many), strict=False)
        ]
        Event.objects.bulk_create(events, batch_size=1000)
        rows = [Delivery(event=event, consumer="alerts.notices") for event in events]
        Delivery.objects.bulk_create(rows, batch_size=1000)
    notify_worker()
    return time.monotonic()


def _latency(watch: psycopg.Connection) -> float:
    """Seconds from the commit of an event until its notice can be read."""
    time.sleep(0.05)
    number = commit()
    began = time.monotonic()
    while not _number(watch, NOTICES, number):
        _not_for_ever(began)
        time.sleep(0.002)
    return time.monotonic() - began


def _drained(watch: psycopg.Connection) -> None:
    began = time.monotonic()
    while _number(watch, WAITING):
        _not_for_ever(began)
        time.sleep(0.1)


def _not_for_ever(began: float) -> None:
    if time.monotonic() - began > MOST_SECONDS:
        raise RuntimeError("Nothing is delivered: see var/bench/worker0.log")


def _number(watch: psycopg.Connection, statement: Any, *values: object) -> int:
    row = watch.execute(statement, values).fetchone()
    return int(row[0]) if row else 0


def markdown(results: dict[str, Any]) -> str:
    """The result as a page."""
    machine, latency = results["machine"], results["latency"]
    rate = results["events"] / results["burst"]
    return "\n".join(
        [
            f"# Deliveries, {results['date']}",
            "",
            f"{machine['cpu']}, {machine['cores']} cores, {machine['ram_gb']} GB, Python "
            f"{machine['python']}. Load of the machine before (1, 5, 15 minutes): "
            f"{results['load']} (5 minutes). {WORKERS} worker processes of two threads.",
            "",
            "| | | goal |",
            "|---|---|---|",
            f"| from committed event to notice, p50 of {results['singles']} "
            f"| {latency['p50']:.0f} ms | |",
            f"| p95 | **{latency['p95']:.0f} ms** "
            f"| < {GOAL_LATENCY * 1000:.0f} ms: {_word(latency['p95'] < GOAL_LATENCY * 1000)} |",
            f"| {results['events']:,} events of one transaction, from its commit until all are "
            f"delivered | **{results['burst']:.0f} s** "
            f"| < {GOAL_BURST:.0f} s: {_word(results['burst'] < GOAL_BURST)} |",
            f"| deliveries a second | {rate:.0f} | |",
            "",
        ]
    )


def _word(met: bool) -> str:
    return "met" if met else "**missed**"
