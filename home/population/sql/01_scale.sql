-- Scale
CREATE FUNCTION pg_temp.pick(n bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE AS
$$ SELECT ((hashint8extended(n, salt) >> 11) & 9007199254740991)::float8 / 9007199254740992 $$;

-- An element of a list, the first ones more often.
CREATE FUNCTION pg_temp.of(list text[], u float8) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT list[1 + floor(u * cardinality(list))::int] $$;

-- Teams 1 to 4 are large, 5 and 6 large and dormant, the others ordinary.
CREATE TEMP TABLE scale AS
SELECT p.profiles, p.teams, 4 AS large, 2 AS dormant, 6 AS special, p.teams - 6 AS ordinary,
  greatest(p.profiles / 50, p.teams * 4 + 20) AS users,
  greatest(p.teams / 10, 3) AS agencies,
  now() AS moment,
  '9999-12-30 00:00+00'::timestamptz AS forever,
  coalesce((SELECT max(id) FROM agencies_agency), 0) AS agency0,
  coalesce((SELECT max(id) FROM auth_group), 0) AS team0,
  coalesce((SELECT max(id) FROM agencies_user), 0) AS user0,
  coalesce((SELECT max(id) FROM agencies_membership), 0) AS place0,
  coalesce((SELECT max(id) FROM profiles_profile), 0) AS profile0,
  coalesce((SELECT max(id) FROM access_grant), 0) AS grant0,
  coalesce((SELECT max(id) FROM profiles_contact), 0) AS contact0,
  coalesce((SELECT max(id) FROM cases_case), 0) AS case0,
  coalesce((SELECT max(id) FROM tasks_task), 0) AS task0,
  coalesce((SELECT max(id) FROM referrals_intervention), 0) AS entry0,
  p.profiles * 3 / 10 AS cases, p.entries, p.inbox,
  greatest(p.profiles / 5, p.inbox + p.profiles / 10) AS tasks,
  (SELECT array_agg(id ORDER BY id) FROM records_lawfulbasis) AS bases,
  (SELECT array_agg(id ORDER BY id) FROM profiles_contactkind) AS contact_kinds,
  (SELECT array_agg(id ORDER BY id) FROM profiles_warningkind) AS warning_kinds,
  (SELECT array_agg(id ORDER BY id) FROM profiles_risklevel) AS risks,
  (SELECT array_agg(id ORDER BY position) FROM cases_casekind) AS case_kinds,
  (SELECT array_agg(id ORDER BY position) FROM cases_casestage) AS stages,
  (SELECT array_agg(id ORDER BY position) FROM cases_ragrating) AS rags,
  (SELECT array_agg(id ORDER BY position) FROM cases_caseoutcome) AS case_outcomes,
  (SELECT array_agg(id ORDER BY position) FROM cases_actionkind) AS action_kinds,
  (SELECT array_agg(id ORDER BY position) FROM cases_actionresult) AS action_results,
  (SELECT array_agg(id ORDER BY position) FROM cases_participantrole) AS roles,
  (SELECT array_agg(id ORDER BY position) FROM tasks_taskkind) AS task_kinds,
  (SELECT array_agg(id ORDER BY position) FROM tasks_taskpriority) AS priorities,
  (SELECT array_agg(id ORDER BY position) FROM tasks_taskoutcome) AS task_outcomes,
  (SELECT array_agg(id ORDER BY position) FROM referrals_rjlevel) AS rj_levels,
  (SELECT array_agg(id ORDER BY position) FROM referrals_rjoffence) AS rj_offences,
  (SELECT array_agg(id ORDER BY position) FROM referrals_partyrole) AS party_roles,
  (SELECT array_agg(id ORDER BY position) FROM referrals_consentmethod) AS consents
FROM (SELECT profiles, entries, greatest(profiles / 500, 12) AS teams,
  CASE WHEN profiles < 10000 THEN profiles / 10 ELSE 10000 END AS inbox FROM wanted) p;
ANALYZE scale;

-- Each agency takes its numbers of a year from runs of a hundred, after those already taken.
CREATE TEMP TABLE to_number (id bigint, year int, agency_id bigint, created_at timestamptz);
CREATE FUNCTION pg_temp.numbered(letter text) RETURNS TABLE (id bigint, reference text)
LANGUAGE sql AS $$
WITH counted AS (
  SELECT id, year, agency_id, nth, nth / 100 AS block FROM (
    SELECT id, year, agency_id,
      row_number() OVER (PARTITION BY year, agency_id ORDER BY created_at, id) - 1 AS nth
    FROM to_number) one),
run AS (
  SELECT year, agency_id, block, many, coalesce(taken.first + 99, 0) + 1
    + 100 * (row_number() OVER (PARTITION BY year ORDER BY agency_id, block) - 1) AS first
  FROM (SELECT year, agency_id, block, count(*) AS many FROM counted
    GROUP BY year, agency_id, block) blocks
  LEFT JOIN (SELECT year, max(first) AS first FROM records_referenceblock WHERE kind = letter
    GROUP BY year) taken USING (year)),
kept AS (
  INSERT INTO records_referenceblock (kind, year, agency_id, first, next)
  SELECT letter, year, agency_id, first, first + many FROM run)
SELECT c.id, letter || '-' || c.year || '-' || lpad((r.first + c.nth % 100)::text,
    greatest(6, length((r.first + c.nth % 100)::text)), '0')
FROM counted c JOIN run r ON r.year = c.year AND r.agency_id = c.agency_id
  AND r.block = c.block $$;
