"""Redis is frozen: it takes connections and answers nothing, which is worse than gone."""

import os
import signal
import time

import pytest

from tests.site import eventually

pytestmark = [pytest.mark.faults, pytest.mark.slow, pytest.mark.xdist_group("faults")]

QUICK = 3  # seconds


@pytest.fixture
def frozen(site):
    """The queue and cache, stopped in the middle of whatever they did."""
    os.kill(site.valkey.process.pid, signal.SIGSTOP)
    yield site
    os.kill(site.valkey.process.pid, signal.SIGCONT)


def test_signing_in_takes_less_than_three_seconds(frozen):
    took = []
    for name in ("officer.staffordshire", "lead.staffordshire", "officer.norfolk"):
        began = time.monotonic()
        frozen.visitor(name)
        took.append(round(time.monotonic() - began, 1))

    assert max(took) < QUICK, f"sign-ins took {took} s"


def test_a_wrong_password_is_refused_and_counted_all_the_same(frozen):
    visitor = frozen.stranger()

    answer = visitor.send("/sign-in/", login="officer.staffordshire", password="wrong")

    assert answer.status == 200
    assert frozen.query("SELECT count(*) FROM agencies_failedsignin")[0][0] == 1


def test_it_is_asked_again_when_it_answers(site):
    os.kill(site.valkey.process.pid, signal.SIGSTOP)
    site.visitor("officer.staffordshire")
    os.kill(site.valkey.process.pid, signal.SIGCONT)

    def counted():
        site.visitor("lead.staffordshire")
        with site.queue() as queue:
            return queue.dbsize()

    assert eventually(counted, seconds=40, every=2)
