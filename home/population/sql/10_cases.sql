-- Cases
-- Each about a person, managed by the team and the lead of that person.
CREATE TEMP TABLE neighbour AS
SELECT team_n, row_number() OVER (PARTITION BY team_n ORDER BY i) - 1 AS nth,
  count(*) OVER (PARTITION BY team_n) AS many, i FROM person;
CREATE UNIQUE INDEX ON neighbour (team_n, nth);
CREATE UNIQUE INDEX ON neighbour (i);
ANALYZE neighbour;

CREATE TEMP TABLE dossier AS
SELECT c, s.case0 + c AS id, p.i, p.team_n, p.team_id, p.team_name, p.agency_id, p.lead_id,
  p.lead_name, p.crew, p.crew_size, p.is_dormant, opened.at AS created_at,
  -- One in a thousand is long.
  c % 1000 = 7 AS is_long,
  c % 1000 <> 7 AND pg_temp.pick(c, 112) < greatest(0.005, 3.0 / s.cases) AS is_restricted,
  c % 1000 <> 7 AND (p.is_dormant OR pg_temp.pick(c, 113) < 0.2) AS is_closed,
  opened.at + 0.9 * ((CASE WHEN p.is_dormant THEN s.moment - interval '8 years' ELSE s.moment END)
    - opened.at) AS over_at,
  pg_temp.of('{Noise,Noise and threats,Nuisance neighbours,Street drinking,Fly-tipping,Cuckooing,Repeat missing episodes,Family support,Fire setting,Stolen vehicles}',
    pg_temp.pick(c, 114)) || ', ' || surname.name || ' ' || pg_temp.of('{Road,Street,Court,Close}',
    pg_temp.pick(c, 115)) AS title
FROM scale s CROSS JOIN generate_series(1, s.cases) c
CROSS JOIN LATERAL (SELECT 1 + floor(pg_temp.pick(c, 110) * s.profiles)::bigint AS i OFFSET 0) drawn
JOIN person p USING (i)
CROSS JOIN LATERAL (SELECT p.created_at + 0.9 * pg_temp.pick(c, 111)
  * ((CASE WHEN p.is_dormant THEN s.moment - interval '8 years' ELSE s.moment END) - p.created_at)
  AS at) opened
JOIN surname ON surname.n = 1 + floor(pg_temp.pick(c, 116) * (SELECT count(*) FROM surname))::int;
CREATE UNIQUE INDEX ON dossier (c);
ANALYZE dossier;

TRUNCATE to_number;
INSERT INTO to_number
SELECT id, extract(year FROM created_at AT TIME ZONE 'Europe/London'), agency_id, created_at
FROM dossier;
INSERT INTO cases_case (id, uuid, reference, owner_team_id, lead_id, is_restricted, version,
  sort_name, search_names, created_at, title, kind_id, stage_id, risk_id, rag_id, opened_on,
  review_on, tags, victim_contact_name, victim_contact_organisation, victim_contact_phone,
  created_by_id, closed_at, closed_by_id, closed_by_name, outcome_id, closing_words)
SELECT d.id, gen_random_uuid(), n.reference, d.team_id, d.lead_id, d.is_restricted, 1,
  left(folded(d.title), 200), with_sounds(folded(d.title)), d.created_at, d.title,
  s.case_kinds[1 + floor(pg_temp.pick(d.c, 117) * cardinality(s.case_kinds))::int],
  s.stages[1 + floor(pg_temp.pick(d.c, 118) * cardinality(s.stages))::int],
  s.risks[1 + floor(pg_temp.pick(d.c, 119) ^ 0.6 * cardinality(s.risks))::int],
  s.rags[1 + floor(pg_temp.pick(d.c, 120) * cardinality(s.rags))::int],
  (d.created_at AT TIME ZONE 'Europe/London')::date,
  CASE WHEN NOT d.is_closed
    THEN s.moment::date - 20 + floor(pg_temp.pick(d.c, 121) * 120)::int END,
  '{}', '', '', '', d.lead_id, CASE WHEN d.is_closed THEN d.over_at END,
  CASE WHEN d.is_closed THEN d.lead_id END, CASE WHEN d.is_closed THEN d.lead_name ELSE '' END,
  CASE WHEN d.is_closed
    THEN s.case_outcomes[1 + floor(pg_temp.pick(d.c, 122) * cardinality(s.case_outcomes))::int] END,
  ''
FROM scale s CROSS JOIN dossier d JOIN pg_temp.numbered('C') n USING (id) ORDER BY d.id;
ANALYZE cases_case;

-- The person; their neighbour, often without a record; of many cases somebody whom others manage.
INSERT INTO cases_participant (uuid, written_at, written_by_id, written_by_name,
  written_by_team_id, written_by_team_name, case_id, profile_id, name, role_id, note)
SELECT gen_random_uuid(), d.created_at, d.lead_id, d.lead_name, d.team_id, d.team_name, d.id,
  CASE WHEN k = 2 AND u.known < 0.3 THEN NULL ELSE p.id END, p.forenames || ' ' || p.surname,
  s.roles[CASE k WHEN 1 THEN 3 WHEN 2 THEN 1 WHEN 3 THEN 5 ELSE 6 END], ''
FROM scale s CROSS JOIN dossier d
JOIN neighbour first ON first.i = d.i
CROSS JOIN LATERAL (SELECT pg_temp.pick(d.c, 123) AS known, CASE WHEN d.is_long THEN 4
  ELSE 1 + floor(pg_temp.pick(d.c, 124) * 3)::int END AS many) u
CROSS JOIN LATERAL generate_series(1, u.many) k
LEFT JOIN neighbour beside ON k <> 3 AND beside.team_n = d.team_n
  AND beside.nth = (first.nth + k - 1) % first.many
JOIN person p ON p.i = coalesce(beside.i,
  1 + floor(pg_temp.pick(d.c, 125) * s.profiles)::bigint);
ANALYZE cases_participant;
