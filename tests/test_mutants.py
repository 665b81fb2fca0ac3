"""Checks are asked again where something has changed behind them; a time-out is no answer."""

import time
from contextlib import suppress
from types import SimpleNamespace

import pytest

from tests.mutants import proved, running
from tests.mutants.asking import asked_at_all, missed_before
from tests.mutants.checks import every_check
from tests.mutants.proved import Proved, behind, groups, imports

pytestmark = pytest.mark.slow

TESTS = "tests/test_policy.py"
MISSED = {"core/policy.py can: x": f"{TESTS}::test_x"}


@pytest.fixture
def kept(tmp_path):
    kept = Proved(tmp_path / "proved.txt")
    kept.keep(TESTS, MISSED, ["core/policy.py", "access/rules.py", "templates/base.html"])
    kept.write([TESTS])
    return Proved(kept.path)


def changed(monkeypatch, file):
    before = proved.digest
    monkeypatch.setattr(proved, "digest", lambda one: "other" if one == file else before(one))


def test_what_was_proved_is_read_again(kept):
    assert kept.runs[TESTS] == {"core/policy.py", "access/rules.py", "templates/base.html"}
    assert kept.holds(TESTS, MISSED)


@pytest.mark.parametrize(
    "file",
    [
        *("core/policy.py", "access/rules.py", "templates/base.html", TESTS),
        *("conftest.py", "tests/cast.py", "profiles/tests/factories/people.py"),
        *(
            "agencies/models/teams.py",
            "ecins/settings.py",
            "requirements.txt",
            "tests/mutants/taking.py",
        ),
        "profiles/migrations/0003_triggers.py",
    ],
)
def test_a_change_to_what_the_tests_hang_on_asks_again(kept, monkeypatch, file):
    changed(monkeypatch, file)

    assert not kept.holds(TESTS, MISSED)


def test_words_for_people_ask_nothing_again():
    asked = 'def may(user):\n    """Who may."""\n    return user.practises  # for now\n'
    reworded = 'def may(user):\n    """Those who practise may."""\n\n    return user.practises\n'

    assert proved.meaning(asked) == proved.meaning(reworded)
    assert proved.meaning(asked) != proved.meaning(asked.replace("user.practises", "True"))


def test_a_change_elsewhere_does_not(kept, monkeypatch):
    changed(monkeypatch, "home/views.py")

    assert kept.holds(TESTS, MISSED)


@pytest.mark.parametrize(
    "missed",
    [
        {**MISSED, "core/policy.py can: y": f"{TESTS}::test_x"},
        {"core/policy.py can: x": f"{TESTS}::test_y"},
        {},
    ],
)
def test_another_check_or_test_asks_again(kept, missed):
    assert not kept.holds(TESTS, missed)


def test_lines_of_two_branches_stand_beside_each_other(kept):
    kept.path.write_text(kept.path.read_text() + f"{TESTS} key 0123\n{TESTS} core/ policy.py\n")

    assert Proved(kept.path).holds(TESTS, MISSED)


def test_what_one_branch_ran_more_asks_again(kept):
    kept.path.write_text(kept.path.read_text() + f"{TESTS} core/ tidy.py\n")

    assert not Proved(kept.path).holds(TESTS, MISSED)


def test_factories_and_worlds_stand_behind_a_test():
    assert {"conftest.py", "tests/cast.py", "agencies/tests/factories.py"} <= behind(TESTS)
    assert "tests/oracle.py" in behind("tests/test_access_property.py")
    assert "agencies/models/teams.py" in imports("access/rules.py")


def test_every_check_has_a_test_that_is_known_to_miss_it():
    checks = asked_at_all(every_check())
    known = groups(checks, missed_before())

    assert {check.kept for check in checks} - {
        name for one in known.values() for name in one
    } == set()


# ---- Limits -----------------------------------------------------------------------------------
class Bare(running.Workers):
    """Without databases: what is run is a function."""

    def __init__(self, budget):
        super().__init__({}, 1, budget, print)

    def move_in(self, slot):
        """Nothing to move into."""


def test_a_job_is_stopped_at_the_end_of_the_budget_and_no_other_begun():
    heard = {}

    def work(job):
        def begun_and_never_done():
            yield "taken"
            time.sleep(60)

        return begun_and_never_done

    left = Bare(0.5).in_turn(
        ["one", "two"], work, lambda job, lines, _: heard.update({job: lines})
    )

    assert heard == {"one": ["taken"]}
    assert left == ["two"]


def for_ever(seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(Exception):  # a test may do so
            sum(range(1000))


@pytest.mark.parametrize("spins", [True, False])
def test_a_test_that_takes_too_long_is_no_answer(monkeypatch, spins):
    monkeypatch.setattr(running, "TOO_LONG", 0.2)
    monkeypatch.setattr(
        running,
        "runtestprotocol",
        lambda item, **more: for_ever() if spins else [SimpleNamespace(failed=False)],
    )
    workers, heard = Bare(30), []
    workers.items = {"x": SimpleNamespace(nodeid="x")}

    workers.in_turn([1], lambda job: lambda: workers.run(["x"]), lambda *told: heard.append(told))

    ((name, ended, _, problem),) = heard[0][1]
    assert (name, ended, problem) == ("x", "takes too long" if spins else "passes", "")
