"""What is in each table: how many rows, and a hash of all of them in whatever order."""

import hashlib
from typing import Any, NamedTuple

from psycopg import Connection, sql

# Tables of the product, and of packages: not those that belong to an extension.
TABLES = """
SELECT c.relname FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
    AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY c.relname
"""
# Adding up hashes of rows: the same rows in another order are the same table.
SUMS = """
SELECT count(*), coalesce(sum(('x' || substr(h, 1, 15))::bit(60)::bigint::numeric), 0),
  coalesce(sum(('x' || substr(h, 16, 15))::bit(60)::bigint::numeric), 0)
FROM (SELECT encode(sha256(convert_to(t::text, 'UTF8')), 'hex') AS h FROM {table} t) AS hashed
"""
# Rows are written as text in one way, whatever the server's settings, however long it takes.
WRITTEN = """
SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres';
SET extra_float_digits = 1; SET bytea_output = 'hex';
SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0
"""


class Content(NamedTuple):
    """What is in one table."""

    rows: int
    sha256: str


def table_names(connection: Connection[Any]) -> list[str]:
    return [name for (name,) in connection.execute(TABLES)]


def contents(connection: Connection[Any]) -> dict[str, Content]:
    """Of every table."""
    connection.execute(WRITTEN)
    return {name: _content(connection, name) for name in table_names(connection)}


def _content(connection: Connection[Any], table: str) -> Content:
    asked = connection.execute(sql.SQL(SUMS).format(table=sql.Identifier(table))).fetchone()
    rows, *sums = asked  # type: ignore[misc]
    digest = hashlib.sha256(f"{rows} {sums[0]:f} {sums[1]:f}".encode())
    return Content(rows, digest.hexdigest())


def differences(wanted: dict[str, Content], found: dict[str, Content]) -> list[str]:
    """Tables that are missing, are too many, or hold other rows, a line each."""
    said = [f"{name} is missing" for name in sorted(wanted.keys() - found.keys())]
    said += [f"{name} was not in the backup" for name in sorted(found.keys() - wanted.keys())]
    for name in sorted(wanted.keys() & found.keys()):
        if wanted[name].rows != found[name].rows:
            said.append(f"{name} has {found[name].rows} rows instead of {wanted[name].rows}")
        elif wanted[name] != found[name]:
            said.append(f"{name} has other rows")
    return said
