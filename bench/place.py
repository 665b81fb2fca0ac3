"""Where it is measured: a throw-away PostgreSQL in var/bench, populated once for each size."""

import hashlib
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from ecins.launch.postgres import Postgres
from ecins.launch.site import ROOT, _only_one, _sockets
from ecins.launch.valkey import Valkey

HOME = ROOT / "var" / "bench"
SHOWN = [
    "server_version",
    "shared_buffers",
    "work_mem",
    "jit",
    "random_page_cost",
    "max_parallel_workers_per_gather",
    "synchronous_commit",
    "fsync",
    "full_page_writes",
    "autovacuum_vacuum_scale_factor",
]


class Place:
    """One database with so many people, and as many entries of the RJ register."""

    def __init__(self, profiles: int) -> None:
        self.profiles = profiles
        self.database = f"ecins_{profiles}"
        HOME.mkdir(mode=0o711, parents=True, exist_ok=True)
        os.environ.setdefault("ECINS_SHARED_BUFFERS", "2GB")
        sockets = _sockets(HOME)
        self.postgres = Postgres(HOME / "postgres", sockets=sockets)
        self.valkey = Valkey(HOME / "valkey")
        self.stamp = HOME / f"populated-{profiles}.json"

    @contextmanager
    def open(self) -> Iterator[dict[str, Any]]:
        """Start the servers; gives what populating took."""
        with _only_one(HOME):
            self.valkey.start()
            self.postgres.start()
            try:
                os.environ |= self.environment()
                yield self._populated()
            finally:
                self.postgres.stop()
                self.valkey.stop()

    @contextmanager
    def copied(self) -> Iterator[None]:
        """A copy of the database, for what cannot be taken back; afterwards it is gone."""
        whole, copy = self.database, f"{self.database}_copy"
        self.postgres.drop_database(copy)
        self.postgres.make_database(copy, whole)
        self.database = copy
        os.environ |= self.environment()
        try:
            yield
        finally:
            self.database = whole
            self.postgres.drop_database(copy)

    def environment(self) -> dict[str, str]:
        return {
            "PRODUCTION": "0",
            "DJANGO_SETTINGS_MODULE": "ecins.settings",
            "SECRET_KEY": "only-for-measuring-0123456789-abcdefghijklmnopqrstuvwxyz",
            "DATABASE_URL": self.postgres.url("app", self.database),
            "DATABASE_OWNER_URL": self.postgres.url("owner", self.database),
            "BROKER_URL": self.valkey.url,
            "STATIC_ROOT": str(HOME / "static"),
            "LOG_LEVEL": "WARNING",
        }

    def _populated(self) -> dict[str, Any]:
        made_of = ROOT / "home" / "population"
        sources = [
            *ROOT.glob("*/migrations/*.py"),
            ROOT / "core/role_settings.py",
            *made_of.glob("sql/*"),
            made_of / "invented.py",
        ]
        digest = hashlib.sha256()
        for path in sorted(sources):
            digest.update(path.read_bytes())
        kept = json.loads(self.stamp.read_text()) if self.stamp.exists() else {}
        if kept.get("digest") != digest.hexdigest():
            self.stamp.unlink(missing_ok=True)
            self.postgres.drop_database(self.database)
            self.postgres.make_database(self.database)
            self._manage("migrate", "-v0")
            self._manage("load_areas", "-v0")
            kept = {"digest": digest.hexdigest(), **self._populate()}
            self.stamp.write_text(json.dumps(kept))
        self._manage("collectstatic", "--no-input", "-v0")
        return kept

    def _manage(self, *command: str) -> None:
        subprocess.run([sys.executable, ROOT / "manage.py", *command], check=True)

    def _populate(self) -> dict[str, Any]:
        """Runs the command, and watches what it and its database process hold in memory."""
        began = time.monotonic()
        process = subprocess.Popen(
            [
                *(sys.executable, "-u", ROOT / "manage.py", "populate"),
                *(f"--profiles={self.profiles}", f"--entries={self.profiles}"),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        peaks = {"command": 0, "database": 0}
        watch = threading.Thread(target=self._watch, args=(process, peaks), daemon=True)
        watch.start()
        steps = []
        for line in process.stdout or ():
            print(" ", line, end="", flush=True)
            if found := re.fullmatch(r"(.+): ([\d.]+) s\n", line):
                steps.append([found[1], float(found[2])])
        if process.wait():
            sys.exit("populate failed")
        return {
            "seconds": round(time.monotonic() - began, 1),
            "megabytes": peaks,
            "steps": steps,
        }

    def _watch(self, process: subprocess.Popen, peaks: dict[str, int]) -> None:
        while process.poll() is None:
            peaks["command"] = max(peaks["command"], _private(process.pid))
            with self.postgres.admin() as connection:
                rows = connection.execute(
                    "SELECT pid FROM pg_stat_activity WHERE datname = %s", [self.database]
                )
                peaks["database"] = max(peaks["database"], *(_private(pid) for (pid,) in rows), 0)
            time.sleep(0.25)

    def settings(self) -> dict[str, str]:
        """The settings in force."""
        with psycopg.connect(self.postgres.url("app", self.database)) as connection:
            return {
                name: connection.execute("SELECT current_setting(%s)", [name]).fetchone()[0]  # type: ignore[index]
                for name in SHOWN
            }

    def size(self) -> str:
        with self.postgres.admin(self.database) as connection:
            row = connection.execute(
                "SELECT pg_size_pretty(pg_database_size(current_database()))"
            ).fetchone()
            return row[0]  # type: ignore[index]


def _private(pid: int) -> int:
    """Megabytes that are this process's own: without the pages that PostgreSQL shares."""
    try:
        text = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    parts = dict(re.findall(r"(\w+):\s+(\d+) kB", text))
    return (int(parts.get("RssAnon", 0)) + int(parts.get("RssFile", 0))) // 1024


def machine() -> dict[str, Any]:
    """What it is measured on."""
    models = re.findall(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    total = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    return {
        "cpu": models[0] if models else "unknown",
        "cores": os.cpu_count(),
        "ram_gb": round(int(total[1]) / 1024**2) if total else 0,
        "python": sys.version.split()[0],
    }
