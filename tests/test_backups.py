"""A backup brings everything back into an empty place, or is refused in one line."""

import io
import json
import os
import re
import shutil
import signal
import tarfile
import threading
from pathlib import Path

import psycopg
import pytest

from home.backups import BackupError, manifest, media, restoring, server
from home.backups.tables import Content, contents, differences
from tests.site import RunningSite
from tests.world import inside, manage, shape

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]

EMPTY, OTHER = "backup_restored", "backup_other"
EXPORT = "exports/events.csv"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("backups")


@pytest.fixture(scope="module")
def made(seeded, cluster, folder):
    """A backup of the demo world with a file, and what the command said."""
    root = folder / "media"
    (root / "exports").mkdir(parents=True)
    (root / EXPORT).write_text("when,who\n")
    (root / "empty.txt").touch()
    done = manage(cluster, seeded, "backup", str(folder / "kept"), MEDIA_ROOT=str(root))
    assert done.returncode == 0, done.stderr
    (backup,) = (folder / "kept").iterdir()
    return backup, done.stdout


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


@pytest.fixture
def copy(made, tmp_path):
    """A copy of the backup, to be spoilt."""
    return Path(shutil.copytree(made[0], tmp_path / "copy"))


def named(shape):
    """As PostgreSQL writes a condition that it has read once more: brackets and casts differ."""
    return sorted((kind, re.sub(r"[()]|::[a-z ]+(\[\])?|ARRAY", "", text)) for kind, text in shape)


def databases(cluster):
    with cluster.admin() as connection:
        found = connection.execute("SELECT datname FROM pg_database")
        # Those of other tests come and go meanwhile.
        return {name for (name,) in found if not name.startswith("test_")}


def told(backup):
    return json.loads((backup / "manifest.json").read_text())


def sealed_again(backup, **changes):
    """As somebody would who can write the folder: the seals are true, what is said is not."""
    path = backup / "manifest.json"
    path.write_text(json.dumps({**told(backup), **changes}))
    (backup / "manifest.sha256").write_text(f"{manifest.sha256(path)}  manifest.json\n")


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


# ---- A backup that is not as it was made -------------------------------------------------------
@pytest.mark.parametrize("name", ["database.dump", "media.tar", "roles.sql", "manifest.json"])
def test_what_was_cut_short_is_refused(copy, name):
    data = (copy / name).read_bytes()
    (copy / name).write_bytes(data[: len(data) // 2])

    with pytest.raises(BackupError, match=f"{name} was altered or cut short"):
        manifest.read(copy)


@pytest.mark.parametrize("name", ["database.dump", "media.tar", "roles.sql", "manifest.json"])
def test_what_was_altered_is_refused(copy, name):
    data = bytearray((copy / name).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / name).write_bytes(data)

    with pytest.raises(BackupError, match=f"{name} was altered or cut short"):
        manifest.read(copy)


@pytest.mark.parametrize(
    "name", ["database.dump", "media.tar", "roles.sql", "manifest.json", "manifest.sha256"]
)
def test_what_is_missing_is_refused(copy, name):
    (copy / name).unlink()

    with pytest.raises(BackupError, match=f"no whole backup: {name} is missing"):
        manifest.read(copy)


def test_another_backup_than_the_one_meant_is_refused(copy):
    sealed_again(copy, made_at="2020-01-01T00:00:00+00:00")

    assert manifest.read(copy)
    with pytest.raises(BackupError, match="is not the backup with the SHA-256"):
        manifest.read(copy, "0" * 64)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"form": 2}, "has the form 2"),
        ({"tables": {"t": 3}}, "cannot be read"),
        ({"x": 1}, "read"),
    ],
)
def test_a_manifest_of_another_form_is_refused(copy, changes, why):
    sealed_again(copy, **changes)

    with pytest.raises(BackupError, match=why):
        manifest.read(copy)


def test_a_file_that_only_the_manifest_has_is_refused(copy):
    wanted = {**told(copy)["media"], "exports/gone.csv": "0" * 64}

    with pytest.raises(BackupError, match=r"exports/gone\.csv is not as it was"):
        media.check(copy / "media.tar", wanted)


def test_no_file_is_put_outside_the_folder(tmp_path):
    archive = tmp_path / "media.tar"
    with tarfile.open(archive, "w") as tar:
        outside = tarfile.TarInfo("../outside")
        outside.size = 1
        tar.addfile(outside, io.BytesIO(b"x"))

    with pytest.raises(BackupError, match="lies outside"):
        media.unpack(archive, tmp_path / "media", {"../outside": ""})
    assert not (tmp_path / "outside").exists()


def test_what_is_no_file_is_refused(tmp_path):
    archive = tmp_path / "media.tar"
    with tarfile.open(archive, "w") as tar:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)

    with pytest.raises(BackupError, match="which is no file"):
        media.check(archive, {"link": ""})


# ---- A place or a version that does not fit ----------------------------------------------------
def test_a_newer_and_an_older_version_are_refused(copy):
    kept = manifest.read(copy)
    migrations = list(kept.migrations)

    manifest.refuse_other_version(kept)
    kept.migrations = [*migrations, "profiles.9999_tomorrow"]
    with pytest.raises(BackupError, match=r"newer version \(it has profiles\.9999_tomorrow\)"):
        manifest.refuse_other_version(kept)
    kept.migrations = migrations[:-1]
    with pytest.raises(BackupError, match="older version .* then upgrade"):
        manifest.refuse_other_version(kept)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"postgresql": 99}, "of PostgreSQL 99, and this server is"),
        ({"app": "nobody_here"}, "no role nobody_here. As its administrator: CREATE ROLE"),
        ({"owner": "app", "app": "owner"}, "has the roles app and owner. Name them"),
    ],
)
def test_a_server_that_does_not_fit_is_refused(copy, seeded, cluster, changes, why):
    sealed_again(copy, **changes)

    done = manage(cluster, seeded, "restore", "--check", str(copy))

    assert done.returncode == 1
    assert why in done.stderr
    assert done.stderr.count("\n") == 1


def test_programs_that_are_too_old_are_refused(monkeypatch):
    monkeypatch.setattr(server, "_version", lambda path: 15)

    with pytest.raises(BackupError, match="15 is too old. Install postgresql-client-98"):
        server.program("pg_dump", 98)
    monkeypatch.setattr(server, "_places", lambda name: [])
    with pytest.raises(BackupError, match="there is none"):
        server.program("pg_dump", 98)


def test_the_nearest_version_that_is_new_enough_is_used(monkeypatch):
    places = {Path("a/14"): 14, Path("b/18"): 18, Path("c/16"): 16, Path("d/16"): 16}
    monkeypatch.setattr(server, "_places", lambda name: list(places))
    monkeypatch.setattr(server, "_version", places.get)

    assert server.program("pg_dump", 15) == Path("c/16")


def test_a_place_for_backups_that_cannot_be_written_is_refused(seeded, cluster, tmp_path):
    (tmp_path / "a-file").touch()

    done = manage(cluster, seeded, "backup", str(tmp_path / "a-file"))

    assert done.returncode == 1
    assert "cannot be written" in done.stderr


def test_a_database_of_another_version_is_not_backed_up(seeded, cluster, tmp_path):
    row = "('profiles', '0999_tomorrow', now())"
    with psycopg.connect(cluster.url("owner", seeded)) as owner:
        owner.execute(f"INSERT INTO django_migrations (app, name, applied) VALUES {row}")
    try:
        done = manage(cluster, seeded, "backup", str(tmp_path))
    finally:
        with psycopg.connect(cluster.url("owner", seeded)) as owner:
            owner.execute("DELETE FROM django_migrations WHERE name = '0999_tomorrow'")

    assert done.returncode == 1
    assert "differ by profiles.0999_tomorrow" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_differences_are_named():
    one, other = Content(1, "a"), Content(1, "b")

    assert differences({"t": one}, {"t": one}) == []
    assert differences({"t": one}, {"t": other}) == ["t has other rows"]
    assert differences({"t": one}, {"t": Content(2, "a")}) == ["t has 2 rows instead of 1"]
    assert differences({"t": one}, {"u": one}) == ["t is missing", "u was not in the backup"]
