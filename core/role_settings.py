"""The settings that PostgreSQL keeps with the role `app`.

They hold on every connection, also through PgBouncer, which passes no options on. `migrate` sets
them, connected as the role itself: a role may change its own. What only an administrator may
change is told in one line.
"""

import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql


class Setting(NamedTuple):
    """What a setting is set to where its present value will not do."""

    name: str
    value: str
    will_do: Callable[[str | None], bool]


def _is_set(value: str | None) -> bool:
    return value not in (None, "", "0")


def _is(*allowed: str) -> Callable[[str | None], bool]:
    return lambda value: value is None or value in allowed


PAGES = [
    # A locked table is answered by a plain page, not by a page that never comes.
    Setting("lock_timeout", "4s", _is_set),
    Setting("statement_timeout", "20s", _is_set),
    # Names are alike from here on: Smyth and Smith are, and Pelworht and Pellworth, just.
    Setting("pg_trgm.word_similarity_threshold", "0.45", lambda value: value == "0.45"),
]
# Statements hold what is written about people, and the keys of sessions.
LOG = [
    Setting("log_min_error_statement", "panic", _is("panic", "fatal", "log")),
    Setting("log_error_verbosity", "terse", _is("terse")),
    Setting("log_parameter_max_length_on_error", "0", _is("0")),
    Setting("log_min_duration_statement", "-1", _is("-1")),
    Setting("log_min_duration_sample", "-1", _is("-1")),
    Setting("log_transaction_sample_rate", "0", _is("0")),
    Setting("log_statement", "none", _is("none", "ddl")),
]


def unset(cursor: Any, wanted: list[Setting]) -> list[Setting]:
    """Those whose present value will not do."""
    names = [setting.name for setting in wanted]
    cursor.execute(
        "SELECT name, current_setting(name, true) FROM unnest(%s::text[]) AS name", [names]
    )
    values = dict(cursor.fetchall())
    return [setting for setting in wanted if not setting.will_do(values[setting.name])]


def to_be_set(role: str, wanted: list[Setting]) -> str:
    """What an administrator of the server has to run."""
    return " ".join(
        f"ALTER ROLE {sql.Identifier(role).as_string()} SET {name} = {value!r};"
        for name, value, _ in wanted
    )


def told_of_people(cursor: Any) -> str:
    """One line, where the server's own log would hold what is written about people."""
    if not (wanted := unset(cursor, LOG)):
        return ""
    return (
        "PostgreSQL would write statements with names and texts into its log. Have its "
        f"administrator run: {to_be_set(settings.APP_ROLE, wanted)}"
    )


def keep_role_settings(using: str = "default", **kwargs: Any) -> None:
    """After `migrate`: set what the role may set itself, and say what it may not."""
    try:
        # In one transaction: behind PgBouncer the next one may meet another server.
        with _as_app(connections[using].settings_dict["NAME"]) as app, app.transaction():
            left = [one for one in _wanted(app) if not _set(app, one)]
    except psycopg.errors.UndefinedFunction:
        return  # the first migration makes pg_trgm, and has been taken back
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        _say(
            f"Could not connect by DATABASE_URL ({reason}), so nothing was set for that role. "
            f"Run migrate again, or as that role: {to_be_set(settings.APP_ROLE, PAGES)}"
        )
        return
    if left:
        _say(
            f"The database role {settings.APP_ROLE} may not set these itself. Have an "
            f"administrator of PostgreSQL run: {to_be_set(settings.APP_ROLE, left)}"
        )


def _as_app(database: str) -> Any:
    wanted = settings.APP_DATABASE
    return psycopg.connect(
        dbname=database,
        user=wanted["USER"],
        password=wanted["PASSWORD"] or None,
        host=wanted["HOST"] or None,
        port=wanted["PORT"] or None,
        autocommit=True,
        prepare_threshold=None,
        **wanted["OPTIONS"],
    )


def _wanted(connection: Any) -> list[Setting]:
    with connection.cursor() as cursor:
        # Loads pg_trgm, before which nobody but a superuser may name its settings.
        cursor.execute("SELECT word_similarity('a', 'a')")
        return unset(cursor, [*PAGES, *LOG])


def _set(connection: Any, setting: Setting) -> bool:
    """Is it set? A role may set some of its own settings, and all if it was granted them."""
    command = sql.SQL("ALTER ROLE CURRENT_USER SET {} = {}").format(
        sql.SQL(setting.name), sql.Literal(setting.value)
    )
    try:
        with connection.transaction():
            connection.execute(command)
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 - for who runs migrate
