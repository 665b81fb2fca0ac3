"""A running demo site with a cluster of its own, which a test may break."""

import itertools
import os
import shutil
from pathlib import Path

import pytest

from ecins.launch.postgres import Postgres
from ecins.testing import TEMPLATE, copy_kept_cluster
from tests.site import RunningSite, collect_static, make_demo

PRISTINE = "demo"


@pytest.fixture(scope="package")
def home(worker_id):
    home = Path(os.environ["ECINS_TEST_HOME"]) / f"faults-{worker_id}"
    home.mkdir()
    return home


@pytest.fixture(scope="package")
def own_cluster(home):
    """Durable, as in use: what is answered must outlive any end of any process."""
    postgres = Postgres(home / "pg", durable=True)
    assert copy_kept_cluster(postgres), "the run keeps its migrated cluster before any test"
    postgres.start()
    make_demo(postgres, PRISTINE, TEMPLATE)
    yield postgres
    postgres.stop("immediate")


@pytest.fixture(scope="package")
def static(home):
    return collect_static(home / "static")


@pytest.fixture
def site(own_cluster, home, static):
    own_cluster.make_database("ecins", template=PRISTINE)
    site = RunningSite(home / "site", own_cluster, "ecins", static)
    site.start()
    yield site
    site.stop()
    own_cluster.start()
    own_cluster.drop_database("ecins")
    shutil.rmtree(site.home)


@pytest.fixture
def officer(site):
    return site.visitor("officer.staffordshire")


@pytest.fixture
def lead(site):
    return site.visitor("lead.staffordshire")


@pytest.fixture
def record(site):
    """The address of Callum Drayfield's record."""
    rows = site.query("SELECT uuid FROM profiles_profile WHERE surname = 'Drayfield'")
    return f"/profiles/{rows[0][0]}/"


# Of an access that is given, also facts for trigger factors follow.
OF_NOTICES = "FROM audit_delivery WHERE consumer = 'alerts.notices'"


class Told:
    """What has followed from the events since the test began."""

    def __init__(self, site):
        self.site = site
        self.since = site.query("SELECT max(id) FROM audit_event")[0][0]

    def count(self, what):
        return self.site.query(f"SELECT count(*) {what} AND event_id > %s", self.since)[0][0]

    def waiting(self):
        return self.count(f"{OF_NOTICES} AND state = 'waiting'")

    def done(self):
        return self.count(f"{OF_NOTICES} AND state = 'done' AND attempts = 1")

    def notices(self):
        return self.count("FROM alerts_notice WHERE true")


@pytest.fixture
def told(site):
    return Told(site)


@pytest.fixture
def give_access(site, lead, record):
    """The lead gives Norfolk access anew. Was it accepted?"""
    basis = site.query("SELECT id FROM records_lawfulbasis ORDER BY id LIMIT 1")[0][0]
    terms = {"teams": "Norfolk IOM Team", "sections": ["log"], "basis": basis}
    why = itertools.count(1)

    def give():
        more = {"purpose": f"Reason {next(why)}", "how_long": "7days", "level": 2}
        answer = lead.send(f"{record}sharing/grant/", **terms, **more, confirmed="yes")
        return answer.status == 302

    return give
