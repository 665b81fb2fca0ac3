"""Events and histories only grow: what PostgreSQL's own catalogue says of the role `app`."""

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from audit.append_only import append_only_tables, keep_append_only

RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
HISTORY = "profiles_historicalcontact"


def rights_of(cursor, table, role=None):
    """What the role may do to the table, as a whole or to one column of it."""
    return {
        right
        for right in RIGHTS
        for (may,) in cursor.execute(
            "SELECT has_table_privilege(%(role)s, %(table)s, %(right)s) OR CASE WHEN %(column)s "
            "THEN has_any_column_privilege(%(role)s, %(table)s, %(right)s) ELSE false END",
            {
                "role": role or settings.APP_ROLE,
                "table": table,
                "right": right,
                "column": right in ("SELECT", "INSERT", "UPDATE", "REFERENCES"),
            },
        ).fetchall()
        if may
    }


def astray(cursor, tables=None):
    """The tables that only grow and on which `app` may do something else."""
    tables = append_only_tables() if tables is None else tables
    return {table for table in tables if rights_of(cursor, table) != {"SELECT", "INSERT"}}


@pytest.fixture
def owner(cluster, django_db_setup):
    """A connection as `owner`, whose changes are undone."""
    with psycopg.connect(cluster.url("owner", django_db_setup)) as as_owner:
        yield as_owner
        as_owner.rollback()


@pytest.fixture
def migrating(live_database, django_db_blocker, monkeypatch):
    """A database of its own, in which Django is `owner`, as it is for `migrate`."""
    with django_db_blocker.unblock():
        monkeypatch.setitem(connection.settings_dict, "USER", "owner")
        connection.close()
        with connection.cursor() as cursor:
            yield cursor.cursor
        connection.close()


def test_every_table_named_a_history_is_among_them(owner):
    """Found in the catalogue, by name, and not by asking the models again."""
    found = owner.execute(
        r"SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE '%\_historical%'"
    ).fetchall()

    assert {name for (name,) in found} | {"audit_event"} == set(append_only_tables())
    assert {HISTORY, "agencies_historicalagreement", "agencies_historicalagreement_partners"} <= {
        name for (name,) in found
    }


def test_every_model_with_a_history_is_among_them():
    kept = {
        model.history.model._meta.db_table
        for model in apps.get_models()
        if hasattr(model, "history") and hasattr(model.history, "model")
    }

    assert len(kept) > 10
    assert kept <= set(append_only_tables())


@pytest.mark.parametrize("table", append_only_tables())
def test_the_application_reads_and_adds_and_nothing_else(owner, table):
    assert rights_of(owner, table) == {"SELECT", "INSERT"}


def test_triggers_guard_events_against_the_owner_too(owner):
    triggers = owner.execute(
        "SELECT tgname, tgenabled::text FROM pg_trigger "
        "WHERE tgrelid = 'audit_event'::regclass AND NOT tgisinternal ORDER BY tgname"
    ).fetchall()

    assert triggers == [("audit_event_append_only", "O"), ("audit_event_never_emptied", "O")]
    for statement in (
        "UPDATE audit_event SET verb = 'x'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event CASCADE",
    ):
        owner.rollback()
        owner.execute(
            "INSERT INTO audit_event (verb, operation, section, actor_name, actor_team, "
            "actor_agency, target_type, target_label, subjects, recipient, reason, detail, "
            "history_model, channel) VALUES ('x.y', 'refusal', '', 'x', '', '', '', '', '{}', "
            "'', '', '{}', '', 'web')"
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            owner.execute(statement)


@pytest.mark.parametrize(
    "planted",
    [
        f"GRANT DELETE ON {HISTORY} TO app",
        f"GRANT UPDATE (written_by_name) ON {HISTORY} TO app",
        f"GRANT TRUNCATE ON {HISTORY} TO PUBLIC",
        "GRANT UPDATE ON agencies_historicalagreement_partners TO app",
        f"REVOKE INSERT ON {HISTORY} FROM app",
    ],
)
def test_a_right_too_many_or_too_few_is_seen(owner, planted):
    assert not astray(owner)

    owner.execute(planted)

    assert astray(owner) == {planted.split(" ON ")[1].split()[0]}


@pytest.mark.slow
def test_migrate_puts_right_what_is_not(migrating):
    migrating.execute(f"GRANT UPDATE (written_by_name) ON {HISTORY} TO app")
    migrating.execute("GRANT DELETE ON agencies_historicalagreement_partners TO PUBLIC")
    migrating.execute("GRANT UPDATE, TRUNCATE ON audit_event TO app")
    migrating.execute("REVOKE INSERT ON profiles_historicalprofile FROM app")
    assert len(astray(migrating)) == 4

    call_command("migrate", "profiles", verbosity=0)

    assert not astray(migrating)
    assert "DELETE" not in rights_of(migrating, "agencies_historicalagreement_partners", "public")


def test_it_asks_once_where_all_is_right(migrating, django_assert_num_queries):
    with django_assert_num_queries(1):
        keep_append_only()


def test_tables_that_are_not_there_yet_wait(migrating):
    migrating.execute(f"DROP TABLE {HISTORY}")

    keep_append_only()

    assert not astray(migrating, set(append_only_tables()) - {HISTORY})


def test_a_role_whose_rights_come_from_elsewhere_stops_migrate(migrating, settings):
    settings.APP_ROLE = "postgres"  # a superuser, whom no REVOKE holds

    with pytest.raises(ImproperlyConfigured, match="postgres may still change or empty"):
        keep_append_only()
