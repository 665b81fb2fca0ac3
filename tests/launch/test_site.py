"""`make run` from its launcher's side: started, killed, started again; and why it would not."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest

from ecins.launch.site import ROOT
from tests.launch.conftest import short_folder

pytestmark = [pytest.mark.slow, pytest.mark.faults, pytest.mark.xdist_group("launch")]

OURS = [
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "BROKER_URL",
    "MEDIA_ROOT",
    "STATIC_ROOT",
    "LOG_LEVEL",
]


class Launched:
    """A launcher of this clone with a folder of its own, and what it says."""

    def __init__(self, folder):
        self.folder = folder
        self.said, self.first = folder / "said", ""
        self.port = free_port()

    def start(self, **more):
        environment = {name: text for name, text in os.environ.items() if name not in OURS}
        environment |= {"PORT": str(self.port), "ECINS_DATA": str(self.folder / "var")} | more
        with open(self.said, "w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ecins.launch"],
                cwd=ROOT,
                env=environment,
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    def wait_until_ready(self):
        end = time.monotonic() + 300
        while "Ctrl-C" not in self.said.read_text():
            assert self.process.poll() is None, self.said.read_text()
            assert time.monotonic() < end, self.said.read_text()
            time.sleep(0.1)

    def get(self, path="/sign-in/"):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.status

    def told(self):
        return json.loads((self.folder / "var" / "environment.json").read_text())

    def ask(self, question, role="DATABASE_URL"):
        with psycopg.connect(self.told()[role], autocommit=True) as connection:
            cursor = connection.execute(question)
            return cursor.fetchall() if cursor.description else None

    def family(self):
        """Every process that names this folder or descends from the launcher."""
        rows = list(processes())
        ours = {self.process.pid}
        ours |= {pid for pid, _, command in rows if os.fsencode(self.folder) in command}
        while more := {pid for pid, parent, _ in rows if parent in ours} - ours:
            ours |= more
        return ours

    def kill_everything(self):
        for pid in self.family():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


def processes():
    """The number, the parent and the command of every process."""
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            yield int(folder.name), int(parent), (folder / "cmdline").read_bytes()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def made():
    """In a folder whose name has what folders have in the wild."""
    with short_folder() as parent:
        folder = parent / "e cins #1"
        folder.mkdir(mode=0o711)
        site = Launched(folder)
        site.start()
        site.wait_until_ready()
        site.first = site.said.read_text()
        yield site
        site.kill_everything()


@pytest.fixture
def site(made):
    """A site that runs, whatever the test before did to it."""
    if made.process.poll() is not None:
        made.start()
        made.wait_until_ready()
    return made


def test_it_says_where_it_is_and_who_may_sign_in(site):
    said = site.said.read_text()

    assert f"http://127.0.0.1:{site.port}/" in said
    assert "officer.staffordshire" in said
    assert "demo-partnership-2026" in said
    assert site.get() == 200


def test_the_first_start_says_what_it_does_and_the_second_does_not_do_it_again(made):
    assert made.first.index("Making the tables") < made.first.index("Making the demo world")
    assert made.stop() == 0

    made.start()
    made.wait_until_ready()

    assert "Making" not in made.said.read_text()


@pytest.mark.parametrize("victim", ["web", "worker", "scheduler"])
def test_a_killed_part_is_started_again(site, victim):
    kept = site.folder / "var" / f"{victim}.pid"
    before = kept.read_text()

    os.killpg(int(before), signal.SIGKILL)

    assert until(lambda: kept.read_text() not in ("", before))
    assert until(lambda: site.get() == 200)


def test_a_killed_database_is_started_again(site):
    postmaster = site.folder / "var" / "postgres" / "data" / "postmaster.pid"

    os.kill(int(postmaster.read_text().split("\n")[0]), signal.SIGKILL)

    assert until(lambda: site.get("/health/ready") == 200)


def test_killing_everything_loses_nothing(site):
    site.ask("CREATE TABLE kept AS SELECT 7 AS n", role="DATABASE_OWNER_URL")
    people = site.ask("SELECT count(*) FROM profiles_profile")

    site.kill_everything()
    site.start()
    site.wait_until_ready()

    assert site.ask("SELECT n FROM kept", role="DATABASE_OWNER_URL") == [(7,)]
    assert site.ask("SELECT count(*) FROM profiles_profile") == people
    assert people[0][0] > 0
    assert site.get() == 200


def test_a_launcher_killed_alone_is_followed_by_another(site):
    site.process.kill()
    site.process.wait()

    site.start()
    site.wait_until_ready()

    assert site.get() == 200


def test_a_second_launcher_is_refused_in_one_line(site):
    second = Launched(site.folder)
    second.said = site.folder / "second"

    second.start()

    assert second.process.wait(30) == 1
    assert "this clone is running already. Stop that first" in second.said.read_text()
    assert second.said.read_text().count("\n") == 1


def test_a_port_in_use_is_refused_in_one_line(site):
    with short_folder() as folder:
        second = Launched(folder)
        second.port = site.port

        second.start()

        assert second.process.wait(30) == 1
        assert f"PORT={site.port + 1} make run" in second.said.read_text()
        assert second.said.read_text().count("\n") == 1


def test_manage_finds_the_site_that_runs(site):
    environment = {name: text for name, text in os.environ.items() if name not in OURS}

    ended = subprocess.run(
        [sys.executable, ROOT / "manage.py", "seed_demo"],
        env=environment | {"ECINS_DATA": str(site.folder / "var")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    assert "there already" in ended.stdout


def test_a_newer_database_is_refused_in_one_line(site):
    site.ask(
        "INSERT INTO django_migrations (app, name, applied) "
        "VALUES ('profiles', '0999_tomorrow', now())",
        role="DATABASE_OWNER_URL",
    )

    assert site.stop() == 0
    site.start()

    assert site.process.wait(60) == 1
    assert "newer version (it has profiles.0999_tomorrow)" in site.said.read_text()
    assert site.said.read_text().count("\n") == 1
    assert site.family() == {site.process.pid}


def until(true, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError, psycopg.OperationalError):
            if true():
                return True
        time.sleep(0.1)
    return False
