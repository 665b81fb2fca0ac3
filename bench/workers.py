"""What a job costs the worker process that does it: its processor time, and its memory at most."""

import re
import time
from pathlib import Path

from bench.deliveries import workers

__all__ = ["Clocks", "at_rest", "workers"]
QUIET, PATIENCE = 0.03, 120


def at_rest(pid: int) -> "Clocks":
    """Wait until a worker has started and done what waited. Returns its clocks from then on."""
    began, quiet = time.monotonic(), 0
    while quiet < 3:
        if time.monotonic() - began > PATIENCE:
            raise RuntimeError("The worker does not come to rest: see var/bench/worker0.log")
        before = cpu_of(pid)
        time.sleep(1)
        is_quiet = before > 1 and cpu_of(pid) - before < QUIET
        quiet = quiet + 1 if is_quiet else 0
    return Clocks(pid)


class Clocks:
    """The clocks of one worker process from now on."""

    def __init__(self, pid: int) -> None:
        self.pid, self.rest = pid, memory_of(pid, "VmRSS")
        self.began, self.cpu = time.perf_counter(), cpu_of(pid)

    def read(self) -> dict[str, float]:
        """Seconds that passed and of its processor; megabytes at first, and at most so far."""
        return {
            "seconds": round(time.perf_counter() - self.began, 1),
            "cpu": round(cpu_of(self.pid) - self.cpu, 1),
            "rest": self.rest,
            "peak": memory_of(self.pid, "VmHWM"),
        }


def cpu_of(pid: int) -> float:
    """Seconds of processor time of a process; its clock is named by its number."""
    return time.clock_gettime(~pid << 3 | 2)


def memory_of(pid: int, what: str) -> int:
    """Megabytes that a process holds, or has held at most; with what it shares with others."""
    found = re.search(rf"{what}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return round(int(found[1]) / 1024) if found else 0
