-- Users and memberships
-- Managers first, one for each team; then the kinds whose lists are measured; then the others.
CREATE TEMP TABLE person_kind AS
SELECT kind, sum(many) OVER (ORDER BY place) - many AS before, many FROM (
  SELECT 1, 'manager', s.teams FROM scale s
  UNION ALL SELECT 2, 'large', greatest(s.users / 20, 4) FROM scale s
  UNION ALL SELECT 3, 'dormant', greatest(s.users / 50, 2) FROM scale s
  UNION ALL SELECT 4, 'hq', greatest(s.users / 200, 2) FROM scale s
  UNION ALL SELECT 5, 'control', greatest(s.users / 500, 1) FROM scale s
  UNION ALL SELECT 6, 'administrator', greatest(s.users / 500, 1) FROM scale s
  UNION ALL SELECT 7, 'auditor', greatest(s.users / 1000, 1) FROM scale s
) counted (place, kind, many)
UNION ALL SELECT 'small', sum(many), max(users) - sum(many) FROM (
  SELECT s.users, unnest(ARRAY[s.teams, greatest(s.users / 20, 4), greatest(s.users / 50, 2),
    greatest(s.users / 200, 2), greatest(s.users / 500, 1), greatest(s.users / 500, 1),
    greatest(s.users / 1000, 1)]) AS many FROM scale s) rest;

CREATE TEMP TABLE account AS
SELECT k.before + nth AS n, s.user0 + k.before + nth AS id, k.kind, nth,
  k.kind || lpad(nth::text, 5, '0') AS username,
  pg_temp.of('{PC,PC,PC,Sgt,DS,Ms,Mr,Dr}', pg_temp.pick(k.before + nth, 10)) || ' '
    || forename.name || ' ' || surname.name AS name,
  k.kind = 'small' AND nth % 100 = 7 AS is_closed
FROM scale s CROSS JOIN person_kind k CROSS JOIN generate_series(1, k.many::int) nth
JOIN forename ON forename.n =
  1 + floor(pg_temp.pick(k.before + nth, 11) * (SELECT count(*) FROM forename))::int
JOIN surname ON surname.n = 1 + floor(pg_temp.pick(k.before + nth, 12) * (SELECT count(*) FROM surname))::int;
CREATE UNIQUE INDEX ON account (n);
ANALYZE account;

INSERT INTO agencies_user (id, password, uuid, username, name, email, phone, is_active,
  disabled_at, date_joined, is_superuser)
SELECT a.id, '!' || md5(a.username), gen_random_uuid(), a.username, a.name,
  a.username || '@example.org', '', NOT a.is_closed,
  CASE WHEN a.is_closed THEN s.moment - interval '30 days' END, s.moment - interval '10 years',
  false
FROM account a, scale s;

-- Nobody signs in with these passwords; the benchmark makes their sessions.
CREATE TEMP TABLE place AS
SELECT s.place0 + row_number() OVER (ORDER BY w.n, w.team_n) AS id, w.*,
  CASE WHEN w.is_over THEN s.moment - interval '1 year' ELSE s.forever END AS valid_until
FROM scale s, (
  SELECT n, id AS user_id, nth::int AS team_n, 'manager' AS role, false AS is_over
  FROM account WHERE kind = 'manager'
  UNION ALL
  SELECT a.n, a.id, 1 + (a.nth % s.large)::int, 'practitioner', false
  FROM account a, scale s WHERE a.kind = 'large'
  UNION ALL
  SELECT a.n, a.id, 1 + s.large + (a.nth % s.dormant)::int, 'practitioner', false
  FROM account a, scale s WHERE a.kind = 'dormant'
  UNION ALL
  SELECT a.n, a.id, 1 + s.special + ((floor(pg_temp.pick(a.n, 20) * s.ordinary)::int + j)
    % s.ordinary)::int, 'practitioner',
    a.kind = 'small' AND j > 0 AND pg_temp.pick(a.n, 22) < 0.06
  FROM scale s CROSS JOIN account a CROSS JOIN generate_series(0, CASE a.kind
    WHEN 'hq' THEN least(50, s.ordinary) - 1
    WHEN 'large' THEN floor(3 * pg_temp.pick(a.n, 21))::int - 1
    ELSE floor(4 * pg_temp.pick(a.n, 21) ^ 1.5)::int END) j
  WHERE a.kind IN ('hq', 'large', 'small')
  UNION ALL
  SELECT a.n, a.id, 1 + s.special + (a.nth % s.ordinary)::int, a.kind, false
  FROM scale s CROSS JOIN account a WHERE a.kind IN ('control', 'administrator', 'auditor')
) w;
ANALYZE place;

INSERT INTO agencies_membership (id, uuid, user_id, team_id, role, valid_from, valid_until)
SELECT p.id, gen_random_uuid(), p.user_id, t.id, p.role, s.moment - interval '10 years',
  p.valid_until
FROM place p JOIN team t ON t.n = p.team_n CROSS JOIN scale s;

-- Who works in a team today, numbered within it; the manager is number 1.
CREATE TEMP TABLE staff AS
SELECT p.team_n, p.id AS place_id, p.user_id, a.name, a.kind,
  row_number() OVER (PARTITION BY p.team_n ORDER BY p.role, p.n)::int AS nth,
  count(*) OVER (PARTITION BY p.team_n)::int AS many,
  row_number() OVER (ORDER BY p.team_n, p.role, p.n) AS overall
FROM place p JOIN account a ON a.n = p.n
WHERE p.role IN ('practitioner', 'manager') AND NOT p.is_over AND NOT a.is_closed;
CREATE UNIQUE INDEX ON staff (team_n, nth);
CREATE UNIQUE INDEX ON staff (overall);
ANALYZE staff;
UPDATE agencies_team t SET contact_point_id = staff.user_id
FROM staff JOIN team ON team.n = staff.team_n WHERE staff.nth = 1 AND t.group_ptr_id = team.id;
