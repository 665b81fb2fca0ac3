"""What a start does once: migrate, load, collect. Each again only when its sources change."""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg

from ecins.launch.problems import Problem
from ecins.launch.processes import die_with_parent

ROOT = Path(__file__).resolve().parent.parent.parent
MIGRATED, AREAS, SEEDED, COLLECTED = "migrated", "areas", "seeded", "collected"
# Steps that take long enough for somebody to wonder.
SAYS = {MIGRATED: "Making the tables…", SEEDED: "Making the demo world (once)…"}
# How a migration names another one: ("profiles", "0002_schema").
NAMED = re.compile(r'\("([a-z_]+)", "(\w+)"\)')


def schema_sources() -> list[Path]:
    """The files that decide what `migrate` makes."""
    after = [ROOT / "audit/append_only.py", ROOT / "core/role_settings.py"]
    return [*ROOT.glob("*/migrations/*.py"), *after, ROOT / "requirements.txt"]


class Step:
    """A command of manage.py that may still be running."""

    def __init__(self, stamp: Path, digest: str, command: tuple[str, ...]) -> None:
        self.stamp, self.digest, self.command = stamp, digest, command
        self.log = stamp.with_suffix(".log")
        self.process: subprocess.Popen | None = None

    def start(self, environment: dict[str, str]) -> None:
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, ROOT / "manage.py", *self.command],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C waits for the step in hand
                preexec_fn=die_with_parent,
            )

    def finish(self) -> None:
        """Wait for it, and remember that it is done."""
        if self.process is None:
            return
        if self.process.wait():
            last = self.log.read_text(errors="replace").strip().splitlines()[-1:]
            raise Problem(
                f"`manage.py {self.command[0]}` failed: {''.join(last)} "
                f"(all of it is in {self.log})"
            )
        self.stamp.write_text(self.digest)

    def end(self) -> None:
        """Give it up: what it did is rolled back, and the next start does it."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()


class Steps:
    """The steps of one site, and the stamps that say what they were done from."""

    def __init__(self, home: Path, environment: dict[str, str]) -> None:
        self.home, self.environment = home, environment

    def migrate(self) -> Step:
        return self._begin(MIGRATED, schema_sources(), "migrate", "--no-input", "-v0")

    def load_areas(self) -> Step:
        return self._begin(AREAS, [ROOT / "agencies/fixtures/areas.csv"], "load_areas")

    def seed(self) -> Step:
        return self._begin(SEEDED, [], "seed_demo")

    def collect(self) -> Step:
        files = [path for path in (ROOT / "static").rglob("*") if path.is_file()]
        sources = [*files, ROOT / "requirements.txt"]
        return self._begin(COLLECTED, sources, "collectstatic", "--no-input", "-v0")

    def _begin(self, name: str, sources: list[Path], *command: str) -> Step:
        digest = hashlib.sha256(os.fsencode(self.environment["DATABASE_URL"]))
        for path in sorted(sources):
            digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size}".encode())
            digest.update(path.read_bytes())
        step = Step(self.home / f"{name}.done", digest.hexdigest(), command)
        if not step.stamp.exists() or step.stamp.read_text() != step.digest:
            if name in SAYS:
                print(SAYS[name], flush=True)
            step.start(self.environment)
        return step

    def refuse_newer_database(self) -> None:
        """A database that newer code has migrated is not to be written by this code."""
        with psycopg.connect(self.environment["DATABASE_OWNER_URL"]) as connection:
            there = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
            if not there or there[0] is None:
                for name in (MIGRATED, AREAS, SEEDED):
                    (self.home / f"{name}.done").unlink(missing_ok=True)
                return
            rows = connection.execute("SELECT app, name FROM django_migrations").fetchall()
        ours = {path.parent.parent.name for path in ROOT.glob("*/migrations/__init__.py")}
        known = _known_migrations()
        unknown = [
            f"{app}.{name}" for app, name in rows if app in ours and (app, name) not in known
        ]
        if unknown:
            raise Problem(
                f"the database was made by a newer version (it has {unknown[0]}). Update this "
                f"clone, or move {self.home} away to start with an empty one."
            )


def _known_migrations() -> set[tuple[str, str]]:
    """Those that there are, and those that they name: what they replace, or come after."""
    known = set()
    for path in ROOT.glob("*/migrations/*.py"):
        known.add((path.parent.parent.name, path.stem))
        known.update(NAMED.findall(path.read_text()))
    return known
