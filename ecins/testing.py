"""The pytest plugin: a throw-away PostgreSQL and Valkey, a database and a cache for each worker.

Servers start before pytest-django reads the settings. The schema is made once as `owner`; every
worker, and every test that needs real commits, gets a copy, and works in it as the role `app`, so
that what the roles may do is real.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ecins.launch.postgres import Postgres, major_version, programs
from ecins.launch.processes import is_alive
from ecins.launch.site import ROOT
from ecins.launch.steps import schema_sources
from ecins.launch.valkey import Valkey

TEMPLATE = "ecins_template"
PREFIX = "ecins-test-"
# What the schema has besides, in tests: the throw-away kind keeps no migration of its own.
IN_TESTS = [
    *("access/models/*.py", "access/triggers.py", "access/operations.py"),
    *("tests/kinds.py", "tests/throwaway/models.py", "tests/throwaway/migrations/*.py"),
]
FIXED = {
    "SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests-0123456789",
    "PRODUCTION": "0",
    "PLAIN_STATIC": "1",
    "FAST_PASSWORDS": "1",
    "DATABASE_CONN_MAX_AGE": "0",
    "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
    "LOG_LEVEL": "CRITICAL",
}


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """The first process starts everything; a worker inherits it, and adds its own Valkey.

    What one worker counts or clears in the cache is nothing to another.
    """
    if "ECINS_TEST_HOME" not in os.environ:
        _begin(early_config)
    elif "PYTEST_XDIST_WORKER" in os.environ:
        home = Path(os.environ["ECINS_TEST_HOME"])
        valkey = Valkey(home / os.environ["PYTEST_XDIST_WORKER"])
        valkey.start()
        early_config.add_cleanup(valkey.stop)
        os.environ["BROKER_URL"] = valkey.url
    return (yield)


def _begin(early_config):
    _sweep_stale()
    home = Path(tempfile.mkdtemp(prefix=PREFIX))
    home.chmod(0o711)
    (home / "pid").write_text(str(os.getpid()))
    postgres, valkey = Postgres(home / "pg", durable=False), Valkey(home / "vk")
    early_config.add_cleanup(lambda: _stop(home, postgres, valkey))
    is_kept = copy_kept_cluster(postgres)
    valkey.start()
    postgres.start()
    postgres.make_database(TEMPLATE)
    os.environ |= {
        **FIXED,
        "ECINS_TEST_HOME": str(home),
        "DATABASE_URL": postgres.url("app", TEMPLATE),
        "DATABASE_OWNER_URL": postgres.url("owner", TEMPLATE),
        "BROKER_URL": valkey.url,
        "MEDIA_ROOT": str(home / "media"),
        "STATIC_ROOT": str(home / "static"),
    }
    os.environ.setdefault("ECINS_TURN", str(_turn()))
    if not is_kept:
        subprocess.run(
            [sys.executable, ROOT / "manage.py", "migrate", "-v0"],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
            check=True,
        )
        _keep(postgres, _kept_cluster())


def _turn():
    """A number that changes with the commit: what takes turns is chosen by it."""
    asked = subprocess.run(
        ["git", "rev-parse", "HEAD"],  # noqa: S607 - whichever git is there
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return int(asked.stdout[:8] or "0", 16)


def is_proof():
    """Is everything proved, however long it takes? So asks `make proof`."""
    return os.environ.get("PROOF") == "1"


def pytest_report_header():
    if is_proof():
        return "PROOF=1: every story on every screen"
    return f"ECINS_TURN={os.environ['ECINS_TURN']}: each story on one screen"


def copy_kept_cluster(postgres):
    """Give a cluster that is not started yet the migrated template, if it is kept. Is it?"""
    kept = _kept_cluster()
    if kept.exists():
        shutil.copytree(kept, postgres.home, ignore=shutil.ignore_patterns(".s.*"))
    return kept.exists()


def made_once(name, make):
    """Make something that all workers of this run need: the first makes it, the others wait."""
    home = Path(os.environ["ECINS_TEST_HOME"])
    with open(home / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made := home / f"{name}.made").exists():
            make()
            made.touch()


def _kept_cluster():
    """Where the migrated cluster is kept for the next run, as long as its sources stay.

    One for each version of PostgreSQL: they cannot read each other's.
    """
    digest = hashlib.sha256()
    for path in sorted({*schema_sources(), *(p for one in IN_TESTS for p in ROOT.glob(one))}):
        digest.update(path.read_bytes())
    return ROOT / "var" / f"test-cluster-{major_version(programs())}-{digest.hexdigest()[:16]}"


def _keep(postgres, kept):
    postgres.stop()
    for old in kept.parent.glob(f"{kept.name.rpartition('-')[0]}-*"):
        shutil.rmtree(old, ignore_errors=True)
    kept.parent.mkdir(exist_ok=True)
    partial = kept.with_suffix(f".{os.getpid()}")
    shutil.copytree(postgres.home, partial, ignore=shutil.ignore_patterns(".s.*"))
    partial.rename(kept)
    postgres.start()


def _sweep_stale():
    """Stop and remove the servers of test runs that were killed."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        pid = home / "pid"
        if pid.exists() and not is_alive(int(pid.read_text() or 0)):
            _stop(home, Postgres(home / "pg"))


def _stop(home, *services):
    for service in services:
        if isinstance(service, Postgres):
            service.prepare()
            service.stop("immediate")
        else:
            service.stop()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster():
    """The throw-away PostgreSQL of this run."""
    return Postgres(Path(os.environ["ECINS_TEST_HOME"]) / "pg", durable=False)


def point_at(name):
    """Turn Django's connection to another database of the cluster."""
    from django.db import connections

    connections["default"].close()
    connections["default"].settings_dict["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup(cluster, worker_id, django_db_blocker):
    """This worker's own copy of the schema, used as the role `app`."""
    name = f"test_{worker_id}"
    cluster.drop_database(name)
    cluster.make_database(name, template=TEMPLATE)
    with django_db_blocker.unblock():
        point_at(name)
    yield name
    with django_db_blocker.unblock():
        point_at(TEMPLATE)
    cluster.drop_database(name)


@pytest.fixture
def transactional_db():
    pytest.fail("Use live_database: emptying tables needs rights that `app` does not have.")


@pytest.fixture
def live_database(cluster, django_db_setup, django_db_blocker, request):
    """A fresh copy of the schema for one test whose commits are real."""
    from django.db import connections

    name = f"{django_db_setup}_live"
    cluster.drop_database(name)
    cluster.make_database(name, template=TEMPLATE)
    with django_db_blocker.unblock():
        point_at(name)
        yield name
        connections.close_all()
        point_at(django_db_setup)
    cluster.drop_database(name)
