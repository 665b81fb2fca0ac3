"""What is looked at when a connection to PostgreSQL is made.

A server that is too old is refused and, in production, whatever could lose or overrule anything.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.signals import connection_created
from django.dispatch import receiver

# Older servers lack what the migrations need.
OLDEST = 15
# Setting of the server, and what it may be.
DURABLE = [
    ("synchronous_commit", {"on", "remote_apply", "remote_write"}),
    ("fsync", {"on"}),
    ("full_page_writes", {"on"}),
]
ROLE = """
SELECT rolname, rolsuper OR rolbypassrls,
  EXISTS (SELECT 1 FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S', 'v')
      AND pg_has_role(relowner, 'MEMBER'))
  OR EXISTS (SELECT 1 FROM pg_database
    WHERE datname = current_database() AND pg_has_role(datdba, 'MEMBER'))
FROM pg_roles WHERE rolname = current_user
"""
# A page that waits longer is answered by a plain one (core.role_settings).
LIMITS = ("lock_timeout", "statement_timeout")


def problems(cursor: Any) -> Iterator[str]:
    """What makes this connection unfit for real records, each with its remedy."""
    cursor.execute(ROLE)
    role, overrules, owns = cursor.fetchone()
    if overrules:
        yield (
            f"The database role {role} is a superuser or may bypass row security. "
            "Use a role made with NOSUPERUSER NOBYPASSRLS."
        )
    elif owns and settings.DATABASE_ROLE == "app":
        yield (
            f"The database role {role} owns the tables or the database, or is a member of the "
            "role that does. Give DATABASE_URL the role that owns nothing; the owner belongs in "
            "DATABASE_OWNER_URL."
        )
    for name, allowed in DURABLE:
        if (value := _setting(cursor, name)) not in allowed:
            yield f"The database has {name} = {value}: accepted writes can be lost. Set it to on."
    if settings.DATABASE_ROLE == "app":
        for name in LIMITS:
            if _setting(cursor, name) == "0":
                yield (
                    f"The database role {role} has no {name}: a page could wait for ever. Run "
                    "manage.py migrate, which sets it, and restart PgBouncer if there is one."
                )


def _setting(cursor: Any, name: str) -> str | None:
    cursor.execute("SELECT current_setting(%s, true)", [name])
    value: str | None = cursor.fetchone()[0]
    return value


@receiver(connection_created, dispatch_uid="core.new_enough")
def refuse_old(sender, connection, **kwargs):
    """Before the first migration, and wherever a program starts."""
    version = connection.pg_version // 10_000
    if version < OLDEST:
        connection.close()
        raise ImproperlyConfigured(
            f"PostgreSQL {version} is too old. Use PostgreSQL {OLDEST} or newer; "
            "docs/how-to/upgrade.md says how."
        )


@receiver(connection_created, dispatch_uid="core.pooled")
def keep_nothing_behind_a_pooler(sender, connection, **kwargs):
    """Behind PgBouncer each transaction may meet another server: none has what one prepared.

    PgBouncer numbers its clients itself, so the server's own number tells that it is there.
    """
    ours = connection.connection
    pooled = ours.execute("SELECT pg_backend_pid()").fetchone()[0] != ours.info.backend_pid
    if pooled:
        ours.prepare_threshold = None
    connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] = pooled


@receiver(connection_created, dispatch_uid="core.wait_for_locks")
def wait_longer_to_migrate(sender, connection, **kwargs):
    """Migrations wait for a lock longer than a page does, but not for ever."""
    if settings.DATABASE_ROLE == "owner":
        connection.connection.execute("SET lock_timeout = '60s'")
        connection.connection.execute("SET statement_timeout = 0")


@receiver(connection_created, dispatch_uid="core.fit_for_production")
def refuse_unfit(sender, connection, **kwargs):
    """Asked of every new connection, so that a server changed later is refused as well."""
    if not settings.PRODUCTION:
        return
    with connection.cursor() as cursor:
        found = list(problems(cursor))
    if found:
        connection.close()
        raise ImproperlyConfigured(" ".join(found))
