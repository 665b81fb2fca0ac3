"""`python -m tests.mutants [--all] [--only PART] [--list]`: does a test miss each check?

Asks the checks for which something has changed since they were last asked (proved.txt), or all.
Where no test is known, or none misses the check any more, it looks for one, except in CI. Writes
the table to var/mutants.txt. Ends with 1 when a check can go without any test failing.
"""

import argparse
import os
import sys

import pytest

from tests.mutants.asking import Asking, Options, gone, to_ask
from tests.mutants.checks import every_check

# Too slow to be asked of each check.
NOT_ASKED = ["e2e", "faults", "launch", "scale", "test_populate.py", "test_demo"]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--all", action="store_true", help="also what has not changed")
    parser.add_argument("--only", default="", help="checks with this in file, line or words")
    parser.add_argument("--list", action="store_true", help="name the checks, ask nothing")
    parser.add_argument("--budget", type=float, default=1800, help="seconds for everything")
    parser.add_argument("--jobs", type=int, default=2, help="questions at a time")
    parser.add_argument("tests", nargs="*", help="tests to ask, instead of all")
    told = parser.parse_args()
    options = Options(told.only, told.all, not os.environ.get("CI"), told.budget, told.jobs)
    every = every_check()
    checks = to_ask(every, options)
    if told.list:
        names = [check.name for check in every if told.only in check.name]
        sys.stdout.write("\n".join([*names, f"{len(names)} checks"]) + "\n")
        return 0
    said = f"{len(every)} permission checks; {len(checks)} to ask"
    sys.stdout.write(
        f"{said}, for something they hang on has changed.\n" if checks else f"{said}.\n"
    )
    if not checks:
        sys.stdout.write("".join(f"{line}\n" for line in gone(every)))
        return int(bool(gone(every)))
    quiet = ["-q", "-n0", "-p", "no:cacheprovider"]
    skipped = [f"--ignore=tests/{name}" for name in NOT_ASKED]
    return int(
        pytest.main(
            [*quiet, *skipped, "-m", "not e2e and not faults", *told.tests],
            plugins=[Asking(every, checks, options)],
        )
    )


if __name__ == "__main__":
    sys.exit(main())
