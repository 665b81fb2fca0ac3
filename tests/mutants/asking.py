"""The pytest plugin that asks of each check: does a test miss it?

First the test that missed it before, as `missed_by.json` says. What has none there, or none that
still does, is looked for: every test with all checks in place, to learn which test comes by which
check; then, for each check, the tests that come by it, without the check.

Tests are collected once. Each question is put in a fork that is thrown away.
"""

import ast
import builtins
import importlib
import json
import os
import select
import signal
import time
import traceback
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from _pytest.runner import runtestprotocol

from ecins.launch.postgres import Postgres
from ecins.launch.valkey import Valkey
from tests.mutants.checks import ROOT, Check, checks_of, every_check, narrowing
from tests.mutants.equivalent import EQUIVALENT
from tests.mutants.learned import Kept, Known, evenly
from tests.mutants.taking import put_in_place, take_out

TOO_LONG = 90  # seconds for one test; what takes longer has not passed
PATIENCE = 12  # seconds of our own work on one check; what no test has missed by then survives
QUICK = 6  # tests that are asked before the stories, in which much happens and much is asked
STORIES = "test_access_property.py"
TOLD_BY_STORIES = {
    f"access/{name}.py"
    for name in ("querysets", "effective_access", "paging", "section_access", "rules", "backends")
}
TOO_MANY = 3  # of the tests made by one parametrize, before others get their turn


@dataclass
class Answer:
    """What came of one check."""

    check: Check
    killed_by: str = ""
    tests: int = 0
    seconds: float = 0.0
    problem: str = ""


MISSED_BY = Path(__file__).with_name("missed_by.json")


def keep_nothing_between_tests(module: ModuleType) -> None:
    """What is computed once and kept would be come by in one test alone: it is computed anew."""
    for name, found in list(vars(module).items()):
        if hasattr(found, "cache_info") and found.__module__ == module.__name__:
            setattr(module, name, found.__wrapped__)


def first_line(text: str) -> str:
    return text.partition("\n")[0]


class Asking:
    """Runs instead of pytest's own loop."""

    def __init__(self, only: str, budget: float, jobs: int, report: Path) -> None:
        self.only, self.budget, self.jobs, self.report = only, budget, jobs, report
        self.began = time.monotonic()
        self.answers: list[Answer] = []
        self.not_asked: list[Check] = []
        self.killers: dict[str, Counter] = {}

    # ---- Pytest's hooks ----------------------------------------------------------------------
    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        if session.testsfailed:
            raise session.Interrupted("the tests cannot be collected")
        self.say = session.config.get_terminal_writer().line
        self.items = {item.nodeid: item for item in evenly(session.items)}
        self.narrows = narrowing()
        self.every = every_check()
        self.checks = [check for check in self.every if self.only in check.name]
        self.number_them()
        for file in {check.file for check in self.every}:
            name = file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
            keep_nothing_between_tests(importlib.import_module(name))
        self.argued = [check for check in self.checks if check.argued in EQUIVALENT]
        servers = self.start_caches()
        try:
            self.ask_again()
            if self.left():
                self.look_for()
        finally:
            for server in servers:
                server.stop()
        session.testsfailed = self.tell()
        return True

    def left(self) -> list[Check]:
        """The checks that no test is known to miss."""
        killed = {id(answer.check) for answer in self.answers}
        argued = {id(check) for check in self.argued}
        return [check for check in self.checks if id(check) not in killed | argued]

    def ask_again(self) -> None:
        """Each check that a test missed before: does it still, and passes with all in place?"""
        before = json.loads(MISSED_BY.read_text()) if MISSED_BY.exists() else {}
        wanted = {c.kept: before[c.kept] for c in self.left() if before.get(c.kept) in self.items}
        tests = sorted(set(wanted.values()))
        good: set[str] = set()

        def done(tests, lines, seconds):
            good.update(test for test, problem, _ in lines if not problem)

        halves = [tests[slot :: self.jobs] for slot in range(self.jobs)]
        self.in_turn([half for half in halves if half], lambda half: lambda: self.run(half), done)

        def heard(check, lines, seconds):
            if lines and lines[-1] != "taken" and not lines[-1][1]:
                self.heard(check, lines, seconds)

        again = [c for c in self.left() if wanted.get(c.kept) in good]
        again.sort(key=lambda check: wanted[check.kept])
        self.in_turn(again, lambda check: lambda: self.without(check, [wanted[check.kept]]), heard)
        self.say(
            f"{len(self.answers)} of {len(self.checks)} checks are missed by the test that missed "
            f"them before ({time.monotonic() - self.began:.0f} s)."
        )

    def look_for(self) -> None:
        """A test for each of the other checks."""
        known = self.learn()
        for problem in known.failed:
            self.say(f"Left out, for it fails with every check in place: {first_line(problem)}")
        self.ask_all(known)

    def number_them(self) -> None:
        """The place of each check among those of its file."""
        self.numbers = {}
        for file in {check.file for check in self.checks}:
            for number, check in enumerate(checks_of(ROOT / file, self.narrows)):
                self.numbers.setdefault((check.name, check.column), number)

    def start_caches(self) -> list[Valkey]:
        home = Path(os.environ["ECINS_TEST_HOME"])
        servers = [Valkey(home / f"mutants{slot}") for slot in range(self.jobs)]
        for server in servers:
            server.start()
        self.caches = [server.url for server in servers]
        return servers

    # ---- Forks -------------------------------------------------------------------------------
    def fork(self, slot: int, work) -> tuple[int, int]:
        """Do the work in a process of its own; its answer can be read as JSON."""
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
        """A database and a cache of one's own."""
        from django.conf import settings
        from django.core.cache import caches

        name = f"test_mutants{slot}"
        drop = Postgres.drop_database
        Postgres.drop_database = lambda self, other: None if other == name else drop(self, other)
        item = next(iter(self.items.values()))
        item.config.workerinput = {"workerid": f"mutants{slot}"}
        location = self.caches[slot].replace("redis+socket://", "unix://", 1)
        settings.CACHES["default"]["LOCATION"] = location.replace("?virtual_host=", "?db=", 1)
        caches.close_all()
        for alias in settings.CACHES:
            if hasattr(caches._connections, alias):
                delattr(caches._connections, alias)
        caches["default"].clear()

    def in_turn(self, jobs, work, done) -> None:
        """Put every job to a free slot; `done` gets each with its lines."""
        free, running = list(range(self.jobs)), {}
        jobs = list(jobs)
        while jobs or running:
            while jobs and free:
                slot, job = free.pop(), jobs.pop(0)
                if (todo := work(job)) is None:
                    free.append(slot)
                    continue
                pid, reading = self.fork(slot, todo)
                running[reading] = [slot, job, pid, b"", time.monotonic()]
            ready, _, _ = select.select(list(running), [], [], 5)
            for reading in ready:
                part = os.read(reading, 1 << 16)
                running[reading][3] += part
                if part:
                    continue
                slot, job, pid, text, began = running.pop(reading)
                os.close(reading)
                os.waitpid(pid, 0)
                free.append(slot)
                lines = [json.loads(line) for line in text.decode().splitlines()]
                if lines and isinstance(lines[-1], dict):
                    self.say(f"{lines.pop()['problem']}")
                done(job, lines, time.monotonic() - began)

    def run(self, tests: list[str]):
        """Each test's name, result and seconds; the caller may stop at any."""
        items = [self.items[test] for test in tests]
        for item, after in zip(items, [*items[1:], None], strict=True):
            began = time.monotonic()
            signal.signal(signal.SIGALRM, self.too_long)
            signal.setitimer(signal.ITIMER_REAL, TOO_LONG)
            try:
                reports = runtestprotocol(item, log=False, nextitem=after)
                problem = "".join(report.longreprtext for report in reports if report.failed)
            except TimeoutError:
                problem = f"still at it after {TOO_LONG} s"
            signal.setitimer(signal.ITIMER_REAL, 0)
            yield item.nodeid, problem, time.monotonic() - began

    def too_long(self, *signal_and_frame):
        raise TimeoutError

    # ---- First round -------------------------------------------------------------------------
    def learn(self) -> Known:
        """Which tests come by which check, and how long each takes.

        What a file of tests showed is kept in var/ while neither it nor the product changes.
        """
        known, kept = Known(), Kept(self.report.with_name("mutants-learned.json"))
        for test in self.items:
            if (told := kept.of(test)) is not None:
                known.take_in(test, *told)
        unknown = [test for test in self.items if test not in known.seconds]
        halves = [unknown[slot :: self.jobs] for slot in range(self.jobs)]

        def work(tests):
            def all_of_them():
                seen = self.put_probes()
                for test, problem, seconds in self.run(tests):
                    yield [test, problem, seconds, sorted(seen)]
                    seen.clear()

            return all_of_them

        def done(tests, lines, seconds):
            for test, problem, took, seen in lines:
                if problem:
                    known.failed.append(f"{test}\n{problem}")
                else:
                    known.take_in(test, took, seen)
                    kept.keep(test, took, seen)
            known.failed += [f"{test} (not reached)" for test in tests[len(lines) :]]

        self.in_turn([half for half in halves if half], work, done)
        kept.write()
        self.say(
            f"{len(known.seconds)} tests pass with every check in place "
            f"({time.monotonic() - self.began:.0f} s)."
        )
        return known

    def put_probes(self) -> set[str]:
        """From here on, a set that fills with the places that are passed."""
        from core import policy

        seen: set[str] = set()
        builtins.__passed__ = seen.add

        class Rules(dict):
            def get(self, action, default=None):
                seen.add(f"rule {action}")
                return super().get(action, default)

        policy._rules = Rules(policy._rules)
        for file in sorted({check.file for check in self.every if not check.action}):
            path = ROOT / file
            found = [check for check in checks_of(path, self.narrows) if not check.action]
            tree = found[0].tree
            for node in [n for n in ast.walk(tree) if isinstance(getattr(n, "body", None), list)]:
                for part in ("body", "orelse", "finalbody"):
                    self.probe(file, node, part)
            put_in_place(path, tree)
        return seen

    def probe(self, file: str, node: ast.AST, part: str) -> None:
        """Before each statement of a function, a note that it was reached."""
        statements = getattr(node, part, None)
        if isinstance(node, ast.Module | ast.ClassDef) or not isinstance(statements, list):
            return
        probed = []
        for statement in statements:
            docstring = isinstance(statement, ast.Expr) and isinstance(
                statement.value, ast.Constant
            )
            if not docstring:
                note = ast.parse(f"__passed__('{file}:{statement.lineno}')").body[0]
                for inner in ast.walk(note):
                    ast.copy_location(inner, statement)
                probed.append(note)
            probed.append(statement)
        setattr(node, part, probed)

    # ---- Second round ------------------------------------------------------------------------
    def place(self, check: Check) -> str:
        if check.action:
            return f"rule {check.action.split()[0]}"
        return f"{check.file}:{check.at.lineno}" if check.at else check.file

    def tests_for(self, check: Check, known: Known) -> list[str]:
        """Those that come by, the likeliest and quickest first."""
        place = self.place(check)
        if check.at is None and not check.action:
            places = [p for p in known.comes_by if p.startswith(f"{check.file}:")]
        else:
            places = [place]
        found = set().union(*(known.comes_by.get(p, set()) for p in places))
        near = self.killers.get(f"{check.file} {check.where}", Counter())
        far = self.killers.get(check.file, Counter())
        refused = known.comes_by.get(f"{check.file}:{check.fires}", set())
        turn: Counter = Counter()
        order = []
        for test in sorted(found, key=lambda test: (known.seconds[test], test)):
            function = test.partition("[")[0]
            turn[function] += 1
            late = turn[function] > TOO_MANY
            likely = test not in refused, -near[test]
            order.append((*likely, late, -far[test], known.seconds[test], test))
        tests = [entry[-1] for entry in sorted(order)]
        quick = 2 if check.file in TOLD_BY_STORIES else QUICK
        stories = [test for test in tests[quick:] if STORIES in test]
        others = [test for test in tests[quick:] if STORIES not in test]
        return [*tests[:quick], *stories, *others]

    def ask_all(self, known: Known) -> None:
        asked = self.left()

        def work(check):
            if time.monotonic() - self.began > self.budget:
                self.not_asked.append(check)
                return None
            tests = self.tests_for(check, known)
            if not tests:
                self.settle(Answer(check, problem="no test comes by"))
                return None
            return lambda: self.without(check, tests)

        self.in_turn(asked, work, self.heard)

    def without(self, check: Check, tests: list[str]):
        """What each test says without the check, until one fails."""
        began = time.process_time()
        take_out(check, self.numbers[check.name, check.column], self.narrows)
        yield "taken"
        for test, problem, _ in self.run(tests):
            yield [test, not problem]
            if problem or time.process_time() > began + PATIENCE:
                return

    def heard(self, check: Check, lines: list, seconds: float) -> None:
        answer = Answer(check, tests=len(lines) - 1, seconds=seconds)
        if not lines:
            answer.problem = "could not be taken out"
        elif lines[-1] != "taken" and not lines[-1][1]:
            answer.killed_by = lines[-1][0]
            for near in (f"{check.file} {check.where}", check.file):
                self.killers.setdefault(near, Counter())[answer.killed_by] += 1
            self.keep()
        self.settle(answer)

    def settle(self, answer: Answer) -> None:
        self.answers.append(answer)
        if not answer.killed_by:
            self.say(f"SURVIVES {answer.check.name} ({answer.problem or f'{answer.tests} tests'})")

    # ---- What is told ------------------------------------------------------------------------
    def tell(self) -> int:
        """Write the table; returns how many checks no test misses."""
        lines = []
        for answer in sorted(self.answers, key=lambda a: (a.check.file, a.check.line)):
            fate = answer.killed_by or f"SURVIVES {answer.problem}".rstrip()
            lines.append(f"{answer.check.name}\n    {fate}  ({answer.seconds:.1f} s)")
        for check in self.argued:
            lines.append(f"{check.name}\n    nothing can differ: {EQUIVALENT[check.argued]}")
        survivors = [answer for answer in self.answers if not answer.killed_by]
        gone = set(EQUIVALENT) - {check.argued for check in self.every}
        took = time.monotonic() - self.began
        lines.append(
            f"{len(self.checks)} checks in {took:.0f} s: "
            f"{len(self.answers) - len(survivors)} missed by a test, {len(survivors)} by none, "
            f"{len(self.argued)} that change nothing, {len(self.not_asked)} not asked."
        )
        lines += [
            f"SURVIVES {a.check.name} ({a.problem or f'{a.tests} tests'})" for a in survivors
        ]
        lines += [f"NOT ASKED in {self.budget:.0f} s: {check.name}" for check in self.not_asked]
        lines += [f"NO SUCH CHECK any more: {name}" for name in sorted(gone)]
        self.keep()
        self.report.parent.mkdir(exist_ok=True)
        self.report.write_text("\n".join(lines) + "\n")
        for line in lines:
            self.say(line)
        return len(survivors) + len(self.not_asked) + len(gone)

    def keep(self) -> None:
        """The list for the next run: which test misses which check."""
        before = json.loads(MISSED_BY.read_text()) if MISSED_BY.exists() else {}
        found = before | {a.check.kept: a.killed_by for a in self.answers if a.killed_by}
        every = {check.kept for check in self.every}
        kept = {name: found[name] for name in sorted(found) if name in every}
        MISSED_BY.write_text(json.dumps(kept, indent=1) + "\n")
