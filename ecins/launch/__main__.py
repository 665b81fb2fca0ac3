"""`python -m ecins.launch`: the whole site on one machine, until Ctrl-C."""

import sys

from ecins.launch.problems import Problem
from ecins.launch.site import run

if __name__ == "__main__":
    try:
        sys.exit(run())
    except Problem as problem:
        sys.exit(f"E-CINS did not start: {problem}")
