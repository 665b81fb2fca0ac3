"""Makes a backup: one snapshot of the database for the dump and the counts, then the files."""

import datetime
import os
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from psycopg import Connection, IsolationLevel, sql

from home.backups import BackupError, media
from home.backups.manifest import DUMP, MEDIA, ROLES, Manifest, own_migrations
from home.backups.server import connect, program, run
from home.backups.tables import WRITTEN, contents

MIGRATIONS = "SELECT app || '.' || name FROM django_migrations ORDER BY 1"
# What is set for a role in this database or in all; a dump of one database holds neither.
SET_FOR_ROLES = """
SELECT r.rolname, unnest(s.setconfig) FROM pg_db_role_setting s
JOIN pg_roles r ON r.oid = s.setrole
LEFT JOIN pg_database d ON d.oid = s.setdatabase
WHERE r.rolname = ANY(%s) AND coalesce(d.datname, current_database()) = current_database()
ORDER BY 1, 2
"""


def make(into: Path) -> tuple[Path, Manifest, str]:
    """A folder in the folder, named by the time: whole, or not there."""
    now = datetime.datetime.now(datetime.UTC)
    name = f"ecins-{now:%Y-%m-%dT%H%M%SZ}"
    finished, partial = into / name, into / f".{name}.partial"
    try:
        into.mkdir(parents=True, exist_ok=True)
        partial.mkdir(mode=0o700)
    except OSError as error:
        raise BackupError(f"{into} cannot be written: {error.strerror}.") from error
    before = os.umask(0o077)
    try:
        manifest = _fill(partial, now)
        digest = manifest.write(partial)
        partial.rename(finished)
    except OSError as error:
        raise BackupError(f"{into} cannot be written: {error.strerror}.") from error
    finally:
        os.umask(before)
        shutil.rmtree(partial, ignore_errors=True)
    return finished, manifest, digest


def _fill(folder: Path, now: datetime.datetime) -> Manifest:
    with connect() as connection:
        connection.isolation_level = IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        connection.execute(WRITTEN)
        snapshot = _one(connection, "SELECT pg_export_snapshot()")
        server = connection.info.server_version // 10_000
        migrations = [name for (name,) in connection.execute(MIGRATIONS)]
        _refuse_half_migrated(migrations)
        owner = _one(connection, "SELECT current_user")
        (folder / ROLES).write_text(_roles(connection, owner))
        dump = program("pg_dump", server)
        options = ["--format=custom", f"--snapshot={snapshot}", f"--file={folder / DUMP}"]
        run(dump, *options, "--no-password")
        tables = contents(connection)
    files = media.pack(settings.MEDIA_ROOT, folder / MEDIA)
    made_at = now.isoformat(timespec="seconds")
    return Manifest(made_at, server, migrations, owner, settings.APP_ROLE, tables, files)


def _refuse_half_migrated(migrations: list[str]) -> None:
    if astray := sorted(set(migrations) ^ set(own_migrations())):
        raise BackupError(
            f"The database and this version differ by {astray[-1]}. Run manage.py migrate, or "
            "make the backup with the version that runs."
        )


def _one(connection: Connection[Any], question: str) -> str:
    (answer,) = connection.execute(question).fetchone()  # type: ignore[misc]
    return str(answer)


def _roles(connection: Connection[Any], owner: str) -> str:
    """For the administrator of the next server: the roles, without passwords."""
    roles = [owner, settings.APP_ROLE]
    lines = [
        "-- As an administrator of the new server, before the restore; choose the passwords.",
        *(f"CREATE ROLE {_name(connection, role)} LOGIN PASSWORD '…';" for role in roles),
    ]
    for role, setting in connection.execute(SET_FOR_ROLES, [roles]):
        name, _, value = setting.partition("=")
        text = sql.Literal(value).as_string(connection)
        lines.append(f"ALTER ROLE {_name(connection, role)} SET {name} = {text};")
    return "\n".join(lines) + "\n"


def _name(connection: Connection[Any], role: str) -> str:
    return sql.Identifier(role).as_string(connection)
