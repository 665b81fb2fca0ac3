"""The web server, the worker or the queue is gone from one moment to the next."""

import http.client
import itertools
import threading
import time

import pytest

from ecins.testing import is_proof
from tests.site import eventually

pytestmark = [pytest.mark.faults, pytest.mark.slow, pytest.mark.xdist_group("faults")]

KILLS = 10 if is_proof() else 2
QUICK = 3  # seconds
SWEEP = 45  # seconds: the sweep comes every 30
IN_TEAM = 2  # people in the team that is given access
# Makes each notice take a while, so that a worker can be killed in the middle of its round.
SLOWLY = """
    CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_sleep(0.1); RETURN NEW; END $$;
    CREATE TRIGGER dawdle BEFORE INSERT ON alerts_notice
    FOR EACH ROW EXECUTE FUNCTION dawdle();
"""


def test_no_accepted_entry_is_lost_when_the_web_server_is_killed(site, officer, record):
    accepted, stop = [], threading.Event()

    def write_on():
        for number in itertools.count():
            if stop.is_set():
                return
            fields = {"kind": 1, "moment": "today", "text": f"Entry {number}", "basis": "fact"}
            try:
                answer = officer.send(f"{record}log/new/", **fields)
            except (OSError, http.client.HTTPException, AssertionError):
                time.sleep(0.05)  # nobody is at home
            else:
                accepted.extend([fields["text"]] if answer.status == 302 else [])

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        for _ in range(KILLS):
            before = len(accepted)
            eventually(lambda before=before: len(accepted) > before + 4, seconds=30)
            site.kill("web")
            site.start_web()
    finally:
        stop.set()
        writer.join()

    stored = site.query("SELECT text FROM profiles_contact WHERE text LIKE %s", "Entry %")
    assert len(accepted) >= 5 * KILLS
    assert set(accepted) <= {text for (text,) in stored}
    # Killed in the middle of an entry, it left both the entry and its event, or neither.
    entries = site.query("SELECT count(*) FROM profiles_contact")
    assert entries == site.query("SELECT count(*) FROM audit_event WHERE verb = 'log.added'")


def test_a_killed_worker_leaves_nothing_undone_and_does_nothing_twice(site, told, give_access):
    with site.as_owner() as owner:
        owner.execute(SLOWLY)
    assert all(give_access() for _ in range(12))
    assert told.waiting() == 12

    site.start_worker()
    eventually(lambda: 1 < told.done() < 11, seconds=30, every=0.02)
    site.kill("worker")
    assert told.waiting() > 0
    site.start_worker()
    assert give_access()  # its bell rings for all that wait

    eventually(lambda: told.waiting() == 0, seconds=30)
    assert told.done() == 13
    assert told.notices() == 13 * IN_TEAM


def test_without_the_queue_access_is_given_at_once_and_told_later(site, told, give_access, record):
    norfolk = site.visitor("officer.norfolk")
    site.valkey.stop()

    began = time.monotonic()
    assert give_access()
    took = time.monotonic() - began

    assert took < QUICK, f"giving access took {took:.1f} s without the queue"
    assert norfolk.get(record).status == 200
    assert told.waiting() == 1

    site.valkey.start()
    site.start_worker()
    site.start_scheduler()
    eventually(lambda: told.notices() == IN_TEAM, seconds=SWEEP, every=0.5)
    assert b"gave your team access to " in norfolk.get("/").body
