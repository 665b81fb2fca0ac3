"""A site of its own to break: its own durable PostgreSQL, its own queue."""

import os
import shutil
from pathlib import Path

import pytest

from ecins.launch.postgres import Postgres
from tests.site import RunningSite, collect_static, make_demo

DATABASE = "breakable"


def pytest_collection_modifyitems(items):
    """One worker breaks things, one after the other."""
    for item in items:
        if "faults" in item.path.parts:
            item.add_marker(pytest.mark.faults)
            item.add_marker(pytest.mark.xdist_group("faults"))


@pytest.fixture(scope="package")
def home():
    home = Path(os.environ["ECINS_TEST_HOME"]) / "faults"
    yield home
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="package")
def own_cluster(home):
    """Durable, as a real one: what it said is written is written."""
    postgres = Postgres(home / "pg", durable=True)
    postgres.start()
    make_demo(postgres, "demo")
    yield postgres
    postgres.stop("immediate")


@pytest.fixture(scope="package")
def static(home, own_cluster):
    return collect_static(home / "static")


@pytest.fixture
def site(own_cluster, home, static):
    own_cluster.make_database(DATABASE, template="demo")
    site = RunningSite(home / "site", own_cluster, DATABASE, static)
    site.start()
    yield site
    site.stop()
    own_cluster.drop_database(DATABASE)
    shutil.rmtree(site.home)
