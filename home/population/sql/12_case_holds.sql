-- Grants and holds of cases
-- A third is shared with another team; a restricted one with a manager of its own team.
-- Cases of people who are missing now: the first team holds all of them.
CREATE TEMP TABLE absence AS
SELECT row_number() OVER (ORDER BY c)::int AS n, one.* FROM (
  SELECT DISTINCT ON (d.i) d.c, d.id AS case_id, d.team_n, d.lead_id, d.lead_name, d.team_id,
    d.team_name, p.id AS profile_id, p.forenames || ' ' || p.surname AS name, p.born_on
  FROM dossier d JOIN person ON person.i = d.i JOIN profiles_profile p ON p.id = person.id
  WHERE NOT d.is_closed AND NOT d.is_restricted AND NOT d.is_long AND NOT p.is_restricted
  ORDER BY d.i, d.c) one
ORDER BY c LIMIT (SELECT least(500, cases / 6) FROM scale);

CREATE TEMP TABLE case_given AS
SELECT (SELECT max(id) FROM access_grant) + row_number() OVER (ORDER BY c, user_id) AS id, w.* FROM (
  SELECT d.c, d.id AS case_id, other.n AS team_n, NULL::bigint AS user_id,
    NULL::bigint AS place_id,
    CASE WHEN a.c IS NULL THEN 1 + (pg_temp.pick(d.c, 142) < 0.6)::int ELSE 2 END AS level,
    CASE WHEN a.c IS NOT NULL OR pg_temp.pick(d.c, 143) < 0.6 THEN 7
      ELSE 1 + 2 * floor(pg_temp.pick(d.c, 144) * 4)::int END AS mask
  FROM scale s CROSS JOIN dossier d LEFT JOIN absence a ON a.c = d.c
  JOIN team other ON other.n = CASE WHEN a.c IS NULL
    THEN 1 + floor(pg_temp.pick(d.c, 141) * s.teams)::int ELSE 1 END
  WHERE (a.c IS NOT NULL OR pg_temp.pick(d.c, 140) < 0.33) AND other.n <> d.team_n
    AND NOT d.is_closed AND NOT d.is_restricted
  UNION ALL
  SELECT d.c, d.id, d.team_n, staff.user_id, staff.place_id, 2, 7
  FROM dossier d JOIN staff ON staff.team_n = d.team_n AND staff.nth = 1 WHERE d.is_restricted) w;
ANALYZE case_given;

INSERT INTO access_grant (id, uuid, object_type, object_id, team_id, user_id, membership_id, level,
  sections, purpose, basis_id, valid_from, valid_until, given_at, given_by_id, given_by_team_id,
  agreement_id, ended_because)
SELECT g.id, gen_random_uuid(), 'cases.case', g.case_id, team.id, g.user_id, g.place_id, g.level,
  section_set.names, 'To work on this together.',
  s.bases[1 + floor(pg_temp.pick(g.c, 145) * cardinality(s.bases))::int], d.created_at, s.forever,
  d.created_at, head.user_id, d.team_id,
  CASE WHEN team.agency_id <> d.agency_id THEN (SELECT max(id) FROM agencies_agreement) END, ''
FROM scale s CROSS JOIN case_given g
JOIN dossier d ON d.c = g.c
JOIN team ON team.n = g.team_n
JOIN staff head ON head.team_n = d.team_n AND head.nth = 1
JOIN section_set ON section_set.kind = 'case' AND section_set.mask = g.mask;

INSERT INTO cases_caseteamhold (content_object_id, group_id, permission_id, level, sections,
  valid_until, grant_id, restricted, sort_name, search_names, last_activity_at)
SELECT c.id, h.team_id, permission.id, h.level, h.sections, s.forever, h.grant_id,
  c.is_restricted, c.sort_name, c.search_names,
  greatest(c.created_at, CASE WHEN h.sections & 1 <> 0 THEN m.actions_at END)
FROM scale s CROSS JOIN (
  SELECT id AS case_id, team_id, 3 AS level, 32767 AS sections, NULL::bigint AS grant_id
  FROM dossier
  UNION ALL
  SELECT g.case_id, team.id, g.level, g.mask, g.id
  FROM case_given g JOIN team ON team.n = g.team_n WHERE g.user_id IS NULL) h
JOIN cases_case c ON c.id = h.case_id
JOIN case_moved m ON m.case_id = c.id
JOIN hold_permission permission ON permission.kind = 'case' AND permission.level = h.level;

INSERT INTO cases_caseuserhold (content_object_id, user_id, membership_id, permission_id, level,
  sections, valid_until, grant_id, restricted, sort_name, search_names, last_activity_at)
SELECT c.id, g.user_id, g.place_id, permission.id, g.level, g.mask,
  least(s.forever, place.valid_until), g.id, c.is_restricted, c.sort_name, c.search_names,
  greatest(c.created_at, CASE WHEN g.mask & 1 <> 0 THEN m.actions_at END)
FROM scale s CROSS JOIN case_given g
JOIN place ON place.id = g.place_id
JOIN cases_case c ON c.id = g.case_id
JOIN case_moved m ON m.case_id = c.id
JOIN hold_permission permission ON permission.kind = 'case' AND permission.level = g.level
WHERE g.user_id IS NOT NULL;
