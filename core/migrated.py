"""Does the database have the shape that this code expects? Asked at start and by /health/ready."""

import functools

from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# What was found for a number of applied migrations and the newest of them.
_found: dict[tuple[int, int], str] = {}


def misfit() -> str:
    """Why this code cannot use this database, with the remedy; empty when it can."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT count(*), coalesce(max(id), 0) FROM django_migrations")
            state = cursor.fetchone()
    except ProgrammingError:  # there is no such table
        return "Nothing has been migrated in this database. Run manage.py migrate."
    if state not in _found:
        _found.clear()
        _found[state] = _compared(set(MigrationRecorder(connection).applied_migrations()))
    return _found[state]


def _compared(applied: set[tuple[str, str]]) -> str:
    needed, replaced = needed_and_replaced()
    ours = {(app, name) for app, name in applied if app in settings.OUR_APPS}
    if newer := sorted(ours - needed - replaced):
        return (
            f"The database was migrated by a newer version (it has {_named(newer[0])}). "
            "Run that version, or restore the backup from before."
        )
    if missing := sorted(needed - applied):
        return (
            f"The database is not fully migrated ({len(missing)} of {len(needed)} migrations are "
            f"missing, such as {_named(missing[0])}). Run manage.py migrate."
        )
    return ""


@functools.cache
def needed_and_replaced() -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """The migrations of this code, and those that they replace: `migrate` keeps both names."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    found = loader.disk_migrations
    replaced = {old for migration in found.values() for old in migration.replaces}
    return frozenset(set(found) - replaced), frozenset(replaced)


def _named(migration: tuple[str, str]) -> str:
    return ".".join(migration)
