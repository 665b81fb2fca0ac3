"""Generated data in any amount, made by the database itself, to measure and to try things on."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from access.levels import names
from access.models import SharedModel
from access.projection import permissions_of
from agencies.models import User
from cases.models import Case
from home.population import bulk
from home.population.invented import FORENAMES, surnames
from profiles.models import Profile

SQL = sorted((Path(__file__).parent / "sql").glob("*.sql"))
# The first of the generated accounts: where it is, there is a generated world.
MARK = "large00001"
Say = Callable[[str], Any]


def is_there() -> bool:
    """Has this database been populated before?"""
    return User.objects.filter(username=MARK).exists()


def is_owner() -> bool:
    """May this connection load tables?"""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = %s::regclass",
            [Profile._meta.db_table],
        )
        return bool(cursor.fetchone()[0])


def populate(profiles: int, say: Say, entries: int | None = None) -> None:
    """Make teams, users, people, their logs and who may see them: all of it, or nothing.

    `entries` is how many the RJ register has; one for ten people, if nothing is said.
    """
    with connection.cursor() as cursor:
        step = _steps(cursor, say)
        with transaction.atomic():
            cursor.execute("SET LOCAL work_mem = '64MB'")
            cursor.execute("SET LOCAL jit = off")
            _lists(cursor, profiles, profiles // 10 if entries is None else entries)
            with bulk.laid_bare(cursor, step):
                for path in SQL:
                    text = path.read_text()
                    step(text.partition("\n")[0].lstrip("- "), [text])
            bulk.continue_numbers(cursor)
        step("Vacuum and analyse", [f"VACUUM (ANALYZE) {', '.join(bulk.LOADED)}"])


def _steps(cursor: Any, say: Say) -> Callable[[str, list[Any]], None]:
    def step(title: str, statements: list[Any]) -> None:
        began = time.monotonic()
        for statement in statements:
            cursor.execute(statement)
        if statements and time.monotonic() - began > 0.05:
            say(f"{title}: {time.monotonic() - began:.1f} s")

    return step


def _lists(cursor: Any, profiles: int, entries: int) -> None:
    """What the SQL cannot know by itself: how many, the names, sections and permissions."""
    cursor.execute(
        "CREATE TEMP TABLE wanted AS SELECT %s::int AS profiles, %s::int AS entries",
        [profiles, entries],
    )
    cursor.execute("CREATE TEMP TABLE forename (n int PRIMARY KEY, name text)")
    cursor.executemany("INSERT INTO forename VALUES (%s, %s)", list(enumerate(FORENAMES, 1)))
    cursor.execute("CREATE TEMP TABLE surname (n int PRIMARY KEY, name text)")
    cursor.executemany("INSERT INTO surname VALUES (%s, %s)", list(enumerate(surnames(), 1)))
    cursor.execute("CREATE TEMP TABLE section_set (kind text, mask int, names text[])")
    cursor.execute("CREATE TEMP TABLE hold_permission (kind text, level int, id int)")
    for model in (Profile, Case):
        _levels_and_sections(cursor, model)
    cursor.execute("ANALYZE surname, forename, section_set, hold_permission")


def _levels_and_sections(cursor: Any, model: type[SharedModel]) -> None:
    kind = model._meta.model_name
    cursor.executemany(
        "INSERT INTO section_set VALUES (%s, %s, %s)",
        [(kind, mask, names(model, mask)) for mask in range(1 << len(model.SECTIONS))],
    )
    cursor.executemany(
        "INSERT INTO hold_permission VALUES (%s, %s, %s)",
        [(kind, level, pk) for level, pk in permissions_of(model).items()],
    )
