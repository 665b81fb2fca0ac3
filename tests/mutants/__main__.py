"""`python -m tests.mutants [--only PART] [--list]`: which test misses each permission check?

Writes the table to var/mutants.txt. Ends with 1 when a check can go without any test failing.
"""

import argparse
import sys

import pytest

from tests.mutants.asking import Asking
from tests.mutants.checks import ROOT, every_check

# Too slow to be asked of each check.
NOT_ASKED = ["e2e", "faults", "launch", "test_scale.py", "test_populate.py", "test_demo.py"]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--only", default="", help="checks with this in file, line or words")
    parser.add_argument("--list", action="store_true", help="name the checks, ask nothing")
    parser.add_argument("--budget", type=float, default=1200, help="seconds for everything")
    parser.add_argument("--jobs", type=int, default=2, help="questions at a time")
    parser.add_argument("tests", nargs="*", help="tests to ask, instead of all")
    options = parser.parse_args()
    if options.list:
        names = [check.name for check in every_check() if options.only in check.name]
        sys.stdout.write("\n".join([*names, f"{len(names)} checks"]) + "\n")
        return 0
    asking = Asking(options.only, options.budget, options.jobs, ROOT / "var" / "mutants.txt")
    quiet = ["-q", "-n0", "-p", "no:cacheprovider"]
    skipped = [f"--ignore=tests/{name}" for name in NOT_ASKED]
    return int(
        pytest.main(
            [*quiet, *skipped, "-m", "not e2e and not faults", *options.tests],
            plugins=[asking],
        )
    )


if __name__ == "__main__":
    sys.exit(main())
