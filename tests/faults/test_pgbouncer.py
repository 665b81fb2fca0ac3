"""Two web processes and a worker through PgBouncer in transaction mode, on two connections."""

import shutil
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.faults.conftest import PRISTINE
from tests.pgbouncer import PgBouncer
from tests.site import RunningSite, eventually

pytestmark = [pytest.mark.faults, pytest.mark.slow, pytest.mark.xdist_group("faults")]

PAGES = ["", "log/", "risk/", "details/", "sharing/", "history/"]
IN_TEAM = 2  # people in the team that is given access


@pytest.fixture
def pooler(home, own_cluster):
    made = PgBouncer(home / "pb", own_cluster)
    made.start()
    yield made
    made.stop()
    shutil.rmtree(made.home)


@pytest.fixture
def site(pooler, own_cluster, home, static):
    own_cluster.make_database("ecins", template=PRISTINE)
    site = RunningSite(home / "site", own_cluster, "ecins", static)
    site.children.environment["DATABASE_URL"] = pooler.url("app", "ecins")
    site.start()
    site.start_worker()
    yield site
    site.stop()
    own_cluster.drop_database("ecins")
    shutil.rmtree(site.home)


def test_pages_are_served_and_acts_followed_up(site, record):
    names = ["lead.staffordshire", "officer.staffordshire", "admin.staffordshire", "auditor"]
    people = [site.visitor(name) for name in names]
    lead, officer = people[:2]
    addresses = [f"{record}{page}" for page in PAGES] + ["/", "/profiles/", "/profiles/?q=pelwort"]

    with ThreadPoolExecutor(8) as at_once:
        asked = [(who, at) for _ in range(4) for at in addresses for who in (lead, officer)]
        answers = list(at_once.map(lambda one: one[0].get(one[1]).status, asked))
    assert set(answers) == {200}

    basis = site.query("SELECT id FROM records_lawfulbasis ORDER BY id LIMIT 1")[0][0]
    since = site.query("SELECT max(id) FROM audit_event")[0][0]
    given = lead.send(
        f"{record}sharing/grant/",
        teams="Norfolk IOM Team",
        sections=["log"],
        basis=basis,
        level=2,
        purpose="Moved",
        how_long="7days",
        confirmed="yes",
    )
    assert given.status == 302
    told = "SELECT count(*) FROM alerts_notice WHERE event_id > %s"
    eventually(lambda: site.query(told, since)[0][0] == IN_TEAM, seconds=30)


def test_a_worker_reads_a_long_list_without_a_cursor_of_the_server(site):
    auditor = site.visitor("auditor")

    asked = auditor.send("/audit/exports/new/", reason="For the yearly review of the log")

    assert asked.status == 302
    state = "SELECT state FROM audit_auditexport"
    assert eventually(lambda: site.query(state) in ([("ready",)], [("failed",)]), seconds=30)
    assert site.query(state) == [("ready",)]


def test_time_limits_hold_behind_it(site, record):
    officer = site.visitor("officer.staffordshire")

    with site.postgres.admin(site.database) as admin, admin.transaction():
        admin.execute("LOCK TABLE audit_event IN ACCESS EXCLUSIVE MODE")
        began = time.monotonic()
        answer = officer.get(record)

    assert answer.status == 503
    assert 3 < time.monotonic() - began < 10
    assert officer.get(record).status == 200


def test_each_connection_has_the_limits(pooler, site):
    for _ in range(4):
        with psycopg.connect(pooler.url("app", "ecins")) as client:
            limits = client.execute(
                "SELECT current_setting('lock_timeout'), current_setting('statement_timeout'), "
                "current_setting('pg_trgm.word_similarity_threshold')"
            ).fetchone()
        assert limits == ("4s", "20s", "0.45")
