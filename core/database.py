"""A connection is refused to a server that is too old and, in production, to an unsafe one."""

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


def problems(cursor):
    """What makes this connection unfit for real records, each with its remedy."""
    cursor.execute(
        "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )
    role, is_super, bypasses = cursor.fetchone()
    if is_super or bypasses:
        yield (
            f"The database role {role} is a superuser or may bypass row security. "
            "Use a role made with NOSUPERUSER NOBYPASSRLS."
        )
    for name, allowed in DURABLE:
        cursor.execute("SELECT current_setting(%s)", [name])
        value = cursor.fetchone()[0]
        if value not in allowed:
            yield f"The database has {name} = {value}: accepted writes can be lost. Set it to on."


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


@receiver(connection_created, dispatch_uid="core.fit_for_production")
def refuse_unfit(sender, connection, **kwargs):
    """Asked of every new connection, so that a server changed later is refused as well."""
    if not settings.PRODUCTION or connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        found = list(problems(cursor))
    if found:
        connection.close()
        raise ImproperlyConfigured(" ".join(found))
