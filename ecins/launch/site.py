"""Runs the whole site on one machine: services, database, web server, worker, scheduler."""

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import signal
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg

from ecins.launch.children import Children
from ecins.launch.postgres import Postgres
from ecins.launch.problems import Problem, check_port, check_python, check_room, explain
from ecins.launch.steps import ROOT, Step, Steps
from ecins.launch.valkey import Valkey

DATABASE = "ecins"
# PostgreSQL's clients read a list of folders, and its starter a command line.
PARTS_OR_QUOTES = ",'\""
TOLD = [
    "PRODUCTION",
    "SECRET_KEY",
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "BROKER_URL",
    "MEDIA_ROOT",
    "STATIC_ROOT",
    "SITE_ADDRESS",
    "EMAIL_BACKEND",
    "EMAIL_FILE_PATH",
]
SIGN_INS = [
    ("officer.staffordshire", "practitioner, Staffordshire IOM Team"),
    ("lead.staffordshire", "team manager, Staffordshire IOM Team"),
    ("officer.norfolk", "practitioner, Norfolk IOM Team"),
    ("asb.waveney", "team manager, Waveney ASB Unit"),
    ("ppo1.norfolk", "practitioner, Norfolk PPO Team"),
    ("admin.staffordshire", "area administrator"),
]


def run() -> int:
    """Start everything, wait, stop everything. Returns the exit status."""
    check_python()
    began = time.monotonic()
    port = _port()
    home = Path(os.environ.get("ECINS_DATA", ROOT / "var")).resolve()
    try:
        home.mkdir(mode=0o711, parents=True, exist_ok=True)
        os.umask(0o077)  # logs, files and mail are nobody else's
        with _only_one(home):
            check_room(home)
            return Site(home, port).run(began)
    except OSError as error:
        raise explain(error, home) from error
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise Problem(
            f"the database does not answer ({reason}). Look at DATABASE_URL and "
            "DATABASE_OWNER_URL, or unset both to have one made."
        ) from error


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise Problem(f"{text!r} is no port. Choose one from 1024 to 65535: PORT=8001 make run")
    return int(text)


@contextlib.contextmanager
def _only_one(home: Path) -> Iterator[None]:
    with open(home / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Problem(
                "this clone is running already. Stop that first (Ctrl-C), or set ECINS_DATA to "
                "another folder."
            ) from None
        yield


class Site:
    """One clone's site: its folder, its services, its processes."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self.children = Children(home, ROOT)
        self.seeding: Step | None = None
        self.stopping = False
        sockets = _sockets(home)
        self.postgres = (
            None if "DATABASE_URL" in os.environ else Postgres(home / "postgres", sockets=sockets)
        )
        self.valkey = (
            None
            if "BROKER_URL" in os.environ
            else Valkey(
                home / "valkey",
                sockets=home / "valkey" if sockets == home / "postgres" else sockets,
            )
        )

    def run(self, began: float) -> int:
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self._stop_soon)
        self.children.end_leftovers()
        check_port(self.port)
        steps = [
            self._start_services,
            self._prepare,
            self._start_children,
            self._wait_until_served,
            self._wait_until_seeded,
            lambda: self._say(began),
            self._supervise,
        ]
        try:
            for step in steps:
                if not self.stopping:
                    step()
        finally:
            self._stop()
        return 0

    def _start_services(self) -> None:
        if self.valkey:
            self.valkey.start()
        if self.postgres:
            self.postgres.start()
            self.postgres.make_database(DATABASE)
        self.environment = self._environment()
        self._keep_environment()

    def _keep_environment(self) -> None:
        """Tell manage.py where everything is, for as long as the site runs."""
        kept = {name: self.environment[name] for name in TOLD if name in self.environment}
        (self.home / "environment.json").write_text(json.dumps(kept))

    def _environment(self) -> dict[str, str]:
        environment = dict(os.environ)
        environment.setdefault("PRODUCTION", "0")
        environment.setdefault("SECRET_KEY", self._secret())
        environment.setdefault("MEDIA_ROOT", str(self.home / "media"))
        environment.setdefault("STATIC_ROOT", str(self.home / "static"))
        environment.setdefault("SITE_ADDRESS", f"http://127.0.0.1:{self.port}")
        environment.setdefault("EMAIL_FILE_PATH", str(self.home / "mail"))
        environment.setdefault("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
        if not self.postgres and "DATABASE_OWNER_URL" not in environment:
            raise Problem("DATABASE_URL is set. Set DATABASE_OWNER_URL too, or unset both.")
        if self.postgres:
            environment["DATABASE_URL"] = self.postgres.url("app", DATABASE)
            environment["DATABASE_OWNER_URL"] = self.postgres.url("owner", DATABASE)
        if self.valkey:
            environment["BROKER_URL"] = self.valkey.url
        return environment

    def _secret(self) -> str:
        kept = self.home / "secret-key"
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(50))
        return kept.read_text()

    def _prepare(self) -> None:
        """Collect beside migrating, seed beside starting: the first page need not wait."""
        steps = Steps(self.home, self.environment)
        steps.refuse_newer_database()
        collecting = steps.collect()
        for step in (steps.migrate, steps.load_areas):
            if not self.stopping:
                step().finish()
        collecting.finish()
        if self.environment["PRODUCTION"] == "0" and not self.stopping:
            self.seeding = steps.seed()

    def _start_children(self) -> None:
        programs = Path(sys.executable).parent
        celery = [programs / "celery", "-A", "ecins"]
        quiet = ["--loglevel", "WARNING"]
        self.children.environment = self.environment
        self.children.start("web", programs / "gunicorn", "ecins.wsgi", *self._web_options())
        self.children.start(
            "worker",
            *[*celery, "worker", "-P", "threads", "-c", "2", *quiet],
            *["--without-gossip", "--without-mingle"],
        )
        self.children.start(
            "scheduler",
            *[*celery, "beat", *quiet, "--schedule", self.home / "schedule", "--pidfile", ""],
        )

    def _web_options(self) -> list[str]:
        options = {
            "bind": f"127.0.0.1:{self.port}",
            "worker-class": "gthread",
            "workers": "2",
            "threads": "4",
            "timeout": "60",
            "graceful-timeout": "5",
            "forwarder-headers": "",  # no client says where the site begins
        }
        return [f"--{name}={value}" for name, value in options.items()] + ["--no-control-socket"]

    def _wait_until_served(self) -> None:
        for _ in range(600):
            if self.stopping or not self.children.is_up("web"):
                break
            try:
                with urllib.request.urlopen(
                    f"http://127.0.0.1:{self.port}/health/ready", timeout=5
                ):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        if not self.stopping:
            raise Problem(f"the web server did not answer. The reason is in {self.home}/web.log")

    def _wait_until_seeded(self) -> None:
        if self.seeding:
            self.seeding.finish()

    def _say(self, began: float) -> None:
        print(
            f"\nE-CINS is at http://127.0.0.1:{self.port}/ "
            f"(ready in {time.monotonic() - began:.1f} s)"
        )
        if self.environment["PRODUCTION"] == "0":
            print("\nDemo sign-ins, all with the password demo-partnership-2026:")
            for name, what in SIGN_INS:
                print(f"  {name:<24} {what}")
            print("The README names everybody else.")
        print("\nCtrl-C stops everything.", flush=True)

    def _supervise(self) -> None:
        while not self.stopping:
            self.children.look_after()
            for service in (self.postgres, self.valkey):
                if service and not service.is_up() and not self.stopping:
                    print(f"{type(service).__name__} stopped; starting it again.", flush=True)
                    service.start()
            time.sleep(0.3)

    def _stop_soon(self, *_: object) -> None:
        self.stopping = True

    def _stop(self) -> None:
        if self.seeding:
            self.seeding.end()
        self.children.stop()
        (self.home / "environment.json").unlink(missing_ok=True)
        if self.valkey:
            self.valkey.stop()
        if self.postgres and self.postgres.is_up():
            self.postgres.stop()


def _sockets(home: Path) -> Path:
    """Where sockets go: beside the data or, where that path is long, a short private folder."""
    if "ECINS_SOCKETS" in os.environ:
        return Path(os.environ["ECINS_SOCKETS"]).resolve()
    is_short = len(os.fsencode(home / "postgres" / ".s.PGSQL.5432.lock")) <= 100
    if is_short and not set(PARTS_OR_QUOTES) & set(str(home)):
        return home / "postgres"
    name = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"ecins-{os.getuid()}-{name}"
    short.mkdir(mode=0o700, exist_ok=True)
    if short.is_symlink() or (short.stat().st_uid not in (os.getuid(), 65534)):
        raise Problem(f"{short} belongs to someone else. Set ECINS_SOCKETS to a short folder.")
    why = (
        "has a comma or quotes, which sockets cannot have" if is_short else "is too long for them"
    )
    print(f"Sockets are in {short}, since the path {home} {why}.")
    return short
