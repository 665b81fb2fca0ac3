-- The actions of cases
INSERT INTO cases_action (uuid, written_at, written_by_id, written_by_name, written_by_team_id,
  written_by_team_name, happened_on, happened_at_time, case_id, kind_id, text, planned_for,
  result_id, result_words, minutes, done_by_id, done_by_name, done_by_team_id, done_by_team_name,
  done_by_agency, basis, told_by, is_tactical, follow_up, result_by_name)
SELECT gen_random_uuid(), written.at, author.user_id, author.name, d.team_id, d.team_name,
  CASE WHEN is_planned.yes THEN coming.day ELSE clock.at::date END,
  CASE WHEN NOT is_planned.yes AND u.time < 0.7 THEN date_trunc('minute', clock.at)::time END,
  d.id, s.action_kinds[1 + floor(u.kind * cardinality(s.action_kinds))::int],
  pg_temp.of(ARRAY['Visit: diary sheets collected.', 'Rang to say what happens next.',
    'Letter sent about the noise.', 'Patrol: nobody about.', 'Met the housing officer.',
    'Statement taken.'], u.time)
  || ' ' || pg_temp.of(ARRAY['All quiet since last week.', 'Wants to be told of the outcome.',
    'Asked for a visit in the evening.', 'Copy sent to the partners.', 'To be seen again.'],
    u.kind),
  CASE WHEN is_planned.yes THEN coming.day END,
  CASE WHEN NOT is_planned.yes
    THEN s.action_results[1 + floor(u.result ^ 3 * cardinality(s.action_results))::int] END,
  '', CASE WHEN u.time < 0.5 THEN 5 + floor(u.kind * 90)::int END,
  author.user_id, author.name, d.team_id, d.team_name, agency.name,
  CASE WHEN u.basis < 0.85 THEN 'fact' ELSE 'reported' END,
  CASE WHEN u.basis < 0.85 THEN '' ELSE 'A neighbour' END, u.basis BETWEEN 0.5 AND 0.53, '', ''
FROM scale s CROSS JOIN dossier d
JOIN agencies_agency agency ON agency.id = d.agency_id
CROSS JOIN LATERAL generate_series(1, CASE WHEN d.is_long THEN 1000
  ELSE least(60, round(-9 * ln(1 - pg_temp.pick(d.c, 130))))::int END) k
CROSS JOIN LATERAL (SELECT pg_temp.pick(d.c * 1024 + k, 131) AS at,
  pg_temp.pick(d.c * 1024 + k, 132) AS kind, pg_temp.pick(d.c * 1024 + k, 133) AS time,
  pg_temp.pick(d.c * 1024 + k, 134) AS basis, pg_temp.pick(d.c * 1024 + k, 135) AS author,
  pg_temp.pick(d.c * 1024 + k, 136) AS result OFFSET 0) u
CROSS JOIN LATERAL (SELECT d.created_at + u.at ^ 0.7 * (CASE WHEN d.is_closed THEN d.over_at
  ELSE s.moment END - d.created_at) AS at OFFSET 0) written
CROSS JOIN LATERAL (SELECT written.at AT TIME ZONE 'Europe/London' AS at) clock
CROSS JOIN LATERAL (SELECT NOT d.is_closed AND u.result < 0.05 AS yes) is_planned
CROSS JOIN LATERAL (SELECT s.moment::date - 5 + floor(u.at * 30)::int AS day) coming
JOIN staff author ON author.overall = d.crew + floor(u.author * d.crew_size)::int;
ANALYZE cases_action;

-- Actions are the first section, people the second.
CREATE TEMP TABLE case_moved AS
SELECT d.id AS case_id, d.created_at AS people_at, max(a.written_at) AS actions_at
FROM dossier d LEFT JOIN cases_action a ON a.case_id = d.id GROUP BY d.id, d.created_at;
INSERT INTO cases_caseactivity (content_object_id, section, last_at)
SELECT case_id, 1, actions_at FROM case_moved WHERE actions_at IS NOT NULL
UNION ALL SELECT case_id, 2, people_at FROM case_moved;
CREATE UNIQUE INDEX ON case_moved (case_id);
ANALYZE case_moved, cases_caseactivity;
