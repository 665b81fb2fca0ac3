"""What a job costs the worker process that does it: its processor time, and its memory at most."""

import os
import re
import time
from pathlib import Path

from bench.deliveries import workers
from bench.place import HOME

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
        self.began, self.cpu, self.database = time.perf_counter(), cpu_of(pid), database_cpu()

    def read(self) -> dict[str, float]:
        """Seconds that passed, of its processor and of PostgreSQL's; megabytes, and at most."""
        return {
            "seconds": round(time.perf_counter() - self.began, 1),
            "cpu": round(cpu_of(self.pid) - self.cpu, 1),
            "database": round(database_cpu() - self.database, 1),
            "rest": self.rest,
            "peak": memory_of(self.pid, "VmHWM"),
        }


def cpu_of(pid: int) -> float:
    """Seconds of processor time of a process; its clock is named by its number."""
    return time.clock_gettime(~pid << 3 | 2)


def database_cpu() -> float:
    """Seconds of processor time of all of PostgreSQL, also of connections that have ended."""
    server = (HOME / "postgres" / "data" / "postmaster.pid").read_text().split()[0]
    here = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    ticks = sum(_ticks(server)) + sum(sum(_ticks(pid)[:2]) for pid in here)
    return ticks / os.sysconf("SC_CLK_TCK")


def _ticks(pid: str) -> list[int]:
    """Of a process: as itself, in the kernel; and those of its children that have ended."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended meanwhile
        return [0, 0]
    return [int(part) for part in told[11:15]]


def memory_of(pid: int, what: str) -> int:
    """Megabytes that a process holds, or has held at most; with what it shares with others."""
    found = re.search(rf"{what}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return round(int(found[1]) / 1024) if found else 0
