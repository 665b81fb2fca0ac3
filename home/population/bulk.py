"""Loads tables without their triggers, foreign keys and indexes, and puts all of them back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import sql

TABLES = [
    "agencies_user",
    "agencies_membership",
    "profiles_profile",
    "profiles_othername",
    "profiles_role",
    "profiles_warning",
    "profiles_address",
    "profiles_phone",
    "profiles_identifier",
    "profiles_custodystay",
    "profiles_riskassessment",
    "profiles_contact",
    "profiles_profileactivity",
    "profiles_profileexclusion",
    "profiles_profileteamhold",
    "profiles_profileuserhold",
    "profiles_historicalprofile",
    "cases_case",
    "cases_participant",
    "cases_action",
    "cases_caseactivity",
    "cases_caseteamhold",
    "cases_caseuserhold",
    "cases_historicalcase",
    "tasks_task",
    "tasks_taskstep",
    "referrals_intervention",
    "referrals_party",
    "access_grant",
    "audit_event",
]
# Tables whose rows are numbered here and not by their sequence.
NUMBERED = [
    "agencies_agency",
    "auth_group",
    "agencies_user",
    "agencies_membership",
    "profiles_profile",
    "profiles_contact",
    "cases_case",
    "tasks_task",
    "referrals_intervention",
    "access_grant",
]
OTHERS = [
    "agencies_team",
    "agencies_team_areas",
    "profiles_establishment",
    "records_referenceblock",
]
LOADED = sorted({*TABLES, *NUMBERED, *OTHERS})
CONSTRAINTS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
FROM pg_constraint
WHERE conrelid = ANY(%s::regclass[]) AND contype = ANY(%s) ORDER BY contype DESC, oid"""
# PostgreSQL writes a condition with a list in other words when the index is made again.
INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i
WHERE indrelid = ANY(%s::regclass[])
AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
AND position('ANY (' IN coalesce(pg_get_expr(indpred, indrelid), '')) = 0
ORDER BY indexrelid"""


@contextmanager
def laid_bare(cursor: Any, run: Any) -> Iterator[None]:
    """Take away what makes each row dear, and build it again over all of them at once.

    `run` executes a statement as a step of its own. In the caller's transaction: a failure leaves
    the tables as they were.
    """
    cursor.execute(INDEXES, [TABLES])
    indexes = cursor.fetchall()
    cursor.execute(CONSTRAINTS, [TABLES, ["f", "u", "x"]])
    constraints = cursor.fetchall()
    for table in TABLES:
        cursor.execute(_alter(table, "DISABLE TRIGGER USER"))
    for table, name, _ in reversed(constraints):  # foreign keys lean on unique columns
        cursor.execute(_alter(table, f"DROP CONSTRAINT {name}"))
    for name, _ in indexes:
        cursor.execute(sql.SQL("DROP INDEX {}").format(sql.SQL(name)))
    yield
    cursor.execute("SET LOCAL maintenance_work_mem = '192MB'")
    for table in TABLES:
        run(f"Indexes of {table}", [i for _, i in indexes if f" ON public.{table} " in i])
    for table in TABLES:
        run(
            f"Constraints of {table}",
            [
                _alter(table, f"ADD CONSTRAINT {name} {text}")
                for where, name, text in constraints
                if where == table
            ],
        )
    for table in TABLES:
        cursor.execute(_alter(table, "ENABLE TRIGGER USER"))


def continue_numbers(cursor: Any) -> None:
    """The next row made by the site gets the next number."""
    for table in NUMBERED:
        cursor.execute(
            sql.SQL(
                "SELECT setval(pg_get_serial_sequence({name}, 'id'), "
                "(SELECT max(id) FROM {table}))"
            ).format(name=sql.Literal(table), table=sql.Identifier(table))
        )


def _alter(table: str, change: str) -> sql.Composed:
    # The change is PostgreSQL's own description of what it had.
    return sql.SQL("ALTER TABLE {} {}").format(sql.Identifier(table), sql.SQL(change))  # type: ignore[arg-type]
