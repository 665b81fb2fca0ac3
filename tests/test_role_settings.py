"""Time limits and a quiet log go with the role, so that PgBouncer cannot lose them."""

from functools import partial

import psycopg
import pytest

from core.role_settings import keep_role_settings
from tests.test_database_guard import start

pytestmark = pytest.mark.slow


@pytest.fixture
def admin(cluster, live_database):
    with cluster.admin(live_database) as admin:
        yield admin


@pytest.fixture
def make_role(admin, worker_id):
    """Makes a role of this test, with the rights of another."""
    made = f"role_{worker_id}"

    def make(rights):
        admin.execute(f"CREATE ROLE {made} LOGIN IN ROLE {rights}")
        return made

    yield make
    admin.execute(f"DROP OWNED BY {made}; DROP ROLE {made}")


@pytest.fixture
def bare(make_role):
    """A role that may do what `app` may, and for which nothing is set yet."""
    return make_role("app")


@pytest.fixture
def migrate(bare, settings, capsys):
    """What follows from `migrate` for this role, and what was said."""
    settings.APP_ROLE = bare
    settings.APP_DATABASE = settings.APP_DATABASE | {"USER": bare}

    def run():
        keep_role_settings()
        return capsys.readouterr().err

    return run


@pytest.fixture
def kept(admin, bare):
    def kept():
        found = admin.execute(
            "SELECT unnest(setconfig) FROM pg_db_role_setting WHERE setrole = %s::regrole", [bare]
        )
        return {line for (line,) in found.fetchall()}

    return kept


LIMITS = {
    "lock_timeout=4s",
    "statement_timeout=20s",
    "pg_trgm.word_similarity_threshold=0.45",
}


def test_migrating_has_set_the_limits_of_app(cluster, live_database):
    with psycopg.connect(cluster.url("app", live_database)) as app:
        limits = app.execute(
            "SELECT current_setting(name) FROM unnest(%s::text[]) AS name",
            [["lock_timeout", "statement_timeout", "pg_trgm.word_similarity_threshold"]],
        ).fetchall()

    assert limits == [("4s",), ("20s",), ("0.45",)]


def test_what_pages_need_is_set_on_the_role(migrate, kept):
    assert migrate() == ""
    assert kept() == LIMITS

    assert migrate() == ""
    assert kept() == LIMITS


def test_a_limit_that_the_operator_chose_stays(migrate, kept, admin, bare):
    admin.execute(f"ALTER ROLE {bare} SET statement_timeout = '9s'")

    migrate()

    assert "statement_timeout=9s" in kept()


def test_what_only_an_administrator_may_set_is_said_in_one_line(migrate, kept, admin, bare):
    admin.execute(f"ALTER ROLE {bare} SET log_min_error_statement = error")

    said = migrate()

    assert said.count("\n") == 1
    assert f"ALTER ROLE \"{bare}\" SET log_min_error_statement = 'panic';" in said
    assert kept() >= LIMITS
    remedy = said.partition("run: ")[2]
    admin.execute(remedy)
    assert migrate() == ""


def test_a_role_that_was_granted_the_settings_of_the_log_sets_them(migrate, kept, admin, bare):
    admin.execute(f"ALTER ROLE {bare} SET log_min_error_statement = error")
    admin.execute(f"GRANT SET ON PARAMETER log_min_error_statement TO {bare}")

    assert migrate() == ""
    assert "log_min_error_statement=panic" in kept()


def test_a_database_that_does_not_let_the_role_in_is_said_in_one_line(migrate, settings):
    settings.APP_DATABASE = settings.APP_DATABASE | {"USER": "nobody_at_all"}

    said = migrate()

    assert said.count("\n") == 1
    assert said.startswith("Could not connect by DATABASE_URL (")
    assert "SET lock_timeout = '4s'" in said


def test_a_role_without_time_limits_is_refused(cluster, live_database, bare):
    refused = start(DATABASE_URL=cluster.url(bare, live_database))

    last = refused.stderr.splitlines()[-1]
    assert refused.returncode == 3
    assert f"The database role {bare} has no lock_timeout: a page could wait for ever." in last
    assert "has no statement_timeout" in last
    assert "Run manage.py migrate" in last


@pytest.mark.parametrize("how", ["the owner", "a member of the owner"])
def test_a_role_that_owns_the_tables_is_refused(cluster, live_database, request, how):
    role = "owner" if how == "the owner" else request.getfixturevalue("make_role")("owner")

    refused = start(DATABASE_URL=cluster.url(role, live_database))

    last = refused.stderr.splitlines()[-1]
    assert refused.returncode == 3
    assert f"The database role {role} owns the tables or the database" in last
    assert "Give DATABASE_URL the role that owns nothing" in last


def test_migrations_connect_as_the_owner_and_wait_a_minute(cluster, live_database):
    address = partial(cluster.url, database=live_database)
    ask = (
        "import django; django.setup(); from django.db import connection; c = connection.cursor();"
        "c.execute('SHOW lock_timeout'); print(c.fetchone()[0])"
    )

    asked = start(
        ask,
        PRODUCTION="0",
        DATABASE_ROLE="owner",
        DATABASE_URL=address("app"),
        DATABASE_OWNER_URL=address("owner"),
        DJANGO_SETTINGS_MODULE="ecins.settings",
    )

    assert asked.stdout == "1min\n", asked.stderr


def test_a_log_that_would_hold_records_is_said_at_start(
    cluster, live_database, migrate, bare, admin
):
    migrate()
    admin.execute(f"ALTER ROLE {bare} SET log_statement = 'mod'")
    admin.execute(f"ALTER ROLE {bare} SET log_min_duration_statement = 500")

    began = start(
        PRODUCTION="0", LOG_LEVEL="WARNING", DATABASE_URL=cluster.url(bare, live_database)
    )

    assert began.returncode == 0, began.stderr
    assert "PostgreSQL would write statements with names and texts into its log." in began.stderr
    assert "log_statement = 'none'" in began.stderr
    assert "log_min_duration_statement = '-1'" in began.stderr
