"""The statements by which the register is searched; who is hidden from the reader is not there.

Each has a fixed text for so many words, which a connection plans once; but likenesses are planned
for the words themselves. What an index of three
letters finds is read as it comes and cut where there is enough: as a list of its own, so that
PostgreSQL plans for all of it, and never walks the table in the hope of an early end.

Names of tables and columns come from the models; values are parameters.
"""
# ruff: noqa: S608 - names of tables and columns come from models; values are parameters

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection

from core import prepared
from core.alike import heard_like
from core.paging import PAGE_SIZE
from profiles.models import Profile
from referrals.querysets import kept_from

# Parties, at most, of whom a page is made; entries found by words, before they are sorted.
CAP, MOST_ENTRIES = 100, 1_000
# A party or, without one, an entry; the lowest rank is the best.
COLUMNS = ("rank", "party", "entry", "person", "sort_name", "born_on")
# PostgreSQL does not look at the values as it plans: then it keeps the plan (`prepared.unread`).
AREAS = "(SELECT %(areas)s::bigint[])"
OF_PARTY = "p.id, p.intervention_id, p.profile_id, p.sort_name, p.born_on"
HERE = f"p.is_registered AND p.area_id = ANY ({AREAS}::bigint[])"
DAY = "p.born_on = (SELECT %(born_from)s::date)"
YEAR = "p.born_on BETWEEN (SELECT %(born_from)s::date) AND (SELECT %(born_to)s::date)"


@prepared.query
def _kept_from(*, user: Any, person: Any) -> Any:
    return kept_from(user, Profile.objects.filter(pk=person)).order_by().values_list("pk")


@cache
def _is_hidden() -> str:
    """The condition that the name of a party `p` is kept from the reader; asked of each row."""
    statement = _kept_from.made().statement.replace("%(person)s", "p.profile_id")
    return f"EXISTS ({statement} OFFSET 0)"


def by_name(count: int, born: str = "") -> str:
    """Whose surname, or surname and first names, begin so; then who has so many words."""
    if born:
        return _with(_contained("p.search_names", count, "name"), born)
    return f"""WITH first AS MATERIALIZED (SELECT 0 AS rank, x.*
        FROM unnest({AREAS}) a (area)
        CROSS JOIN unnest((SELECT %(lows)s::text[]), (SELECT %(highs)s::text[])) r (low, high)
        CROSS JOIN LATERAL (SELECT {OF_PARTY} FROM referrals_party p
          WHERE p.is_registered AND p.area_id = a.area
          AND p.sort_name ~>=~ r.low AND p.sort_name ~<~ r.high AND NOT {_is_hidden()}
          ORDER BY p.sort_name USING ~<~ LIMIT {CAP + 1}) x
        LIMIT {CAP + 1}){_then_contained(count)}"""


def _then_contained(count: int) -> str:
    """Of names that have the words, if there is room; nothing, where all words are short.

    Who is among the first is there again: to leave them out here, all would be read.
    """
    if not count:
        return " SELECT * FROM first"
    return f""", c AS MATERIALIZED (SELECT {OF_PARTY} FROM referrals_party p
        WHERE {HERE} AND {_contained("p.search_names", count, "name")})
      SELECT * FROM first UNION ALL
      (SELECT 1, p.* FROM c p WHERE (SELECT count(*) FROM first) <= {CAP}
        AND NOT {_is_hidden()}
        LIMIT {CAP + 1})"""


def by_birth() -> str:
    """Who was born on this day."""
    return f"""SELECT 0 AS rank, x.* FROM unnest({AREAS}) a (area)
      CROSS JOIN LATERAL (SELECT {OF_PARTY} FROM referrals_party p
        WHERE p.is_registered AND p.area_id = a.area AND {DAY}
        AND NOT {_is_hidden()} LIMIT {CAP + 1}) x LIMIT {CAP + 1}"""


def by_phone() -> str:
    """Who has these digits in their phone number."""
    return _with("p.digits LIKE (SELECT %(digits)s::text)")


def by_address(count: int) -> str:
    """Who has so many words in their address."""
    return _with(_contained("p.search_address", count, "word"))


def _with(condition: str, born: str = "") -> str:
    """Who fits the condition; born then, as a day or as the days of a year."""
    when = {"": "", "day": f"AND {DAY}", "year": f"AND {YEAR}"}[born]
    return f"""WITH c AS MATERIALIZED (SELECT {OF_PARTY} FROM referrals_party p
        WHERE {HERE} AND {condition} {when})
      SELECT 0 AS rank, p.* FROM c p WHERE NOT {_is_hidden()} LIMIT {CAP + 1}"""


def by_likeness(column: str, kinds: Sequence[str], born: str = "") -> str:
    """Who has something like each of the words, the most alike first.

    `kinds` says of each word whether it may sound like it, look like it, or must be there.
    """
    conditions = [_like(f"p.{column}", f"like{n}", kind) for n, kind in enumerate(kinds)]
    when = {"": "", "day": f"AND {DAY}", "year": f"AND {YEAR}"}[born]
    return f"""WITH c AS MATERIALIZED (SELECT {OF_PARTY},
        word_similarity(%(alike)s::text, p.{column}) AS similar
        FROM referrals_party p WHERE {HERE} AND {" AND ".join(conditions)} {when})
      SELECT 0 AS rank, p.id, p.intervention_id, p.profile_id, p.sort_name, p.born_on
      FROM (SELECT * FROM c ORDER BY c.similar DESC, c.id OFFSET 0) p
      WHERE NOT {_is_hidden()} LIMIT {CAP + 1}"""


def _like(column: str, name: str, kind: str) -> str:
    """As PostgreSQL has to see it: it knows the sounds, and which word is rare, as it plans."""
    if kind == "there":
        return f"{column} LIKE %({name})s"
    looks = f"{column} %%> %({name})s"
    if kind == "looks":
        return looks
    # A word that is short has no sounds, and no name may have a short form.
    heard = heard_like(column, name, "heard" if kind == "sounds" else "")
    return f"({looks}{heard} OR {column} LIKE ANY (%({name}_short)s::text[]))"


def by_reference() -> str:
    """The entry of this reference, or with this number; not if all its parties are hidden."""
    return f"""WITH c AS MATERIALIZED (
        SELECT i.id FROM referrals_intervention i WHERE i.reference = (SELECT %(reference)s::text)
          AND i.registered_at IS NOT NULL AND i.area_id = ANY ({AREAS}::bigint[])
        UNION SELECT i.id FROM referrals_intervention i
          WHERE upper(i.number) = (SELECT %(reference)s::text)
          AND i.registered_at IS NOT NULL AND i.area_id = ANY ({AREAS}::bigint[]))
      SELECT 0 AS rank, NULL::bigint, c.id, NULL::bigint, NULL::text, NULL::date FROM c
      WHERE EXISTS (SELECT 1 FROM referrals_party p WHERE p.intervention_id = c.id
        AND NOT {_is_hidden()} OFFSET 0) LIMIT {CAP + 1}"""


def latest(size: int = PAGE_SIZE) -> str:
    """The first entries of the register behind one of them, newest first: each area's own."""
    return f"""SELECT x.id FROM unnest({AREAS}) a (area)
      CROSS JOIN LATERAL (SELECT i.id, i.happened_on FROM referrals_intervention i
        WHERE i.area_id = a.area AND i.registered_at IS NOT NULL
        AND (i.happened_on, i.id) < ((SELECT %(day)s::date), (SELECT %(pk)s::bigint))
        ORDER BY i.happened_on DESC, i.id DESC LIMIT {size + 1}) x
      ORDER BY x.happened_on DESC, x.id DESC LIMIT {size + 1}"""


def by_words(count: int) -> str:
    """Entries with so many words, the newest first; none of which a party is hidden."""
    return f"""WITH c AS MATERIALIZED (SELECT i.id, i.happened_on FROM referrals_intervention i
        WHERE i.registered_at IS NOT NULL AND i.area_id = ANY ({AREAS}::bigint[])
        AND {_contained("i.search_words", count, "word")})
      SELECT 0 AS rank, NULL::bigint, s.id, NULL::bigint, NULL::text, NULL::date
      FROM (SELECT * FROM (SELECT * FROM c LIMIT {MOST_ENTRIES}) m
        ORDER BY m.happened_on DESC, m.id DESC OFFSET 0) s
      WHERE NOT EXISTS (SELECT 1 FROM referrals_party p WHERE p.intervention_id = s.id
        AND {_is_hidden()} OFFSET 0) LIMIT {CAP + 1}"""


def _contained(column: str, count: int, name: str) -> str:
    """Each of so many words in the column."""
    return " AND ".join(f"{column} LIKE (SELECT %({name}{n})s::text)" for n in range(count))


def rows(statement: str, params: dict[str, Any], *, is_exact: bool) -> list[tuple[Any, ...]]:
    """What the statement answers; planned anew where it looks for likenesses."""
    if is_exact:
        return prepared.rows(statement, params)
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


@cache
def in_turn(statements: tuple[str, ...], beside: str = "") -> str:
    """One statement of several, of which one is run if those before it find nothing.

    `beside` is run if one of them finds something. Each row begins with the place of its own.
    """
    lists, selects = [], []
    for number, statement in enumerate((*statements, *([beside] if beside else []))):
        if number < len(statements):
            gate = [f"NOT EXISTS (SELECT 1 FROM t{n})" for n in range(number)]
        else:
            gate = ["(" + " OR ".join(f"EXISTS (SELECT 1 FROM t{n})" for n in range(number)) + ")"]
        columns = ", ".join(COLUMNS)
        lists.append(
            f"t{number} ({columns}) AS MATERIALIZED (SELECT * FROM ({statement}) found "
            f"WHERE {' AND '.join(gate) or 'true'})"
        )
        selects.append(f"SELECT {number}, {columns} FROM t{number}")
    return re.sub(r"\s+", " ", f"WITH {', '.join(lists)} {' UNION ALL '.join(selects)}")
