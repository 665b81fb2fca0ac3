"""In production a database that could lose or overrule anything is refused, with the remedy."""

import os
import subprocess
import sys

import pytest

from ecins.testing import FIXED, ROOT

PRODUCTION = {
    **FIXED,
    "PRODUCTION": "1",
    "FAST_PASSWORDS": "",
    "HTTPS": "1",
    "ALLOWED_HOSTS": "ecins.example",
    "PLAIN_STATIC": "1",
    "SECOND_STEP_KEYS": "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMDA=",
}
START = "import ecins.wsgi"


def start(**changes):
    """Load the web server's module as gunicorn would."""
    environment = {**os.environ, **PRODUCTION, **changes}
    return subprocess.run(
        [sys.executable, "-c", START],
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
