"""Whatever dies while people act: everybody is told everything, once, and the site stays up."""

import http.client
import itertools
import os
import signal
import sys
import threading
import time

import pytest

from ecins.testing import is_proof
from tests.site import eventually

pytestmark = [
    *(pytest.mark.faults, pytest.mark.slow, pytest.mark.xdist_group("faults")),
    pytest.mark.timeout(3600 if is_proof() else 600),
]

EVENTS = 10_000 if is_proof() else 500
BREATH = 2.0  # seconds between two faults
WEB_PROCESSES, BREAKER = 2, 15  # how many there are, and for how many seconds they ask nothing
OWED = """
    SELECT event.id, people.id FROM audit_event event, unnest(%s::bigint[]) people (id)
    WHERE event.actor_name = 'Bench'
"""
TOLD = """
    SELECT notice.event_id, notice.recipient_id FROM alerts_notice notice
    JOIN audit_event event ON event.id = notice.event_id WHERE event.actor_name = 'Bench'
"""
OF_EVENTS = (
    "SELECT event_id, state, attempts, done_at FROM audit_delivery WHERE event_id = ANY(%s)"
)
WAITING = "SELECT count(*) FROM audit_delivery WHERE state = 'waiting'"
ACTED = "SELECT count(*) FROM audit_event WHERE actor_name = 'Bench'"


class Reader(threading.Thread):
    """Somebody who opens a page again and again, and keeps how each answered."""

    def __init__(self, visitor):
        super().__init__(daemon=True)
        self.visitor, self.seen, self.ended = visitor, [], threading.Event()
        self.without_database = threading.Event()

    def run(self):
        while not self.ended.wait(0.1):
            away = self.without_database.is_set()
            try:
                status = self.visitor.get("/").status
            except (OSError, http.client.HTTPException) as problem:
                status = repr(problem)
            # Asked before it went or answered after: it may have met the restart.
            self.seen.append((status, away or self.without_database.is_set()))

    def stop(self):
        self.ended.set()
        self.join(30)


@pytest.fixture
def reader(site, officer):
    reader = Reader(officer)
    reader.start()
    yield reader
    reader.stop()


@pytest.fixture
def acting(site):
    """Starts a program that acts on; ends it."""
    yield lambda: site.children.start("acting", sys.executable, "-m", "tests.faults.acting")
    if site.children.is_up("acting"):
        site.kill("acting")


def end_acting(site):
    """Let it finish the act at which it is: a commit that is under way would come after all."""
    program = site.children.running["acting"]
    program.terminate()
    program.wait(60)


def wait_for_deliveries(site):
    """However many wait, fewer do a minute later, on a busy machine too."""
    while waiting := site.query(WAITING)[0][0]:
        eventually(lambda most=waiting: site.query(WAITING)[0][0] < most, seconds=60, every=0.5)


def kill_worker(site, reader):
    site.kill("worker")
    site.start_worker()


def wipe_queue(site, reader):
    """It keeps nothing: every bell that it held is lost."""
    site.valkey.process.kill()
    site.valkey.process.wait()
    site.valkey.start()


def freeze_queue(site, reader):
    os.kill(site.valkey.process.pid, signal.SIGSTOP)
    time.sleep(BREATH)
    os.kill(site.valkey.process.pid, signal.SIGCONT)


def restart_database(site, reader):
    reader.without_database.set()
    site.postgres.stop("immediate")
    site.postgres.start()
    eventually(site.answers)
    time.sleep(0.5)
    reader.without_database.clear()


FAULTS = [kill_worker, wipe_queue, kill_worker, freeze_queue, kill_worker, restart_database]


def test_nobody_misses_anything_or_is_told_twice(site, reader, acting):
    site.start_worker()
    site.start_scheduler()
    acting()
    eventually(lambda: site.query(TOLD), seconds=60)

    faults = itertools.chain(FAULTS, itertools.cycle(FAULTS[:-1]))
    done = 0
    while done < len(FAULTS) or site.query(ACTED)[0][0] < EVENTS:
        next(faults)(site, reader)
        done += 1
        time.sleep(BREATH)
    end_acting(site)
    wait_for_deliveries(site)
    reader.stop()

    told = site.query(TOLD)
    people = sorted({person for _, person in told})
    assert len(people) > 1
    assert site.query(ACTED)[0][0] >= EVENTS
    missing = set(site.query(OWED, people)) - set(told)
    assert not missing, site.query(OF_EVENTS, [event for event, _ in missing])
    assert len(told) == len(set(told)) == len(people) * site.query(ACTED)[0][0]
    assert {state for (state,) in site.query("SELECT DISTINCT state FROM audit_delivery")} == {
        "done"
    }
    assert {status for status, is_away in reader.seen if not is_away} == {200}
    assert {status for status, is_away in reader.seen if is_away} <= {200, 503}
    assert reader.seen[-1] == (200, False)


def test_a_frozen_queue_is_waited_for_once_by_each_process(site, told, give_access):
    os.kill(site.valkey.process.pid, signal.SIGSTOP)
    began = time.monotonic()
    try:
        given = [give_access() for _ in range(4)]
        breaks = 1 + (time.monotonic() - began) // BREAKER
    finally:
        os.kill(site.valkey.process.pid, signal.SIGCONT)

    log = (site.home / "web.log").read_text()
    assert all(given)
    assert told.waiting() == 4
    assert 1 <= log.count("the queue is unreachable") <= WEB_PROCESSES * breaks
