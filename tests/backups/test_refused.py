"""A backup, a place or a version that does not fit is refused in one line."""

import io
import tarfile
from pathlib import Path

import psycopg
import pytest

from home.backups import BackupError, manifest, media, server
from home.backups.tables import Content, differences
from tests.backups.kept import sealed_again, told
from tests.world import manage

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]


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
