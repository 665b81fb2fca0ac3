"""A backup brings everything back into an empty place."""

import os
import re
import signal
import threading

import psycopg
import pytest

from home.backups import manifest, restoring
from home.backups.tables import contents, differences
from tests.backups.kept import EXPORT, databases, sealed_again, told
from tests.site import RunningSite
from tests.world import inside, manage, shape

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

EMPTY, OTHER = "backup_restored", "backup_other"


@pytest.fixture(scope="module")
def restored(made, cluster, folder):
    """Restored into an empty place."""
    cluster.drop_database(EMPTY)
    cluster.make_database(EMPTY)
    backup, said = made
    digest = said.strip().rpartition(" ")[2]
    root = folder / "media-restored"
    done = manage(
        cluster, EMPTY, "restore", str(backup), f"--sha256={digest}", MEDIA_ROOT=str(root)
    )
    assert done.returncode == 0, done.stderr
    yield root, done.stdout
    cluster.drop_database(EMPTY)


def named(shape):
    """As PostgreSQL writes a condition that it has read once more: brackets and casts differ."""
    return sorted((kind, re.sub(r"[()]|::[a-z ]+(\[\])?|ARRAY", "", text)) for kind, text in shape)


def test_a_backup_is_a_folder_that_only_its_maker_reads(made):
    backup, said = made
    files = {path.name: path.stat().st_mode & 0o777 for path in backup.iterdir()}

    assert files == dict.fromkeys(
        ("database.dump", "media.tar", "roles.sql", "manifest.json", "manifest.sha256"), 0o600
    )
    assert backup.stat().st_mode & 0o777 == 0o700
    assert "2 files" in said
    assert manifest.sha256(backup / "manifest.json") in said


def test_roles_are_in_it_without_their_passwords(made):
    text = (made[0] / "roles.sql").read_text()

    assert 'CREATE ROLE "owner" LOGIN' in text
    assert 'CREATE ROLE "app" LOGIN' in text
    assert "SCRAM" not in text


def test_keys_are_not_in_it(made, settings):
    kept = b"".join(path.read_bytes() for path in made[0].iterdir())

    assert settings.SECRET_KEY.encode() not in kept


def test_an_empty_place_gets_equal_counts_and_hashes(
    made, restored, seeded, cluster, django_db_blocker
):
    root, said = restored
    with (
        psycopg.connect(cluster.url("owner", seeded)) as old,
        psycopg.connect(cluster.url("owner", EMPTY)) as new,
    ):
        before, after = contents(old), contents(new)

    assert differences(before, after) == []
    assert before["audit_event"].rows > 300
    assert (root / EXPORT).read_text() == "when,who\n"
    assert {str(p.relative_to(root)) for p in root.rglob("*") if p.is_file()} == set(
        told(made[0])["media"]
    )
    assert f"{len(before)} tables" in said


def test_rights_triggers_and_indexes_are_back(
    restored, seeded, live_database, cluster, django_db_blocker
):
    with inside(seeded, django_db_blocker, live_database):
        before = named(shape())
    with inside(EMPTY, django_db_blocker, live_database):
        assert named(shape()) == before
    for role in ("app", "owner"):
        with (
            psycopg.connect(cluster.url(role, EMPTY)) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute("UPDATE audit_event SET reason = 'altered'")
    with psycopg.connect(cluster.url("app", EMPTY)) as connection:
        assert connection.execute("SELECT count(*) FROM profiles_profile").fetchone()[0] > 40
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE more ()")


def test_the_site_starts_on_what_was_restored(restored, cluster, tmp_path):
    site = RunningSite(tmp_path / "site", cluster, EMPTY, tmp_path / "static")
    events = "SELECT count(*) FROM audit_event"
    try:
        site.start()
        before = site.query(events)
        page = site.visitor("lead.staffordshire").get("/profiles/")
        after = site.query(events)
    finally:
        site.stop()

    assert b"Pellworth" in page.body
    assert after > before


def test_a_rehearsal_leaves_no_database(made, seeded, cluster):
    before = databases(cluster)
    with cluster.admin() as connection:
        connection.execute("ALTER ROLE owner CREATEDB")
    try:
        done = manage(cluster, seeded, "restore", "--check", str(made[0]))
    finally:
        with cluster.admin() as connection:
            connection.execute("ALTER ROLE owner NOCREATEDB")

    assert done.returncode == 0, done.stderr
    assert "can be restored" in done.stdout
    assert databases(cluster) == before


def test_a_rehearsal_waits_for_sessions_that_end_slowly(cluster, monkeypatch):
    """PostgreSQL itself waits five seconds for them, and then drops nothing."""
    before = databases(cluster)
    monkeypatch.setattr(restoring, "connect", lambda **options: cluster.admin())

    with restoring._throw_away() as name:
        slow = psycopg.connect(cluster.url("postgres", name))
        pid = slow.info.backend_pid
        os.kill(pid, signal.SIGSTOP)
        goes_on = threading.Timer(8, os.kill, (pid, signal.SIGCONT))
        goes_on.start()

    goes_on.join()
    slow.close()
    assert databases(cluster) == before


def test_a_rehearsal_finds_what_differs(copy, seeded, cluster):
    before = databases(cluster)
    tables = told(copy)["tables"]
    tables["audit_event"][0] += 1
    sealed_again(copy, tables=tables)
    with cluster.admin() as connection:
        connection.execute("ALTER ROLE owner CREATEDB")
    try:
        done = manage(cluster, seeded, "restore", "--check", str(copy))
    finally:
        with cluster.admin() as connection:
            connection.execute("ALTER ROLE owner NOCREATEDB")

    assert done.returncode == 1
    assert "audit_event has" in done.stderr
    assert databases(cluster) == before


def test_a_role_that_may_make_no_database_is_told_who_can_change_that(made, seeded, cluster):
    done = manage(cluster, seeded, "restore", "--check", str(made[0]))

    assert done.returncode == 1
    assert "ALTER ROLE owner CREATEDB" in done.stderr.splitlines()[-1]


def test_a_database_that_is_not_empty_is_refused(made, seeded, cluster, tmp_path):
    done = manage(cluster, seeded, "restore", str(made[0]), MEDIA_ROOT=str(tmp_path / "media"))

    assert done.returncode == 1
    assert "is not empty: it has access_" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "media").exists()


def test_a_folder_of_files_that_is_not_empty_is_refused(made, cluster, tmp_path):
    (tmp_path / "somebody's").touch()
    cluster.drop_database(OTHER)
    cluster.make_database(OTHER)

    done = manage(cluster, OTHER, "restore", str(made[0]), MEDIA_ROOT=str(tmp_path))
    with psycopg.connect(cluster.url("owner", OTHER)) as connection:
        there = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert there.fetchone() == (0,)
    cluster.drop_database(OTHER)

    assert done.returncode == 1
    assert "is not empty. Name an empty one in MEDIA_ROOT" in done.stderr
