"""A pytest plugin: the seed of what is tried at random, and where the time of a long run goes.

`ECINS_SEED=17` tries again what run 17 tried, `ECINS_SEED=random` what no run has. Without one the
seed follows the commit, so that each commit tries something else and can be tried again.
"""

import os
import secrets
import subprocess
from collections import Counter
from functools import cache

import pytest

from ecins.launch.site import ROOT

WITHOUT_GIT = 2026
# The first that a test's name or mark says is the part that it is counted in.
PARTS = {
    "browser stories": ("tests/e2e", "test_browser.py"),
    "property tests": ("_property.py",),
    "sweeps and matrix": ("test_sweeps", "test_guards.py", "test_matrix.py"),
    "faults": ("tests/faults",),
    "launcher": ("tests/launch",),
    "scale": ("tests/scale", "test_populate.py", "test_demo.py", "test_demo_past.py"),
    "access, check by check": ("test_access_checks.py",),
}
REST = "all other tests"


def choose_seed() -> str:
    asked = os.environ.get("ECINS_SEED", "")
    if asked == "random":
        return str(secrets.randbelow(10**9))
    if asked.isdigit():
        return asked
    if asked:
        raise pytest.UsageError("ECINS_SEED is a whole number, or `random`.")
    return str(seed_of_commit() or WITHOUT_GIT)


def seed_of_commit() -> int:
    """A number for the commit; none where this is no clone, or git is not there."""
    try:
        told = subprocess.run(
            ["git", "rev-parse", "HEAD"],  # noqa: S607 - git, wherever the system has it
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return 0
    return int(told.stdout[:8], 16)


@cache
def seed() -> int:
    return int(os.environ["ECINS_SEED"])


def part_of(test: str) -> str:
    file = test.partition("::")[0]
    return next((part for part, names in PARTS.items() if any(n in file for n in names)), REST)


class Times:
    """Seconds of the workers, by part; and what fails, at once: the run may be ended."""

    def __init__(self, config: pytest.Config) -> None:
        self.seconds, self.tests, self.config = Counter(), Counter(), config

    def pytest_runtest_logreport(self, report):
        part = part_of(report.nodeid)
        self.seconds[part] += report.duration
        self.tests[part] += report.when == "call"
        if report.failed:
            said = self.config.pluginmanager.get_plugin("terminalreporter")
            said.write_line(f"\nFAILED {report.nodeid} ({report.when})\n{report.longreprtext}")

    def pytest_terminal_summary(self, terminalreporter):
        if not self.seconds:
            return
        terminalreporter.section(f"where the time went (ECINS_SEED={os.environ['ECINS_SEED']})")
        for part, seconds in self.seconds.most_common():
            line = f"{part:24} {self.tests[part]:5} tests {seconds:6.0f} s of the workers"
            terminalreporter.write_line(line)


def pytest_configure(config):
    import hypothesis

    # The worker processes are told the same seed.
    os.environ["ECINS_SEED"] = choose_seed()
    hypothesis.settings.register_profile("ecins", derandomize=False, database=None)
    hypothesis.settings.load_profile("ecins")
    hypothesis.core.global_force_seed = seed()
    told = os.environ.keys() & {"CI", "PROOF"}
    if told and "PYTEST_XDIST_WORKER" not in os.environ:
        config.pluginmanager.register(Times(config), "times")


def pytest_report_header():
    return f"ECINS_SEED={os.environ['ECINS_SEED']} (repeats what is tried at random)"
