"""Debian's PgBouncer in transaction mode before a cluster of the tests."""

import os
import shutil
import subprocess
from pathlib import Path

import psycopg

from ecins.launch.postgres import Postgres
from ecins.launch.processes import as_nobody, die_with_parent
from tests.site import eventually

# Fewer servers than clients, so that two transactions of one client seldom meet the same.
SETTINGS = """
[databases]
* = host={servers}
[pgbouncer]
pool_mode = transaction
default_pool_size = 2
max_client_conn = 100
listen_port = 6432
unix_socket_dir = {home}
auth_type = trust
auth_file = {home}/users
"""


class PgBouncer:
    """One pooler, on a socket in its folder."""

    def __init__(self, home: Path, postgres: Postgres) -> None:
        self.home, self.postgres = home, postgres

    def start(self) -> None:
        program = shutil.which("pgbouncer", path=f"{os.defpath}:/usr/sbin:/usr/local/sbin")
        assert program, "these tests need it: apt-get install pgbouncer"
        self.home.mkdir(mode=0o711)
        (self.home / "users").write_text('"app" ""\n')
        (self.home / "ini").write_text(
            SETTINGS.format(home=self.home, servers=self.postgres.sockets)
        )
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
