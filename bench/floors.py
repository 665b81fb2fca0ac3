"""The least that could be done: the same rows by one raw statement, without any object built."""

from typing import Any

from django.db import connection

TEAMS = """SELECT DISTINCT m.team_id FROM agencies_membership m
  JOIN agencies_user u ON u.id = m.user_id AND u.is_active
  JOIN agencies_team t ON t.group_ptr_id = m.team_id AND t.closed_at IS NULL
  WHERE m.user_id = %(user)s AND m.role IN ('practitioner', 'manager')
  AND m.valid_from <= statement_timestamp() AND m.valid_until > statement_timestamp()"""
HELD = "h.valid_until > statement_timestamp()"
NOT_EXCLUDED = """NOT EXISTS (SELECT 1 FROM profiles_profileexclusion e WHERE e.user_id = %(user)s
  AND e.content_object_id = h.content_object_id AND e.ended_at IS NULL)"""
COLUMNS = """p.id, p.uuid, p.reference, p.surname, p.forenames, p.born_on, team.name,
  (SELECT array_agg(r.kind ORDER BY r.id) FROM profiles_role r WHERE r.profile_id = p.id
   AND (r.starts_on IS NULL OR r.starts_on <= current_date)
   AND (r.ends_on IS NULL OR r.ends_on >= current_date))"""


MAY_READ = f"""(EXISTS (SELECT 1 FROM ({TEAMS}) t JOIN profiles_profileteamhold h
    ON h.group_id = t.team_id WHERE h.content_object_id = %(id)s
    AND NOT h.restricted AND {HELD})
  OR EXISTS (SELECT 1 FROM profiles_profileuserhold h
    WHERE h.user_id = %(user)s AND h.content_object_id = %(id)s AND {HELD}))
  AND NOT EXISTS (SELECT 1 FROM profiles_profileexclusion e WHERE e.user_id = %(user)s
    AND e.content_object_id = %(id)s AND e.ended_at IS NULL)"""


def rows(sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _found(column: str, direction: str, where: str) -> str:
    tail = f"""AND {HELD} AND {NOT_EXCLUDED} {where}
      ORDER BY h.{column} {direction}, h.content_object_id {direction} LIMIT 26"""
    picked = f"SELECT h.{column} AS key, h.content_object_id AS pid"
    return f"""WITH teams AS MATERIALIZED ({TEAMS})
      SELECT pid, max(key) AS key FROM (
        SELECT x.* FROM teams t CROSS JOIN LATERAL ({picked} FROM profiles_profileteamhold h
          WHERE h.group_id = t.team_id AND NOT h.restricted {tail}) x
        UNION ALL ({picked} FROM profiles_profileuserhold h
          WHERE h.user_id = %(user)s {tail})) held
      GROUP BY pid ORDER BY key {direction}, pid {direction} LIMIT 25"""


def page(
    user: Any, order: str, after: tuple[Any, int] | None = None, where: str = "", **params: Any
) -> list[int]:
    """A page of people with their list columns; gives the ids."""
    column, direction = (
        ("last_activity_at", "DESC") if order == "-activity" else ("sort_name", "ASC")
    )
    params["user"] = user.pk
    if after:
        sign = "<" if direction == "DESC" else ">"
        params["key"], params["id"] = after
        where += f" AND (h.{column}, h.content_object_id) {sign} (%(key)s, %(id)s)"
    sql = f"""SELECT {COLUMNS} FROM ({_found(column, direction, where)}) f
      JOIN profiles_profile p ON p.id = f.pid JOIN auth_group team ON team.id = p.owner_team_id
      ORDER BY f.key {direction}, f.pid {direction}"""
    return [row[0] for row in rows(sql, params)]


def count(user: Any, cap: int = 1000) -> int:
    """The capped count, from the holds alone."""
    held = f"{HELD} AND {NOT_EXCLUDED}"
    sql = f"""WITH teams AS MATERIALIZED ({TEAMS})
      SELECT count(*) FROM (SELECT pid FROM (
        SELECT x.pid FROM teams t CROSS JOIN LATERAL (SELECT h.content_object_id AS pid
          FROM profiles_profileteamhold h
          WHERE h.group_id = t.team_id AND NOT h.restricted AND {held} LIMIT {cap + 1}) x
        UNION (SELECT h.content_object_id FROM profiles_profileuserhold h
          WHERE h.user_id = %(user)s AND {held} LIMIT {cap + 1})) u LIMIT {cap + 1}) capped"""
    return rows(sql, {"user": user.pk})[0][0]


def person(user: Any, profile_id: int) -> tuple[Any, ...]:
    """One person's columns of the list, for those who may read them."""
    sql = f"""SELECT {COLUMNS} FROM profiles_profile p
      JOIN auth_group team ON team.id = p.owner_team_id WHERE p.id = %(id)s AND ({MAY_READ})"""
    return rows(sql, {"user": user.pk, "id": profile_id})[0]


def check(user: Any, profile_id: int) -> bool:
    """May this user read this person? One EXISTS."""
    return rows(f"SELECT {MAY_READ}", {"user": user.pk, "id": profile_id})[0][0]


def log(profile_id: int, where: str = "", **params: Any) -> list[int]:
    """The newest entries of one person's log that fit, with what hangs on each."""
    sql = f"""SELECT c.*, k.name, o.name, f.due_on, (SELECT array_agg(a.text)
        FROM profiles_amendment a WHERE a.contact_id = c.id)
      FROM profiles_contact c JOIN profiles_contactkind k ON k.id = c.kind_id
      LEFT JOIN profiles_contactoutcome o ON o.id = c.outcome_id
      LEFT JOIN profiles_followup f ON f.contact_id = c.id
      WHERE c.profile_id = %(id)s {where} ORDER BY c.happened_on DESC, c.id DESC LIMIT 25"""
    return [row[0] for row in rows(sql, {"id": profile_id, **params})]


def event(user: Any, profile: Any) -> None:
    """One row of the log of events."""
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO audit_event (verb, operation, section, actor_id, actor_name, actor_team,
              actor_agency, target_type, target_id, target_label, subjects, recipient, reason,
              detail, history_model, channel)
            VALUES ('profile.view:view', 'consultation', '', %s, %s, '', '', 'profiles.profile',
              %s, %s, %s, '', '', '{}', '', 'web')""",
            [user.pk, user.name, profile.pk, profile.event_label, [profile.pk]],
        )


def grants(user: Any, ids: list[int], team: Any, basis: Any) -> None:
    """So many grants and their holds: the triggers copy what a hold copies."""
    with connection.cursor() as cursor:
        cursor.execute(
            """WITH given AS (INSERT INTO access_grant (uuid, object_type, object_id, team_id,
                level, sections, purpose, basis_id, valid_until, given_by_id, given_by_team_id,
                ended_because)
              SELECT gen_random_uuid(), 'profiles.profile', p.id, %(team)s, 1, '{log}', 'x',
                %(basis)s, '9999-12-30 00:00+00', %(user)s, p.owner_team_id, ''
              FROM profiles_profile p WHERE p.id = ANY(%(ids)s)
              RETURNING id, object_id)
            INSERT INTO profiles_profileteamhold (content_object_id, group_id, permission_id,
              level, sections, valid_until, grant_id, restricted, sort_name, search_names)
            SELECT given.object_id, %(team)s, (SELECT id FROM auth_permission
              WHERE codename = 'view_profile'), 1, 1, '9999-12-30 00:00+00', given.id, false,
              '', ''
            FROM given""",
            {"ids": ids, "team": team.pk, "basis": basis.pk, "user": user.pk},
        )


def grant(user: Any, profile: Any, team: Any, basis: Any) -> None:
    """One grant and its hold."""
    grants(user, [profile.pk], team, basis)
