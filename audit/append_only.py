"""The rights of the role `app` on what may only grow: events, and the history of every model.

Set after each `migrate`, from the models there are, so that no migration has to think of it.
"""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, transaction
from psycopg import sql

from audit.models import Event

# Tables that are there and on which `app` has other rights than to read and to add rows. Rights
# on single columns, of PUBLIC and of other roles count as well.
ASTRAY = """
SELECT name FROM unnest(%(tables)s::text[]) AS name, to_regclass(quote_ident(name)) AS there
WHERE NOT has_table_privilege(%(role)s, there, 'SELECT')
  OR NOT has_table_privilege(%(role)s, there, 'INSERT')
  OR has_table_privilege(%(role)s, there, 'DELETE, TRUNCATE, TRIGGER')
  OR has_any_column_privilege(%(role)s, there, 'UPDATE, REFERENCES')
ORDER BY name
"""


def append_only_tables() -> list[str]:
    """The table of events, and of every history that simple-history keeps, partners included."""
    history = [model for model in apps.get_models() if hasattr(model, "instance_type")]
    return [model._meta.db_table for model in (Event, *history)]


def keep_append_only(using: str = "default", **kwargs: object) -> None:
    """Let `app` read and add rows of these tables, and nothing else.

    Asks once and changes nothing where the rights are right. Tables that are not there yet wait
    for the `migrate` that makes them.
    """
    with connections[using].cursor() as cursor:
        if astray := _astray(cursor):
            with transaction.atomic(using=using):
                _put_right(cursor, astray)


def _put_right(cursor, tables: list[str]) -> None:
    role = sql.Identifier(settings.APP_ROLE)
    for table in map(sql.Identifier, tables):
        cursor.execute(sql.SQL("REVOKE ALL ON {} FROM {}, PUBLIC").format(table, role))
        cursor.execute(sql.SQL("GRANT SELECT, INSERT ON {} TO {}").format(table, role))
    if left := _astray(cursor):
        raise ImproperlyConfigured(
            f"The database role {settings.APP_ROLE} may still change or empty {left[0]}. It must "
            "not be a superuser, nor the owner of tables, nor get rights from another role."
        )


def _astray(cursor) -> list[str]:
    cursor.execute(ASTRAY, {"tables": append_only_tables(), "role": settings.APP_ROLE})
    return [name for (name,) in cursor.fetchall()]
