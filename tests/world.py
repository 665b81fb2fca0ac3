"""Databases with generated people, for tests that read much and write little."""

import os
import subprocess
import sys
from contextlib import contextmanager

import psycopg
from django.db import connection, connections, transaction

from ecins.launch.site import ROOT
from ecins.testing import TEMPLATE, point_at
from tests.site import eventually

SHAPE = """
SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass || ' ' || conname || ' '
  || pg_get_constraintdef(oid) || convalidated FROM pg_constraint WHERE conrelid <> 0
  AND connamespace = 'public'::regnamespace
UNION ALL SELECT 'trigger', pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger
  WHERE NOT tgisinternal
ORDER BY 1, 2"""
# Whether an index alone answers depends on this; another's old snapshot can keep a vacuum from it.
UNSETTLED = """
SELECT relname FROM pg_class
WHERE relkind = 'r' AND relname LIKE '%hold' AND relallvisible < relpages
"""


def shape():
    """Every index, constraint and trigger of this database."""
    with connection.cursor() as cursor:
        cursor.execute(SHAPE)
        return cursor.fetchall()


def manage(cluster, database, *command, **more):
    settings = {
        **os.environ,
        **more,
        "DATABASE_URL": cluster.url("app", database),
        "DATABASE_OWNER_URL": cluster.url("owner", database),
    }
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", *command],
        env=settings,
        check=False,
        capture_output=True,
        text=True,
    )


@contextmanager
def made_world(cluster, database, people):
    """For a while, a new database with so many generated people in it."""
    cluster.drop_database(database)
    cluster.make_database(database, template=TEMPLATE)
    for command in (["load_areas"], ["populate", f"--profiles={people}"]):
        done = manage(cluster, database, *command)
        assert done.returncode == 0, done.stderr
    with psycopg.connect(cluster.url("owner", database), autocommit=True) as owner:
        eventually(lambda: _is_settled(owner), seconds=30)
    yield database
    cluster.drop_database(database)


def _is_settled(owner):
    unsettled = [name for (name,) in owner.execute(UNSETTLED)]
    for name in unsettled:
        owner.execute(f"VACUUM (ANALYZE) {name}")
    return not unsettled


@contextmanager
def inside(database, blocker, home):
    """Work in that database for a while; what is written there is rolled back."""
    with blocker.unblock():
        point_at(database)
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            connections.close_all()
            point_at(home)
