"""The pytest plugin that asks of each check: does a test miss it?

`missed_by.json` says which test missed it before. That test is asked again where something has
changed that it hangs on (`proved.py`); a developer may have another looked for (`looking.py`).
Tests are collected once. Each question is put in a fork that is thrown away. What took too long,
or was stopped, is not answered: that fails the run, and counts neither as missed nor as not.
"""

import difflib
import importlib
import json
import time
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from tests.mutants.checks import ROOT, Check, checks_of, narrowing
from tests.mutants.equivalent import EQUIVALENT
from tests.mutants.learned import evenly
from tests.mutants.looking import Looking
from tests.mutants.proved import Proved, file_of, groups
from tests.mutants.running import MISSED, PASSED, TIMED_OUT, Ran, Workers
from tests.mutants.taking import take_out

PATIENCE = 12  # seconds of our own work on one check; what no test has missed by then survives
ALIKE = 0.75  # how much two names of one check must have in common, if it was renamed
MISSED_BY = Path(__file__).with_name("missed_by.json")
NOT_ANSWERED = "not answered"


@dataclass
class Options:
    """What is asked, and how."""

    only: str = ""
    everything: bool = False
    looks: bool = True
    budget: float = 1800
    jobs: int = 2
    report: Path = ROOT / "var" / "mutants.txt"


@dataclass
class Answer:
    """What came of one check."""

    check: Check
    killed_by: str = ""
    tests: int = 0
    seconds: float = 0.0
    problem: str = ""


def missed_before() -> dict[str, str]:
    return json.loads(MISSED_BY.read_text()) if MISSED_BY.exists() else {}


def to_ask(every: list[Check], options: Options) -> list[Check]:
    """All that --only names, but those that were asked with everything as it is now."""
    proved, missed_by = Proved(), missed_before()
    by_file = groups(asked_at_all(every), missed_by)
    held = set()
    for tests, missed in by_file.items():
        if not (options.everything or options.only) and proved.holds(tests, missed):
            held |= missed.keys()
    checks = asked_at_all(every)
    return [c for c in checks if options.only in c.name and c.kept not in held]


def asked_at_all(every: list[Check]) -> list[Check]:
    return [check for check in every if check.argued not in EQUIVALENT]


def keep_nothing_between_tests(module: ModuleType) -> None:
    """What is computed once and kept would be come by in one test alone: it is computed anew."""
    for name, found in list(vars(module).items()):
        if hasattr(found, "cache_info") and found.__module__ == module.__name__:
            setattr(module, name, found.__wrapped__)


def first_line(text: str) -> str:
    return text.strip().rpartition("\n")[2]


class Asking:
    """Runs instead of pytest's own loop."""

    def __init__(self, every: list[Check], checks: list[Check], options: Options) -> None:
        self.every, self.checks, self.options = every, checks, options
        self.missed_by = missed_before()
        self.answers: dict[str, Answer] = {}
        self.ran: dict[str, list[str]] = {}

    # ---- Pytest's hooks ----------------------------------------------------------------------
    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        if session.testsfailed:
            raise session.Interrupted("the tests cannot be collected")
        self.say = session.config.get_terminal_writer().line
        self.items = {item.nodeid: item for item in session.items}
        self.narrows = narrowing()
        self.number_them()
        for file in {check.file for check in self.every}:
            name = file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
            keep_nothing_between_tests(importlib.import_module(name))
        options = self.options
        with Workers(self.items, options.jobs, options.budget, self.say) as self.workers:
            self.looking = Looking(
                self.workers,
                [item.nodeid for item in evenly(session.items)],
                self.every,
                self.narrows,
            )
            self.ask_again()
            if options.looks and self.left():
                self.look_for()
        session.testsfailed = self.tell()
        return True

    def left(self) -> list[Check]:
        """The checks that no test is seen to miss, and no answer is wanting of."""
        return [c for c in self.checks if c.kept not in self.answers]

    def number_them(self) -> None:
        """The place of each check among those of its file."""
        self.numbers = {}
        for file in {check.file for check in self.checks}:
            for number, check in enumerate(checks_of(ROOT / file, self.narrows)):
                self.numbers.setdefault((check.name, check.column), number)

    # ---- The tests that missed them before ---------------------------------------------------
    def known(self) -> dict[str, str]:
        """By check: the test to ask first, also of checks and tests that were renamed."""
        every = {check.kept for check in self.every}
        stale = [name for name in self.missed_by if name not in every]
        by_function: dict[str, str] = {}
        for test in self.items:
            by_function.setdefault(test.rpartition("::")[2], test)
        found = {}
        for check in self.checks:
            name = check.kept
            if name not in self.missed_by:
                name = next(iter(difflib.get_close_matches(name, stale, 1, ALIKE)), "")
            test = self.missed_by.get(name, "")
            if test not in self.items:
                test = by_function.get(test.rpartition("::")[2], "")
            if test:
                found[check.kept] = test
        return found

    def ask_again(self) -> None:
        """Does each test still miss its check, and pass with all in place?"""
        known = self.known()
        good = self.run_in_place(set(known.values()))
        asked = [c for c in self.checks if good.get(known.get(c.kept)) == PASSED]
        asked.sort(key=lambda check: known[check.kept])
        for check in self.checks:
            if good.get(known.get(check.kept)) == TIMED_OUT:
                self.settle(Answer(check, problem=NOT_ANSWERED))
        self.ask(asked, known)
        self.ask([check for check in asked if self.is_open(check)], known)
        missed = sum(bool(answer.killed_by) for answer in self.answers.values())
        self.say(
            f"{missed} of {len(self.checks)} checks are missed by the test that missed them "
            f"before ({self.workers.seconds:.0f} s)."
        )

    def ask(self, checks: list[Check], known: dict[str, str]) -> None:
        self.workers.in_turn(
            checks,
            lambda check: lambda: self.without(check, [known[check.kept]]),
            self.heard_again,
        )

    def is_open(self, check: Check) -> bool:
        """Asked, and not answered: it is asked once more."""
        answer = self.answers.get(check.kept)
        return answer is not None and answer.problem == NOT_ANSWERED

    def run_in_place(self, tests: set[str]) -> dict[str, str]:
        """How each ends with every check in place; and what those of each file run."""
        by_file: dict[str, list[str]] = {}
        for test in sorted(tests):
            by_file.setdefault(file_of(test), []).append(test)
        ended: dict[str, str] = {}

        def work(file):
            def all_of_them():
                with Ran() as ran:
                    yield from self.workers.run(by_file[file])
                yield ["ran", ran.files()]

            return all_of_them

        def done(file, lines, seconds):
            if lines and lines[-1][0] == "ran":
                self.ran[file] = lines.pop()[1]
            for test, end, _, problem in lines:
                ended[test] = end
                if end != PASSED:
                    self.say(f"With every check in place: {end} {test} {first_line(problem)}")

        largest_first = sorted(by_file, key=lambda file: -len(by_file[file]))
        self.workers.in_turn(largest_first, work, done)
        self.say(
            f"{len(ended)} tests run with every check in place ({self.workers.seconds:.0f} s)."
        )
        return ended

    def heard_again(self, check: Check, lines: list, seconds: float) -> None:
        """What passes without the check is no answer yet: another test may miss it."""
        if lines and lines[-1] != "taken" and lines[-1][1] == PASSED:
            self.answers.pop(check.kept, None)
            self.say(f"No longer missed by {lines[-1][0]}: {check.name}")
        else:
            self.heard(check, lines, seconds)

    # ---- Other tests -------------------------------------------------------------------------
    def look_for(self) -> None:
        """A test for each of the other checks."""
        known = self.looking.learn(self.options.report.with_name("mutants-learned.json"))
        self.say(
            f"{len(known.seconds)} tests pass with every check in place "
            f"({self.workers.seconds:.0f} s)."
        )
        for problem in known.failed:
            self.say(f"Left out, for it fails with every check in place: {problem[:200]}")
        found = {check.kept: self.looking.tests_for(check) for check in self.left()}
        for check in self.left():
            if not found[check.kept]:
                self.settle(Answer(check, problem="no test comes by"))
        self.workers.in_turn(
            self.left(),
            lambda check: lambda: self.without(check, self.looking.tests_for(check)),
            self.heard,
        )

    def without(self, check: Check, tests: list[str]):
        """What each test says without the check, until one fails."""
        began = time.process_time()
        take_out(check, self.numbers[check.name, check.column], self.narrows)
        yield "taken"
        for test, ended, _, _ in self.workers.run(tests):
            yield [test, ended]
            if ended != PASSED or time.process_time() > began + PATIENCE:
                return

    def heard(self, check: Check, lines: list, seconds: float) -> None:
        answer = Answer(check, tests=len(lines) - 1, seconds=seconds)
        if not lines and self.workers.left > 0:
            answer.problem = "could not be taken out"
        elif not lines or lines[-1] == "taken" or lines[-1][1] == TIMED_OUT:
            answer.problem = NOT_ANSWERED
        elif lines[-1][1] == MISSED:
            answer.killed_by = lines[-1][0]
            self.looking.has_missed(check, answer.killed_by)
            self.missed_by[check.kept] = answer.killed_by
            self.keep(self.missed_by)
        self.settle(answer)

    def settle(self, answer: Answer) -> None:
        self.answers[answer.check.kept] = answer
        if not answer.killed_by:
            self.say(self.fate(answer))

    # ---- What is told ------------------------------------------------------------------------
    def fate(self, answer: Answer) -> str:
        if answer.problem == NOT_ANSWERED:
            return f"NOT ANSWERED {answer.check.name} (its test took too long, or was stopped)"
        return f"SURVIVES {answer.check.name} ({answer.problem or f'{answer.tests} tests'})"

    def tell(self) -> int:
        """Write the table; returns how many checks no test is seen to miss."""
        self.record()
        killed = [answer for answer in self.answers.values() if answer.killed_by]
        lines = [
            f"{answer.check.name}\n    {answer.killed_by}  ({answer.seconds:.1f} s)"
            for answer in sorted(killed, key=lambda a: (a.check.file, a.check.line))
        ]
        wrong = [self.fate(a) for a in self.answers.values() if not a.killed_by]
        if self.workers.left <= 0:
            why = f"NOT ASKED in {self.options.budget:.0f} s"
        else:
            why = "NO TEST IS KNOWN TO MISS (`make mutants` looks for one)"
        wrong += [f"{why}: {check.name}" for check in self.left()]
        wrong += gone(self.every)
        lines.append(
            f"{len(self.checks)} checks asked in {self.workers.seconds:.0f} s: "
            f"{len(killed)} missed by a test, {len(self.checks) - len(killed)} not."
        )
        self.options.report.parent.mkdir(exist_ok=True)
        self.options.report.write_text("\n".join([*lines, *wrong]) + "\n")
        for line in [lines[-1], *wrong]:
            self.say(line)
        return len(wrong)

    def record(self) -> None:
        """The lists for the next run: which test misses which check, and what was proved."""
        every = {check.kept for check in self.every}
        if not self.options.only:
            self.missed_by = {n: test for n, test in self.missed_by.items() if n in every}
        self.keep(self.missed_by)
        proved = Proved()
        by_file = groups(asked_at_all(self.every), self.missed_by)
        for tests, missed in by_file.items():
            fresh = [self.answers[name] for name in missed if name in self.answers]
            if tests in self.ran and all(a.killed_by for a in fresh) and len(fresh) == len(missed):
                proved.keep(tests, missed, self.ran[tests])
        proved.write(by_file)

    def keep(self, missed_by: dict[str, str]) -> None:
        text = json.dumps(dict(sorted(missed_by.items())), indent=1)
        MISSED_BY.write_text(text + "\n")


def gone(every: list[Check]) -> list[str]:
    names = set(EQUIVALENT) - {check.argued for check in every}
    return [f"NO SUCH CHECK any more: {name}" for name in sorted(names)]
