"""Parts of a running site are killed, stopped, locked and filled: nothing accepted is lost."""

import http.client
import threading
import time

import pytest

from tests.site import eventually

NAME = b"Pellworth"


@pytest.fixture
def person(site):
    """The address of Jordan Pellworth's record."""
    uuid = site.query("SELECT uuid FROM profiles_profile WHERE surname = 'Pellworth'")[0][0]
    return f"/profiles/{uuid}/"


@pytest.fixture
def officer(site):
    return site.visitor("officer.staffordshire")


@pytest.fixture
def lead(site):
    return site.visitor("lead.staffordshire")


def contact(site, text):
    kind = site.query("SELECT id FROM profiles_contactkind WHERE code = 'visit'")[0][0]
    return {"kind": kind, "moment": "today", "basis": "fact", "text": text}


def terms(site):
    basis = site.query("SELECT id FROM records_lawfulbasis ORDER BY id LIMIT 1")[0][0]
    return {
        "to": "team",
        "team": "Norfolk IOM Team",
        "sections": ["log"],
        "level": 1,
        "basis": basis,
        "purpose": "Has moved to Norwich",
        "how_long": "7days",
        "confirmed": "yes",
    }


def norfolk_notices(site):
    return site.query(
        "SELECT n.id FROM alerts_notice n JOIN agencies_user u ON u.id = n.recipient_id "
        "WHERE u.username IN ('officer.norfolk', 'lead.norfolk')"
    )


def deliveries(site, state):
    count = "SELECT count(*) FROM audit_delivery WHERE state = %s"
    return site.query(count, state)[0][0]


def test_a_web_server_killed_amid_writes_loses_no_accepted_one(site, person, officer):
    accepted, going = [], True
    form = contact(site, "")

    def write():
        number = 0
        while going:
            number += 1
            text = f"Entry {number} before the fall"
            try:
                answer = officer.send(f"{person}log/new/", **{**form, "text": text})
            except (OSError, http.client.HTTPException, AssertionError):
                time.sleep(0.05)
            else:
                accepted.extend([text] if answer.status == 302 else [])

    writer = threading.Thread(target=write)
    writer.start()
    for _ in range(2):
        before = len(accepted)
        eventually(lambda before=before: len(accepted) > before + 4, seconds=30)
        site.kill("web")
        site.start_web()
    going = False
    writer.join()

    kept = {text for (text,) in site.query("SELECT text FROM profiles_contact")}
    assert len(accepted) > 8
    assert set(accepted) <= kept
    events = site.query("SELECT count(*) FROM audit_event WHERE verb = 'log.added'")[0][0]
    assert [(events,)] == site.query("SELECT count(*) FROM profiles_contact")


def test_a_worker_killed_amid_deliveries_makes_each_once(site, person, lead):
    people = site.query(
        "SELECT uuid FROM profiles_profile p JOIN auth_group g ON g.id = p.owner_team_id "
        "WHERE g.name = 'Staffordshire IOM Team'"
    )
    waiting = deliveries(site, "waiting")
    for (uuid,) in people:
        assert lead.send(f"/profiles/{uuid}/sharing/grant/", **terms(site)).status == 302
    assert deliveries(site, "waiting") == waiting + len(people)

    site.start_worker()
    site.start_scheduler()
    eventually(lambda: deliveries(site, "done") > 0, seconds=60)
    site.kill("worker")
    site.start_worker()
    eventually(lambda: deliveries(site, "waiting") == 0, seconds=90)

    assert deliveries(site, "failed") == 0
    assert len(norfolk_notices(site)) == 2 * len(people)


def test_without_its_queue_the_site_gives_access_and_tells_later(site, person, lead):
    site.valkey.stop()

    began = time.monotonic()
    answer = lead.send(f"{person}sharing/grant/", **terms(site))

    assert answer.status == 302
    assert time.monotonic() - began < 10  # a bell that cannot ring is given up
    assert norfolk_notices(site) == []

    site.valkey.start()
    site.start_worker()
    site.start_scheduler()
    eventually(lambda: len(norfolk_notices(site)) == 2, seconds=90)


def test_a_database_that_restarts_is_said_plainly_and_comes_back_by_itself(
    site, person, officer, own_cluster
):
    assert NAME in officer.get(person).body

    own_cluster.stop("immediate")
    answer = officer.get(person)
    assert answer.status == 503
    assert b"The database does not answer" in answer.body
    assert NAME not in answer.body

    own_cluster.start()
    eventually(lambda: NAME in officer.get(person).body)


def test_what_was_accepted_before_the_database_was_killed_is_there_after(
    site, person, officer, own_cluster
):
    texts = [f"Entry {number}" for number in range(10)]
    for text in texts:
        assert officer.send(f"{person}log/new/", **contact(site, text)).status == 302

    own_cluster.stop("immediate")
    own_cluster.start()

    kept = {text for (text,) in site.query("SELECT text FROM profiles_contact")}
    assert set(texts) <= kept


PAGES = ["", "log/", "sharing/", "history/", "details/", "risk/"]


def test_while_the_log_is_locked_not_a_byte_of_a_person_is_answered(site, person, officer):
    with site.postgres.admin(site.database) as owner:
        owner.autocommit = False
        owner.execute("LOCK TABLE audit_event IN ACCESS EXCLUSIVE MODE")
        for page in PAGES[:2]:
            answer = officer.get(f"{person}{page}")
            assert answer.status == 503
            assert NAME not in answer.body
        owner.rollback()

    assert NAME in officer.get(person).body


def test_while_the_log_is_full_not_a_byte_of_a_person_is_answered_and_nothing_is_done(
    site, person, officer
):
    with site.postgres.admin(site.database) as owner:
        owner.execute("ALTER TABLE audit_event ADD CONSTRAINT no_room CHECK (false) NOT VALID")
        for page in ["/profiles/", *(f"{person}{page}" for page in PAGES)]:
            answer = officer.get(page)
            assert answer.status in (500, 503)
            assert NAME not in answer.body
        owner.execute("ALTER TABLE audit_event DROP CONSTRAINT no_room")
    before = site.query("SELECT count(*) FROM profiles_contact")

    form = contact(site, "Written while the log was full")
    officer.get(f"{person}log/new/")
    with site.postgres.admin(site.database) as owner:
        owner.execute(
            "ALTER TABLE audit_event ADD CONSTRAINT no_room CHECK (verb <> 'log.added') NOT VALID"
        )
        assert officer.send(f"{person}log/new/", **form).status in (500, 503)

    assert site.query("SELECT count(*) FROM profiles_contact") == before
