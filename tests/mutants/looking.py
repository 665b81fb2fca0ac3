"""Looks for a test that misses a check: for a developer, not for CI.

First every test with all checks in place, to learn which test comes by which check; then, for each
check, the tests that come by it, without the check.
"""

import ast
import builtins
from collections import Counter
from pathlib import Path

from tests.mutants.checks import ROOT, Check, checks_of
from tests.mutants.learned import Kept, Known
from tests.mutants.running import PASSED, Workers
from tests.mutants.taking import put_in_place

QUICK = 6  # tests that are asked before the stories, in which much happens and much is asked
STORIES = "test_access_property.py"
TOLD_BY_STORIES = {
    f"access/{name}.py"
    for name in ("querysets", "effective_access", "paging", "section_access", "rules", "backends")
}
TOO_MANY = 3  # of the tests made by one parametrize, before others get their turn


class Looking:
    def __init__(self, workers: Workers, tests: list[str], every: list[Check], narrows: set[str]):
        self.workers, self.tests, self.every, self.narrows = workers, tests, every, narrows
        self.killers: dict[str, Counter] = {}

    def has_missed(self, check: Check, test: str) -> None:
        """Tests that missed one check are likely to miss those near it."""
        for near in (f"{check.file} {check.where}", check.file):
            self.killers.setdefault(near, Counter())[test] += 1

    def learn(self, keep: Path) -> Known:
        """Which tests come by which check, and how long each takes.

        What a file of tests showed is kept in var/ while neither it nor the product changes.
        """
        self.known, kept = Known(), Kept(keep)
        for test in self.tests:
            if (told := kept.of(test)) is not None:
                self.known.take_in(test, *told)
        unknown = [test for test in self.tests if test not in self.known.seconds]
        parts = [unknown[slot :: self.workers.slots] for slot in range(self.workers.slots)]

        def work(tests):
            def all_of_them():
                seen = self.put_probes()
                for test, ended, seconds, problem in self.workers.run(tests):
                    yield [test, problem or ended, seconds, sorted(seen)]
                    seen.clear()

            return all_of_them

        def done(tests, lines, seconds):
            for test, ended, took, seen in lines:
                if ended == PASSED:
                    self.known.take_in(test, took, seen)
                    kept.keep(test, took, seen)
                else:
                    self.known.failed.append(f"{test}\n{ended}")
            self.known.failed += [f"{test} (not reached)" for test in tests[len(lines) :]]

        self.workers.in_turn([part for part in parts if part], work, done)
        kept.write()
        return self.known

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

    def place(self, check: Check) -> str:
        if check.action:
            return f"rule {check.action.split()[0]}"
        return f"{check.file}:{check.at.lineno}" if check.at else check.file

    def tests_for(self, check: Check) -> list[str]:
        """Those that come by, the likeliest and quickest first."""
        comes_by, took = self.known.comes_by, self.known.seconds
        if check.at is None and not check.action:
            places = [place for place in comes_by if place.startswith(f"{check.file}:")]
        else:
            places = [self.place(check)]
        found = set().union(*(comes_by.get(place, set()) for place in places))
        near = self.killers.get(f"{check.file} {check.where}", Counter())
        far = self.killers.get(check.file, Counter())
        refused = comes_by.get(f"{check.file}:{check.fires}", set())
        turn: Counter = Counter()
        order = []
        for test in sorted(found, key=lambda test: (took[test], test)):
            function = test.partition("[")[0]
            turn[function] += 1
            late = turn[function] > TOO_MANY
            likely = test not in refused, -near[test]
            order.append((*likely, late, -far[test], took[test], test))
        tests = [entry[-1] for entry in sorted(order)]
        quick = 2 if check.file in TOLD_BY_STORIES else QUICK
        stories = [test for test in tests[quick:] if STORIES in test]
        others = [test for test in tests[quick:] if STORIES not in test]
        return [*tests[:quick], *stories, *others]
