"""Puts a backup back into an empty place, or rehearses that in a database of its own."""

import contextlib
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from psycopg import Connection, sql

from home.backups import BackupError, media
from home.backups.manifest import DUMP, MEDIA, Manifest, read, refuse_other_version
from home.backups.server import connect, contents_of, parameters, program, run
from home.backups.tables import contents, differences, table_names

# The migrations make these, and the owner of a database may make them again.
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin", "btree_gist", "fuzzystrmatch")
# Attempts to drop the database of a rehearsal, of five seconds each.
DROPS = 12


def restore(folder: Path, expected: str = "") -> Manifest:
    """Fill the empty database and the empty folder of files. Raises BackupError before anything
    is changed, where the place or the backup does not fit.
    """
    manifest = read(folder, expected)
    refuse_other_version(manifest)
    root = Path(settings.MEDIA_ROOT)
    with connect() as connection:
        _refuse_other_place(connection, manifest)
        _refuse_filled(connection, root)
    media.check(folder / MEDIA, manifest.media)
    _load(folder, manifest)
    media.unpack(folder / MEDIA, root, manifest.media)
    _compare(manifest)
    return manifest


def rehearse(folder: Path, expected: str = "") -> Manifest:
    """Restore into a throw-away database on the same server, compare, and drop it."""
    manifest = read(folder, expected)
    refuse_other_version(manifest)
    with connect() as connection:
        _refuse_other_place(connection, manifest)
    media.check(folder / MEDIA, manifest.media)
    with _throw_away() as database:
        _load(folder, manifest, database)
        _compare(manifest, database)
    return manifest


def _refuse_other_place(connection: Connection[Any], manifest: Manifest) -> None:
    server = connection.info.server_version // 10_000
    if server < manifest.postgresql:
        raise BackupError(
            f"The backup is of PostgreSQL {manifest.postgresql}, and this server is {server}. "
            "Use a server of that version or a newer one."
        )
    roles = {manifest.owner, manifest.app}
    asked = connection.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [[*roles]])
    if missing := sorted(roles - {name for (name,) in asked}):
        raise BackupError(
            f"The server has no role {missing[0]}. As its administrator: "
            f"CREATE ROLE {missing[0]} LOGIN PASSWORD '…' (all of it is in roles.sql)."
        )
    names = (parameters()["user"], settings.APP_ROLE)
    if names != (manifest.owner, manifest.app):
        raise BackupError(
            f"The backup has the roles {manifest.owner} and {manifest.app}. Name them in "
            "DATABASE_OWNER_URL and DATABASE_URL."
        )


def _refuse_filled(connection: Connection[Any], root: Path) -> None:
    if tables := table_names(connection):
        raise BackupError(
            f"The database {connection.info.dbname} is not empty: it has {tables[0]}. Restore "
            "into a new database."
        )
    if root.exists() and any(root.iterdir()):
        raise BackupError(f"The folder {root} is not empty. Name an empty one in MEDIA_ROOT.")


def _load(folder: Path, manifest: Manifest, database: str | None = None) -> None:
    with connect(database) as connection:
        server = connection.info.server_version // 10_000
    pg_restore, dump = program("pg_restore", server), folder / DUMP
    with tempfile.NamedTemporaryFile("w", suffix=".list") as wanted:
        wanted.write("\n".join(filter(_is_ours, contents_of(pg_restore, dump))) + "\n")
        wanted.flush()
        options = ["--no-owner", "--no-comments", "--single-transaction", "--exit-on-error"]
        run(pg_restore, *options, f"--use-list={wanted.name}", str(dump), database=database)
    with connect(database, autocommit=True) as connection:
        connection.execute("ANALYZE")


def _is_ours(line: str) -> bool:
    """Not the schema that every database has, nor extensions that somebody else put there."""
    if " SCHEMA - public " in line:
        return False
    _, is_extension, name = line.partition(" EXTENSION - ")
    return not is_extension or name.split()[0] in EXTENSIONS


def _compare(manifest: Manifest, database: str | None = None) -> None:
    with connect(database) as connection:
        found = contents(connection)
    if astray := differences(manifest.tables, found):
        raise BackupError(f"What was restored differs: {'; '.join(astray[:5])}.")


@contextlib.contextmanager
def _throw_away() -> Iterator[str]:
    name = f"ecins_check_{secrets.token_hex(4)}"
    with connect(autocommit=True) as connection:
        try:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(
                    sql.Identifier(name)
                )
            )
        except psycopg.errors.InsufficientPrivilege as error:
            role = connection.info.user
            raise BackupError(
                f"The role {role} may not make the database in which a restore is rehearsed. As "
                f"administrator of the server: ALTER ROLE {role} CREATEDB."
            ) from error
        try:
            yield name
        finally:
            _drop(connection, name)


def _drop(connection: Connection, name: str) -> None:
    """Drop a database that holds a copy of everything. Raises BackupError where it stays.

    PostgreSQL ends its sessions, waits five seconds for them, and drops nothing if one is left.
    """
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    for _ in range(DROPS):
        with contextlib.suppress(psycopg.errors.ObjectInUse):
            connection.execute(drop)
            return
    raise BackupError(f"The database {name} is still in use, and is a copy of all data. Drop it.")
