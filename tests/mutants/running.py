"""Runs tests in forks that are thrown away, a database and a cache for each, none for ever."""

import json
import os
import re
import select
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from _pytest.runner import runtestprotocol
from django.test.signals import template_rendered

from ecins.launch.postgres import Postgres
from ecins.launch.valkey import Valkey
from tests.mutants.checks import ROOT
from tests.mutants.proved import OF_TESTS

TOO_LONG = 90  # seconds of the processor for one test
MUCH_TOO_LONG = 600  # seconds for one test that waits
NOT_PRODUCT = re.compile(rf"^(\.venv|var|ecins/launch)/|{OF_TESTS.pattern}")
MISSED, PASSED, TIMED_OUT = "fails", "passes", "takes too long"


class TooLong(BaseException):
    """Nothing in a test catches it."""


class Workers:
    """So many forks at a time, until the seconds of the budget are over."""

    def __init__(self, items: dict, slots: int, budget: float, say: Callable[[str], None]) -> None:
        self.items, self.slots, self.budget, self.say = items, slots, budget, say
        self.began = time.monotonic()

    def __enter__(self):
        home = Path(os.environ["ECINS_TEST_HOME"])
        self.servers = [Valkey(home / f"mutants{slot}") for slot in range(self.slots)]
        for server in self.servers:
            server.start()
        return self

    def __exit__(self, *problem):
        for server in self.servers:
            server.stop()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        return self.budget - self.seconds

    def in_turn(self, jobs: list, work: Callable, done: Callable) -> list:
        """Put every job to a free slot; `done` gets each with its lines.

        Returns those that were not begun within the budget. What runs at its end is stopped.
        """
        free, running, jobs = list(range(self.slots)), {}, list(jobs)
        while running or (jobs and self.left > 0):
            while jobs and free and self.left > 0:
                slot, job = free.pop(), jobs.pop(0)
                pid, reading = self.fork(slot, work(job))
                running[reading] = [slot, job, pid, b"", time.monotonic()]
            ready, _, _ = select.select(list(running), [], [], min(5, max(self.left, 0.1)))
            for reading in ready:
                part = os.read(reading, 1 << 16)
                running[reading][3] += part
                if part:
                    continue
                slot, job, pid, text, began = running.pop(reading)
                os.close(reading)
                os.waitpid(pid, 0)
                free.append(slot)
                done(job, self.read(text), time.monotonic() - began)
            if self.left <= 0:
                for _, _, pid, _, _ in running.values():
                    os.kill(pid, signal.SIGKILL)
        return jobs

    def read(self, text: bytes) -> list:
        lines = [json.loads(line) for line in text.decode().split("\n")[:-1]]
        if lines and isinstance(lines[-1], dict):
            self.say(lines.pop()["problem"])
        return lines

    def fork(self, slot: int, work: Callable) -> tuple[int, int]:
        """Do the work in a process of its own; its answer can be read as JSON, a line each."""
        reading, writing = os.pipe()
        pid = os.fork()
        if pid:
            os.close(writing)
            return pid, reading
        os.close(reading)
        status = 1
        try:
            self.move_in(slot)
            with os.fdopen(writing, "w") as answer:
                try:
                    for line in work():
                        answer.write(json.dumps(line) + "\n")
                        answer.flush()
                except BaseException:  # noqa: BLE001 - told to the one who asks
                    answer.write(json.dumps({"problem": traceback.format_exc()}) + "\n")
            status = 0
        finally:
            os._exit(status)

    def move_in(self, slot: int) -> None:
        """Take a database and a cache that no other fork uses."""
        from django.conf import settings
        from django.core.cache import caches

        name = f"test_mutants{slot}"
        drop = Postgres.drop_database
        Postgres.drop_database = lambda self, other: None if other == name else drop(self, other)
        item = next(iter(self.items.values()))
        item.config.workerinput = {"workerid": f"mutants{slot}"}
        location = self.servers[slot].url.replace("redis+socket://", "unix://", 1)
        settings.CACHES["default"]["LOCATION"] = location.replace("?virtual_host=", "?db=", 1)
        caches.close_all()
        for alias in settings.CACHES:
            if hasattr(caches._connections, alias):
                delattr(caches._connections, alias)
        caches["default"].clear()

    def run(self, tests: list[str]):
        """Each test's name, how it ended, its seconds and what failed; the caller may stop."""
        items = [self.items[test] for test in tests]
        for item, after in zip(items, [*items[1:], None], strict=True):
            began, reports = time.monotonic(), []
            with Limit() as limit:
                reports = runtestprotocol(item, log=False, nextitem=after)
            problem = "".join(report.longreprtext for report in reports if report.failed)
            ended = TIMED_OUT if limit.is_over else MISSED if problem else PASSED
            yield item.nodeid, ended, time.monotonic() - began, problem


class Limit:
    """Stops a test that takes too long, and remembers that it did: such a test says nothing."""

    def __init__(self) -> None:
        self.is_over = False

    def __enter__(self):
        for number, timer, seconds in (
            (signal.SIGPROF, signal.ITIMER_PROF, TOO_LONG),
            (signal.SIGALRM, signal.ITIMER_REAL, MUCH_TOO_LONG),
        ):
            signal.signal(number, self.stop)
            signal.setitimer(timer, seconds)
        return self

    def stop(self, *signal_and_frame):
        self.is_over = True
        raise TooLong

    def __exit__(self, kind, *problem):
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        return kind is TooLong


class Ran:
    """Notes the files of the product that are run, and the templates that are shown."""

    def __init__(self) -> None:
        self.codes, self.templates = set(), set()

    def __enter__(self):
        template_rendered.connect(self.shown)
        threading.setprofile(self.note)
        sys.setprofile(self.note)
        return self

    def __exit__(self, *problem):
        sys.setprofile(None)
        threading.setprofile(None)
        template_rendered.disconnect(self.shown)

    def note(self, frame, event, argument):
        self.codes.add(frame.f_code)

    def shown(self, sender, template, **more):
        self.templates.add(template.origin.name)

    def files(self) -> list[str]:
        found = self.templates | {code.co_filename for code in self.codes}
        ours = {name.removeprefix(f"{ROOT}/") for name in found if name.startswith(f"{ROOT}/")}
        return sorted(name for name in ours if not NOT_PRODUCT.search(name))
