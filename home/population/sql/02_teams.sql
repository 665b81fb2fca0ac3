-- Agencies and teams
INSERT INTO agencies_agency (id, uuid, name, kind)
SELECT s.agency0 + one, gen_random_uuid(), place.name || ' ' || initcap(kinds.kind) || ' ' || one,
  kinds.kind
FROM scale s CROSS JOIN generate_series(1, s.agencies) AS every(one)
CROSS JOIN LATERAL (SELECT pg_temp.of(
  '{police,police,police,council,council,prison,probation,health,victims,care,housing,other}',
  pg_temp.pick(one, 1)) AS kind) kinds
JOIN surname place ON place.n = 1 + one % (SELECT count(*) FROM surname);

CREATE TEMP TABLE team AS
SELECT one AS n, s.team0 + one AS id, s.agency0 + 1 + (one - 1) % s.agencies AS agency_id,
  place.name || ' ' || pg_temp.of('{Offender,Neighbourhood,Safeguarding,ASB,Vulnerability}',
    pg_temp.pick(one, 2)) || ' Team ' || one AS name
FROM scale s CROSS JOIN generate_series(1, s.teams) AS every(one)
JOIN surname place ON place.n = 1 + (one * 7) % (SELECT count(*) FROM surname);

INSERT INTO auth_group (id, name) SELECT id, name FROM team;
INSERT INTO agencies_team (group_ptr_id, uuid, agency_id, phone, email, is_discreet, gives_access)
SELECT id, gen_random_uuid(), agency_id, '01632 960 ' || lpad((n % 1000)::text, 3, '0'), '',
  n > s.special AND pg_temp.pick(n, 3) < 0.02,
  pg_temp.of('{lead,lead,managers,practitioners}', pg_temp.pick(n, 4))
FROM team, scale s;
INSERT INTO agencies_team_areas (team_id, area_id)
SELECT t.id, a.ids[1 + t.n % cardinality(a.ids)]
FROM team t, (SELECT array_agg(id ORDER BY id) AS ids FROM agencies_area WHERE level = 'force') a;
INSERT INTO agencies_agreement (uuid, name, owner_team_id, purpose, reference, marking, handling,
  in_force_from, in_force_until, review_due_on, why_ended)
SELECT gen_random_uuid(), 'Generated agreement ' || s.team0, s.team0 + 1,
  'To manage people together.', '', 'official', '', s.moment::date - 3650,
  s.moment::date + 730, s.moment::date + 365, '' FROM scale s;
INSERT INTO agencies_agreement_partners (agreement_id, agency_id)
SELECT (SELECT max(id) FROM agencies_agreement), s.agency0 + one
FROM scale s CROSS JOIN generate_series(1, s.agencies) AS every(one);
CREATE UNIQUE INDEX ON team (n);
ANALYZE team, agencies_agency;

-- Prisons: an establishment for each team of a prison agency, and those of the list, without one.
INSERT INTO profiles_establishment (code, name, position, is_offered, team_id)
SELECT 'team-' || team.id, 'HMP ' || split_part(team.name, ' ', 1) || ' ' || team.n, 0, true, team.id
FROM team JOIN agencies_agency a ON a.id = team.agency_id, scale s
WHERE a.kind = 'prison' AND team.n > s.special AND team.n <= s.special + 200;
ANALYZE profiles_establishment;
