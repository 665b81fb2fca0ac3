"""Debian's PgBouncer before a cluster of the tests, set up as deploy/ says."""

import configparser
import os
import shutil
import subprocess
from pathlib import Path

import psycopg

from ecins.launch.postgres import Postgres
from ecins.launch.processes import as_nobody, die_with_parent
from ecins.launch.site import ROOT
from tests.site import eventually

RECIPE = ROOT / "deploy" / "pgbouncer" / "pgbouncer.ini"


class PgBouncer:
    """One pooler, on a socket in its folder."""

    def __init__(self, home: Path, postgres: Postgres) -> None:
        self.home, self.postgres = home, postgres

    def start(self) -> None:
        program = shutil.which("pgbouncer", path=f"{os.defpath}:/usr/sbin:/usr/local/sbin")
        assert program, "these tests need it: apt-get install pgbouncer"
        self.home.mkdir(mode=0o711)
        (self.home / "users").write_text('"app" ""\n')
        self._write_settings()
        prefix, person = as_nobody(self.home, Path(program))
        with open(self.home / "log", "wb") as log:
            self.process = subprocess.Popen(
                [*prefix, program, "-q", self.home / "ini"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=die_with_parent,
                **person,
            )
        eventually(self.answers, seconds=20)

    def _write_settings(self) -> None:
        """The recipe, but for where things are, and with fewer servers than there are clients.

        So two transactions of one client seldom meet the same server.
        """
        settings = configparser.ConfigParser(interpolation=None)
        settings.read(RECIPE)
        settings["databases"] = {"*": f"host={self.postgres.sockets}"}
        changed = {
            "listen_addr": "",
            "unix_socket_dir": str(self.home),
            "auth_type": "trust",
            "auth_file": str(self.home / "users"),
            "default_pool_size": "2",
            "reserve_pool_size": "0",
        }
        settings["pgbouncer"].update(changed)
        with open(self.home / "ini", "w") as file:
            settings.write(file)

    def url(self, role: str, database: str) -> str:
        return f"postgresql://{role}@/{database}?host={self.home}&port=6432"

    def answers(self) -> bool:
        try:
            psycopg.connect(self.url("app", "postgres")).close()
        except psycopg.OperationalError:
            assert self.process.poll() is None, (self.home / "log").read_text()
            return False
        return True

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)
