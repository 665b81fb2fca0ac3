"""A running site like the one of `make run`, to be watched by a browser or to be broken."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import redis

from ecins.launch.children import Children
from ecins.launch.postgres import Postgres
from ecins.launch.site import ROOT
from ecins.launch.valkey import Valkey

DEMO_PASSWORD = "demo-partnership-2026"
PROGRAMS = Path(sys.executable).parent
FORM = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


def environment(postgres: Postgres, database: str, **more: str) -> dict[str, str]:
    """The variables of a program on this database: the product, without the kinds of the tests."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "ecins.settings",
        "DATABASE_URL": postgres.url("app", database),
        "DATABASE_OWNER_URL": postgres.url("owner", database),
        "DATABASE_CONN_MAX_AGE": "60",
        "LOG_LEVEL": "WARNING",
        **more,
    }


def manage(settings: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, ROOT / "manage.py", *command], env=settings, check=True)


def make_demo(postgres: Postgres, database: str, template: str | None = None) -> None:
    """A database with the demo world, to be copied for each story."""
    postgres.make_database(database, template=template)
    settings = environment(postgres, database)
    if template is None:
        manage(settings, "migrate", "-v0")
    manage(settings, "load_areas")
    manage(settings, "seed_demo")


def collect_static(folder: Path) -> Path:
    manage({**os.environ, "STATIC_ROOT": str(folder)}, "collectstatic", "--no-input", "-v0")
    return folder


def eventually(question, seconds: float = 60, every: float = 0.05):
    """The first true answer, or an error that shows the last one."""
    end = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < end, f"still {answer!r} after {seconds} s"
        time.sleep(every)
    return answer


class RunningSite:
    """A web server over one database; on request a queue, a worker and a scheduler."""

    def __init__(self, home: Path, postgres: Postgres, database: str, static: Path) -> None:
        home.mkdir(parents=True)
        self.home, self.postgres, self.database = home, postgres, database
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.valkey = Valkey(home / "vk")
        self.children = Children(home, ROOT)
        self.children.environment = environment(
            postgres,
            database,
            STATIC_ROOT=str(static),
            BROKER_URL=self.valkey.url,
            SITE_ADDRESS=self.address,
            EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend",
            EMAIL_FILE_PATH=str(home / "mail"),
        )

    def start(self) -> None:
        self.valkey.start()
        self.start_web()

    def stop(self) -> None:
        self.children.stop()
        self.valkey.stop()

    def begin_anew(self, template: str) -> None:
        """The world as it was in the beginning, and an empty queue, under a server that stays up.

        Ending its connections ends nothing else: the server asks each whether it lives.
        """
        self.postgres.drop_database(self.database)
        self.postgres.make_database(self.database, template=template)
        with self.queue() as queue:
            queue.flushall()
        eventually(self.answers, seconds=90)

    def queue(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self.valkey.socket))

    def end_worker(self) -> None:
        """What a worker has not done yet must not be done in the next story's world."""
        if "worker" in self.children.running:
            self.kill("worker")
            del self.children.running["worker"]

    def start_web(self) -> None:
        options = ["--worker-class=gthread", "--workers=2", "--threads=4", "--no-control-socket"]
        self.children.start(
            "web", PROGRAMS / "gunicorn", "ecins.wsgi", f"--bind=127.0.0.1:{self.port}", *options
        )
        eventually(self.answers, seconds=90)

    def answers(self) -> bool:
        try:
            ready = f"{self.address}/health/ready"
            with urllib.request.urlopen(ready, timeout=5):  # noqa: S310 - our own address
                return True
        except (urllib.error.URLError, OSError):
            return False

    def start_worker(self) -> None:
        self._start_celery("worker", "-P", "threads", "-c", "2", "--without-mingle")

    def start_scheduler(self) -> None:
        self._start_celery("beat", "--schedule", self.home / "schedule", "--pidfile", "")

    def _start_celery(self, name: str, *options: object) -> None:
        celery = PROGRAMS / "celery"
        self.children.start(name, celery, "-A", "ecins", name, "--loglevel", "WARNING", *options)

    def waits_until_told(self) -> None:
        """What follows from everything that was done has followed: nobody waits for a notice."""
        waiting = "SELECT count(*) FROM audit_delivery WHERE state = 'waiting'"
        eventually(lambda: not self.query(waiting)[0][0])

    def kill(self, name: str) -> None:
        """End a program and all it started, without a word of warning."""
        program = self.children.running[name]
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()

    def query(self, sql: str, *values: object) -> list[tuple]:
        """Rows as they are in the database."""
        with self.postgres.admin(self.database) as connection:
            cursor = connection.execute(sql, values)
            return cursor.fetchall() if cursor.description else []

    def manage(self, *command: str) -> None:
        manage(self.children.environment, *command)

    def as_owner(self) -> psycopg.Connection:
        return psycopg.connect(self.children.environment["DATABASE_OWNER_URL"], autocommit=True)

    def last_email(self) -> str:
        """The text of the e-mail that was sent last."""
        newest = max((self.home / "mail").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        return newest.read_text()

    def stranger(self) -> "Visitor":
        return Visitor(self.port)

    def visitor(self, username: str) -> "Visitor":
        visitor = self.stranger()
        answer = visitor.send("/sign-in/", login=username, password=DEMO_PASSWORD)
        assert answer.status == 302, f"{username} could not sign in"
        return visitor


class Answer:
    """What came back."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()


class Visitor:
    """Someone at a very plain browser: keeps cookies, fills in forms, follows nothing."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def filled_in(self, path: str, **fields: object) -> str:
        """Open the page of a form and fill it in."""
        token = FORM.search(self.get(path).body)
        assert token, f"{path} has no form"
        return urlencode({"csrfmiddlewaretoken": token[1].decode(), **fields}, doseq=True)

    def post(self, path: str, form: str) -> Answer:
        return self._ask("POST", path, form)

    def send(self, path: str, **fields: object) -> Answer:
        return self.post(path, self.filled_in(path, **fields))

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
