-- The log
INSERT INTO profiles_contact (id, uuid, profile_id, kind_id, happened_on, happened_at_time, text,
  basis, told_by, attitude, response, anxieties, written_at, written_by_id, written_by_name,
  written_by_team_id, written_by_team_name)
SELECT s.contact0 + row_number() OVER (), gen_random_uuid(), p.id,
  s.contact_kinds[1 + floor(u.kind * cardinality(s.contact_kinds))::int],
  written.at::date, CASE WHEN u.time < 0.7 THEN date_trunc('minute', written.at)::time END,
  pg_temp.of(ARRAY['Home visit. In when called.', 'Rang to confirm the appointment.',
    'Kept the appointment. Brought letters about benefits.', 'No answer. Left no message.',
    'Neighbours report noise at night.', 'Seen in the town centre with others.'], u.time)
  || ' ' || pg_temp.of(ARRAY['Talked about work and housing.', 'Calm and ready to talk.',
    'Will come again on Thursday.', 'Asked about the drug service.', 'Nothing to report.',
    'Worth a second visit this week.', 'Family present throughout.'], u.kind),
  CASE WHEN u.basis < 0.7 THEN 'fact' WHEN u.basis < 0.85 THEN 'opinion' ELSE 'reported' END,
  CASE WHEN u.basis < 0.85 THEN '' ELSE 'A neighbour' END,
  pg_temp.of(ARRAY['', '', 'positive', 'mixed', 'negative', 'not_seen'], u.basis), '', '',
  written.at, author.user_id, author.name, p.team_id, p.team_name
FROM scale s CROSS JOIN person p
-- One in a thousand is known well.
CROSS JOIN LATERAL generate_series(1, CASE WHEN p.i % 1000 = 7 THEN 200
  ELSE least(60, round(-3 * ln(1 - pg_temp.pick(p.i, 70))))::int END) k
CROSS JOIN LATERAL (SELECT pg_temp.pick(p.i * 64 + k, 71) AS at,
  pg_temp.pick(p.i * 64 + k, 72) AS kind, pg_temp.pick(p.i * 64 + k, 73) AS time,
  pg_temp.pick(p.i * 64 + k, 74) AS basis, pg_temp.pick(p.i * 64 + k, 75) AS author
  OFFSET 0) u
CROSS JOIN LATERAL (SELECT p.created_at + u.at ^ 0.7 * (CASE WHEN p.is_dormant
  THEN s.moment - interval '8 years' ELSE s.moment END - p.created_at) AS at OFFSET 0) written
JOIN staff author ON author.overall = p.crew + floor(u.author * p.crew_size)::int;
ANALYZE profiles_contact, profiles_riskassessment;

-- When something was last entered: the log is the first section, risk the second.
CREATE TEMP TABLE moved AS
SELECT profile_id, max(log_at) AS log_at, max(risk_at) AS risk_at FROM (
  SELECT profile_id, max(written_at) AS log_at, NULL::timestamptz AS risk_at
  FROM profiles_contact, scale s WHERE profile_id > s.profile0 GROUP BY profile_id
  UNION ALL
  SELECT profile_id, NULL, max(written_at) FROM profiles_riskassessment, scale s
  WHERE profile_id > s.profile0 GROUP BY profile_id) entered
GROUP BY profile_id;
ANALYZE moved;
INSERT INTO profiles_profileactivity (content_object_id, section, last_at)
SELECT profile_id, 1, log_at FROM moved WHERE log_at IS NOT NULL
UNION ALL SELECT profile_id, 2, risk_at FROM moved WHERE risk_at IS NOT NULL;
