"""/health/ready tries what a page needs; a start refuses a database of another shape."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session

from audit.models import Event
from audit.tests.factories import DeliveryFactory
from core import migrated
from ecins.testing import ROOT
from tests.test_database_guard import start

pytestmark = pytest.mark.slow

READY = "/health/ready"
NEWER = (
    "INSERT INTO django_migrations (app, name, applied) VALUES ('profiles', '0999_next', now())"
)
HALF = "DELETE FROM django_migrations WHERE app = 'access' AND name = '0002_rights'"
FULL = """
    CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE 'could not extend file: no space left' USING ERRCODE = '53100'; END $$;
    CREATE TRIGGER disk_full BEFORE INSERT ON {} FOR EACH ROW EXECUTE FUNCTION disk_full();
"""


@pytest.fixture
def admin(cluster, live_database):
    with cluster.admin(live_database) as admin:
        yield admin


def test_ready_leaves_nothing_behind(client, db):
    before = Event.objects.count(), Session.objects.count()

    assert client.get(READY).json()["status"] == "ok"
    assert (Event.objects.count(), Session.objects.count()) == before


def test_ready_tells_how_deliveries_are_in_numbers_alone(client, db):
    DeliveryFactory(state="waiting")
    DeliveryFactory(state="failed")

    answer = client.get(READY)

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "deliveries_waiting": 1,
        "delivery_oldest_seconds": answer.json()["delivery_oldest_seconds"],
        "deliveries_failed": 1,
        "delivery_sweep_lag_seconds": None,  # it has never run
    }


def test_ready_leaves_no_gap_in_the_numbers_of_events(client, admin):
    number = "SELECT last_value, is_called FROM audit_event_id_seq"
    before = admin.execute(number).fetchone()

    client.get(READY)

    assert admin.execute(number).fetchone() == before


@pytest.mark.parametrize("table", ["audit_event", "django_session"])
def test_a_locked_table_is_not_ready_and_soon_known(client, admin, table):
    with admin.transaction():
        admin.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        began = time.monotonic()
        answer = client.get(READY)

    assert answer.status_code == 503
    assert time.monotonic() - began < 3
    assert client.get(READY).status_code == 200


@pytest.mark.parametrize("table", ["audit_event", "django_session"])
def test_a_full_disk_is_not_ready(client, admin, table):
    admin.execute(FULL.format(table))

    assert client.get(READY).status_code == 503


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (HALF, "is not fully migrated (1 of"),
        (HALF, "such as access.0002_rights). Run manage.py migrate."),
        (NEWER, "by a newer version (it has profiles.0999_next). Run that version, or restore"),
        ("DROP TABLE django_migrations", "Nothing has been migrated in this database. Run "),
    ],
)
def test_another_shape_is_not_ready_and_no_server_starts(
    client, admin, live_database, cluster, change, words
):
    assert client.get(READY).status_code == 200
    admin.execute(change)

    assert words in migrated.misfit()
    assert client.get(READY).status_code == 503
    refused = start(PRODUCTION="0", DATABASE_URL=cluster.url("app", live_database))
    assert refused.returncode == 3
    assert refused.stderr.splitlines()[-1].startswith("E-CINS did not start: ")
    assert words in refused.stderr.splitlines()[-1]
    assert "Traceback" not in refused.stderr


def test_a_start_on_a_fitting_database_is_quiet(cluster, live_database):
    began = start(
        PRODUCTION="0",
        DATABASE_URL=cluster.url("app", live_database),
        PYTHONWARNINGS="ignore",  # no collected static files in tests
    )

    assert began.returncode == 0
    assert began.stderr == ""


def test_the_comparison_reads_the_migrations_once(client, db, django_assert_max_num_queries):
    client.get(READY)

    with django_assert_max_num_queries(3):  # one, and its savepoint
        migrated.misfit()


PROGRAMS = Path(sys.executable).parent
SERVERS = {
    "web": ["gunicorn", "ecins.wsgi", "--bind=127.0.0.1:0", "--workers=2", "--no-control-socket"],
    "worker": ["celery", "-A", "ecins", "worker", "--concurrency=1"],
    "scheduler": [
        "celery",
        "-A",
        "ecins",
        "beat",
        "--schedule",
        "{tmp}/schedule",
        "--pidfile",
        "",
    ],
}


def last_line(server, tmp_path, **environment):
    program, *options = SERVERS[server]
    ended = subprocess.run(
        [PROGRAMS / program, *(option.format(tmp=tmp_path) for option in options)],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "ecins.settings", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode
    return ended.stdout.splitlines()[-1]


@pytest.mark.parametrize("server", SERVERS)
def test_every_server_says_last_why_it_did_not_start(
    server, admin, live_database, cluster, tmp_path
):
    admin.execute(HALF)

    said = last_line(server, tmp_path, DATABASE_URL=cluster.url("app", live_database))

    assert said.startswith("E-CINS did not start: The database is not fully migrated")
    assert said.endswith("Run manage.py migrate.")


@pytest.mark.parametrize("server", SERVERS)
def test_every_server_says_last_which_setting_is_wrong(server, tmp_path):
    said = last_line(server, tmp_path, SECRET_KEY="")

    assert said.startswith("E-CINS did not start: SECRET_KEY is not set. Set it to")
