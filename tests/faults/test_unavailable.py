"""The database or its log does not answer: a plain page says so, and gives nothing away."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.site import eventually

pytestmark = [pytest.mark.faults, pytest.mark.slow, pytest.mark.xdist_group("faults")]

# Names, numbers and texts of people in the demo world; none may be in an answer without its event.
SECRETS = [
    b"Drayfield",
    b"Callum",
    b"Pellworth",
    b"2006/0021934G",
    b"Weir Cottages",
    b"burglaries",
]
PAGES = ["", "log/", "log/new/", "risk/", "details/", "edit/", "sharing/", "history/"]
FULL = """
    CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE 'could not extend file: no space left' USING ERRCODE = '53100'; END $$;
    CREATE TRIGGER disk_full BEFORE INSERT ON audit_event
    FOR EACH ROW EXECUTE FUNCTION disk_full();
"""
ROOM_AGAIN = "DROP TRIGGER disk_full ON audit_event"


def says_it_is_unavailable(answer):
    assert answer.status == 503
    assert b"E-CINS is not available" in answer.body
    assert b"The database does not answer" in answer.body
    assert b"Nothing was shown or saved." in answer.body
    assert answer.headers["Retry-After"]
    assert not [secret for secret in SECRETS if secret in answer.body]


@pytest.fixture
def addresses(record):
    """Every page about people, which an officer can read as long as it can be recorded."""
    return [f"{record}{page}" for page in PAGES] + ["/profiles/", "/profiles/?q=drayfield"]


def all_answers(visitor, addresses):
    with ThreadPoolExecutor(5) as at_once:
        return list(at_once.map(visitor.get, addresses))


def test_the_site_recovers_by_itself_when_the_database_restarts(site, officer, record):
    serving = site.children.running["web"].pid
    assert officer.get(record).status == 200

    site.postgres.stop("immediate")
    says_it_is_unavailable(officer.get(record))
    says_it_is_unavailable(officer.get("/sign-in/"))
    assert not site.answers()
    site.postgres.start()

    answer = eventually(lambda: (page := officer.get(record)).status == 200 and page)
    assert b"Drayfield" in answer.body
    assert [officer.get(record).status for _ in range(16)] == [200] * 16
    assert site.children.is_up("web")
    assert site.children.running["web"].pid == serving


def test_what_was_accepted_outlives_a_database_that_is_killed(site, officer, record):
    entry = {"kind": 1, "moment": "today", "text": "Seen in town.", "basis": "fact"}
    assert officer.send(f"{record}log/new/", **entry).status == 302

    site.postgres.stop("immediate")
    site.postgres.start()

    assert site.query("SELECT 1 FROM profiles_contact WHERE text = %s", entry["text"])


def test_a_locked_log_gives_nothing_away(site, officer, addresses):
    assert {answer.status for answer in all_answers(officer, addresses)} == {200}

    with site.postgres.admin(site.database) as admin, admin.transaction():
        admin.execute("LOCK TABLE audit_event IN ACCESS EXCLUSIVE MODE")
        for answer in all_answers(officer, addresses):
            says_it_is_unavailable(answer)

    assert {answer.status for answer in all_answers(officer, addresses)} == {200}


def test_a_full_log_gives_nothing_away_and_takes_nothing_in(site, officer, record, addresses):
    contacts = "SELECT count(*) FROM profiles_contact"
    before = site.query(contacts)
    entry = {"kind": 1, "moment": "today", "text": "Seen in town.", "basis": "fact"}
    form = officer.filled_in(f"{record}log/new/", **entry)

    with site.as_owner() as owner:
        owner.execute(FULL)
    for answer in all_answers(officer, addresses):
        says_it_is_unavailable(answer)
    says_it_is_unavailable(officer.post(f"{record}log/new/", form))
    assert site.query(contacts) == before

    with site.as_owner() as owner:
        owner.execute(ROOM_AGAIN)
    assert officer.post(f"{record}log/new/", form).status == 302
    assert {answer.status for answer in all_answers(officer, addresses)} == {200}
