"""By which paths one person may read one record now, asked in one statement.

The same condition as `visible_to`, in the shape that is asked most: of a record already at hand,
several times a page. Property tests hold the two equal. An ORM query of the whole rule takes
longer to put together than PostgreSQL takes to answer it.
"""
# ruff: noqa: S608 - names of tables and columns come from models; values are parameters

from functools import cache
from typing import Any, NamedTuple

from access.levels import ALL_SECTIONS, Level, bit
from access.paging import GLASS, MEMBERSHIPS
from core import prepared
from core.policy import is_someone
from core.request_cache import cached_for_request


class AccessPath(NamedTuple):
    """The level and sections that one path gives; `glass` is the id of an emergency access."""

    level: int
    sections: int
    glass: int | None


@cache
def _statement(model: Any) -> str:
    meta = model._meta
    team_holds, user_holds, exclusions, activities = (
        meta.get_field(name).related_model._meta.db_table
        for name in ("team_holds", "user_holds", "exclusions", "activities")
    )
    glass = GLASS.format(activities=activities, records=meta.db_table)
    live = """h.content_object_id = %(id)s AND h.valid_until > statement_timestamp()"""
    return f"""{MEMBERSHIPS}
    SELECT w.* FROM (
      SELECT h.level, h.sections::int, NULL::bigint AS glass FROM {team_holds} h
        JOIN teams t ON t.team_id = h.group_id WHERE {live} AND NOT h.restricted
      UNION ALL SELECT h.level, h.sections::int, NULL FROM {user_holds} h
        JOIN agencies_user u ON u.id = h.user_id AND u.is_active
        WHERE {live} AND h.user_id = %(user)s
      UNION ALL SELECT {Level.VIEW.value}, {ALL_SECTIONS}, h.id FROM ({glass}) h WHERE {live}
    ) w WHERE NOT EXISTS (SELECT 1 FROM {exclusions} e WHERE e.user_id = %(user)s
      AND e.content_object_id = %(id)s AND e.ended_at IS NULL)"""


def access_paths(user: Any, model: Any, pk: int) -> list[AccessPath]:
    """Every path by which the user may read the record now; none means that they may not."""
    if not is_someone(user):
        return []
    found: list[AccessPath] = cached_for_request(
        ("paths", user.pk, model, pk), lambda: _ask(user, model, pk)
    )
    return found


def _ask(user: Any, model: Any, pk: int) -> list[AccessPath]:
    params = {"user": user.pk, "id": pk, "kind": model._meta.label_lower}
    return [AccessPath(*row) for row in prepared.rows(_statement(model), params)]


def permits(
    paths: list[AccessPath], model: Any, *, section: str = "", level: int = Level.VIEW
) -> bool:
    """Does one of these paths give the section, at the level?"""
    wanted = bit(model, section) if section else 0
    return any(path.level >= level and path.sections & wanted == wanted for path in paths)
