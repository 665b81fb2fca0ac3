"""The site's own processes: started, looked after, ended."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from ecins.launch.processes import die_with_parent, end_program

SOON = 10
LONGEST_WAIT = 30


class Children:
    """Named processes, each with a log and a pid file, started again when they die."""

    def __init__(self, home: Path, work: Path) -> None:
        self.home, self.work = home, work
        self.commands: dict[str, list[str]] = {}
        self.running: dict[str, subprocess.Popen] = {}
        self.began: dict[str, float] = {}
        self.waits: dict[str, int] = {}
        self.environment: dict[str, str] = {}

    def start(self, name: str, *command: object) -> None:
        self.commands[name] = [str(word) for word in command]
        self._start(name)

    def _start(self, name: str) -> None:
        with open(self.home / f"{name}.log", "ab") as log:
            self.running[name] = subprocess.Popen(
                self.commands[name],
                cwd=self.work,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        self.began[name] = time.monotonic()
        (self.home / f"{name}.pid").write_text(str(self.running[name].pid))

    def is_up(self, name: str) -> bool:
        return self.running[name].poll() is None

    def look_after(self) -> None:
        """Start again what died: at once, and ever later if it keeps dying."""
        for name in self.running:
            if self.is_up(name):
                continue
            age = time.monotonic() - self.began[name]
            wait = self.waits.get(name, 0)
            if age < wait:
                continue
            self.waits[name] = min(max(1, 2 * wait), LONGEST_WAIT) if age < wait + SOON else 0
            print(f"The {name} stopped (see {self.home}/{name}.log); starting it again.")
            self._start(name)

    def end_leftovers(self) -> None:
        """End the children of a launcher that was killed."""
        for kept in self.home.glob("*.pid"):
            end_program(kept.read_text(), sys.prefix)
            kept.unlink()

    def stop(self) -> None:
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        for name, child in self.running.items():
            try:
                child.wait(8)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
            (self.home / f"{name}.pid").unlink(missing_ok=True)
