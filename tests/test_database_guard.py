"""In production a database that could lose or overrule anything is refused, with the remedy."""

import os
import re
import subprocess
import sys

import pytest

from core import database
from ecins.testing import FIXED, ROOT

PRODUCTION = {
    **FIXED,
    "PRODUCTION": "1",
    "FAST_PASSWORDS": "",
    "HTTPS": "1",
    "ALLOWED_HOSTS": "ecins.example",
    "SITE_ADDRESS": "https://ecins.example",
    "PLAIN_STATIC": "1",
    "SECOND_STEP_KEYS": "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMDA=",
}
START = "import ecins.wsgi"
ASK_IN_ODD_ENCODING = """
import io
from ecins.wsgi import application
asked = {"REQUEST_METHOD": "GET", "PATH_INFO": "/health/live", "CONTENT_TYPE": "a/b; charset=hex"}
asked |= {"HTTP_HOST": "ecins.example", "wsgi.url_scheme": "https", "wsgi.input": io.BytesIO()}
application(asked, lambda status, headers: print(status))
"""
MIGRATE_ON_AN_OLD_ONE = """
import sys, manage
from core import database
database.OLDEST = 99
sys.argv = ["manage.py", "migrate"]
manage.main()
"""


def start(code=START, **changes):
    """Load the web server's module as gunicorn would."""
    environment = {**os.environ, **PRODUCTION, **changes}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


pytestmark = pytest.mark.slow


def test_a_throw_away_cluster_is_refused(live_database, cluster):
    refused = start(DATABASE_URL=cluster.url("app", live_database))

    assert refused.returncode
    assert "accepted writes can be lost. Set it to on." in refused.stderr


def test_a_superuser_is_refused(live_database, cluster):
    refused = start(DATABASE_URL=cluster.url("postgres", live_database))

    assert refused.returncode
    assert "NOSUPERUSER NOBYPASSRLS" in refused.stderr


def test_a_database_that_is_away_may_come_back():
    began = start(DATABASE_URL="postgresql://app@/ecins?host=/nonexistent")

    assert began.returncode == 0, began.stderr


def test_a_server_that_is_too_old_is_refused_before_the_first_migration(cluster, worker_id):
    empty = f"old_{worker_id}"
    cluster.make_database(empty)

    refused = start(
        MIGRATE_ON_AN_OLD_ONE,
        PRODUCTION="0",
        DATABASE_URL=cluster.url("app", empty),
        DATABASE_OWNER_URL=cluster.url("owner", empty),
    )

    assert refused.returncode == 1
    assert re.fullmatch(
        r"E-CINS did not start: PostgreSQL \d+ is too old. Use PostgreSQL 99 or newer; .+\n",
        refused.stderr,
    )
    with cluster.admin(empty) as admin:
        tables = admin.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'")
        assert tables.fetchone() is None
    cluster.drop_database(empty)


def test_what_gunicorn_loads_does_not_break_at_an_odd_encoding():
    asked = start(ASK_IN_ODD_ENCODING, DATABASE_URL="postgresql://app@/ecins?host=/nonexistent")

    assert asked.stdout.splitlines()[-1:] in (["200 OK"], ["301 Moved Permanently"]), asked.stderr


def test_a_server_that_is_too_old_is_refused_at_start(live_database, cluster):
    refused = start(
        f"from core import database; database.OLDEST = 99; {START}",
        PRODUCTION="0",
        DATABASE_URL=cluster.url("app", live_database),
    )

    assert refused.returncode
    assert "is too old. Use PostgreSQL 99 or newer" in refused.stderr.splitlines()[-1]


def test_the_floor_is_debian_12s_own():
    assert database.OLDEST == 15
