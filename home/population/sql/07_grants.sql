-- Grants and exclusions
CREATE TEMP TABLE share AS
SELECT DISTINCT ON (i, wished.team_n) g, i, wished.team_n, NULL::bigint AS place_id, NULL::bigint AS user_id,
  pg_temp.pick(g, 83) AS fate
FROM (
  SELECT g, 1 + floor(pg_temp.pick(g, 80) * s.profiles)::bigint AS i,
    CASE WHEN pg_temp.pick(g, 81) < 0.035 THEN 1 + floor(pg_temp.pick(g, 82) * s.large)::int
    ELSE s.special + 1 + floor(pg_temp.pick(g, 82) ^ 1.2 * s.ordinary)::int END AS team_n
  FROM scale s CROSS JOIN generate_series(1, (s.profiles * 0.34)::bigint) g) wished
JOIN person p USING (i)
WHERE p.team_n <> wished.team_n
ORDER BY i, wished.team_n, g;

-- Named people: a manager of the owner for each restricted record, and people of other teams.
INSERT INTO share
SELECT DISTINCT ON (i, user_id) g, i, team_n, place_id, user_id, fate FROM (
  SELECT -p.i AS g, p.i, p.team_n, staff.place_id, staff.user_id, 1.0 AS fate
  FROM person p JOIN staff ON staff.team_n = p.team_n AND staff.nth = 1 WHERE p.is_restricted
  UNION ALL
  SELECT w.g, w.i, staff.team_n, staff.place_id, staff.user_id, pg_temp.pick(w.g, 87)
  FROM (SELECT g, 1 + floor(pg_temp.pick(g, 84) * s.profiles)::bigint AS i,
      1 + floor(pg_temp.pick(g, 85) * (SELECT count(*) FROM staff))::bigint AS overall
    FROM scale s CROSS JOIN generate_series(s.profiles, s.profiles + (s.profiles * 0.108)::bigint) g) w
  JOIN staff ON staff.overall = w.overall AND staff.kind <> 'dormant'
  JOIN person p ON p.i = w.i AND (p.team_n <> staff.team_n OR p.is_restricted)) named
ORDER BY i, user_id, g;
ANALYZE share;

CREATE TEMP TABLE given AS
SELECT s.grant0 + row_number() OVER (ORDER BY begun.at, h.i, h.g) AS id, p.id AS profile_id,
  h.i, h.g, h.team_n, h.place_id, h.user_id, begun.at AS valid_from,
  CASE WHEN h.fate < 0.06 THEN 'ended' WHEN h.fate < 0.10 THEN 'expired' ELSE 'live' END AS state,
  CASE WHEN h.fate >= 0.06 AND h.fate < 0.10
      THEN begun.at + (0.1 + 0.8 * pg_temp.pick(h.g, 91)) * (s.moment - begun.at)
    WHEN h.fate < 0.105 THEN s.moment + interval '1 day' + pg_temp.pick(h.g, 91) * interval '6 day'
    WHEN h.fate < 0.20 THEN s.moment + interval '7 days' + pg_temp.pick(h.g, 91) * interval '1 year'
    ELSE s.forever END AS valid_until,
  begun.at + (0.1 + 0.8 * pg_temp.pick(h.g, 92)) * (s.moment - begun.at) AS over_at,
  1 + (pg_temp.pick(h.g, 93) < 0.45)::int AS level,
  CASE WHEN pg_temp.pick(h.g, 94) < 0.35 THEN 63
    ELSE floor(pg_temp.pick(h.g, 95) * 64)::int END AS mask
FROM scale s CROSS JOIN share h JOIN person p USING (i)
CROSS JOIN LATERAL (SELECT p.created_at + 0.9 * pg_temp.pick(h.g, 90)
  * (s.moment - p.created_at) AS at) begun;
ANALYZE given;

INSERT INTO access_grant (id, uuid, object_type, object_id, team_id, user_id, membership_id, level,
  sections, purpose, basis_id, valid_from, valid_until, given_at, given_by_id, given_by_team_id,
  agreement_id, ended_at, ended_by_id, ended_because)
SELECT g.id, gen_random_uuid(), 'profiles.profile', g.profile_id, team.id, g.user_id, g.place_id,
  g.level, section_set.names,
  pg_temp.of(ARRAY['To plan visits together.', 'Joint work on reoffending.',
    'To keep the person safe.', 'For the monthly panel.'], pg_temp.pick(g.g, 96)),
  s.bases[1 + floor(pg_temp.pick(g.g, 97) * cardinality(s.bases))::int], g.valid_from,
  g.valid_until, g.valid_from, head.user_id, p.team_id,
  CASE WHEN team.agency_id <> owner.agency_id THEN (SELECT max(id) FROM agencies_agreement) END,
  CASE WHEN g.state = 'ended' THEN g.over_at END,
  CASE WHEN g.state = 'ended' THEN head.user_id END,
  CASE WHEN g.state = 'ended' THEN 'No longer needed.' ELSE '' END
FROM scale s CROSS JOIN given g
JOIN person p ON p.i = g.i
JOIN team ON team.n = g.team_n
JOIN team owner ON owner.n = p.team_n
JOIN staff head ON head.team_n = p.team_n AND head.nth = 1
JOIN section_set ON section_set.kind = 'profile' AND section_set.mask = g.mask;

INSERT INTO profiles_profileexclusion (uuid, content_object_id, user_id, reason, excluded_at,
  excluded_by_id, ended_at, ended_by_id)
SELECT gen_random_uuid(), p.id, who.user_id, 'A relative', p.created_at, head.user_id,
  CASE WHEN pg_temp.pick(p.i, 99) < 0.1 THEN s.moment END,
  CASE WHEN pg_temp.pick(p.i, 99) < 0.1 THEN head.user_id END
FROM scale s CROSS JOIN person p
JOIN staff head ON head.team_n = p.team_n AND head.nth = 1
JOIN staff who ON who.team_n = p.team_n AND who.nth = least(2, head.many)
  + floor(pg_temp.pick(p.i, 100) * greatest(head.many - 1, 1))::int
WHERE pg_temp.pick(p.i, 98) < greatest(0.002, 3.0 / s.profiles);
