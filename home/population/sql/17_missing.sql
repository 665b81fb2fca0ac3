-- A board of 500 missing people
-- The first team is the missing-persons unit of its area. The first episode has 1,000 entries.
INSERT INTO missing_arrangement (uuid, area_id, unit_id, assess_minutes, acknowledge_minutes,
  prevention_hours, interview_hours, plan_review_months)
SELECT gen_random_uuid(), coalesce(a.parent_id, a.id), s.team0 + 1, 60, 15, 24, 72, 3
FROM scale s JOIN agencies_team_areas t ON t.team_id = s.team0 + 1
JOIN agencies_area a ON a.id = t.area_id LIMIT 1;

INSERT INTO missing_episode (uuid, case_id, area_id, profile_id, name, born_on, lives_at,
  description, clothing, places, friends, devices, medication, last_seen_at, last_seen_place,
  circumstances, reported_at, risk_id, risk_at, located_place, company, learned,
  keeps_whereabouts)
SELECT gen_random_uuid(), a.case_id, arranged.area_id, a.profile_id, a.name, a.born_on, '',
  'Slim, short dark hair',
  pg_temp.of('{Grey hoodie and black joggers,School uniform,Long green coat}',
    pg_temp.pick(a.n, 300)), '', '', '', '',
  s.moment - a.n * interval '7 minutes' - interval '3 hours',
  pg_temp.of('{Bus station,Hospital ward 4,Home,Town centre}', pg_temp.pick(a.n, 301)), '',
  s.moment - a.n * interval '7 minutes' - interval '2 hours', risk.id,
  CASE WHEN risk.id IS NOT NULL THEN s.moment - a.n * interval '7 minutes' END, '', '', '', false
FROM scale s CROSS JOIN absence a
JOIN missing_arrangement arranged ON arranged.unit_id = s.team0 + 1
LEFT JOIN LATERAL (SELECT id FROM missing_missingrisk WHERE a.n % 9 > 0
  ORDER BY (position / 10 + a.n) % 4, id LIMIT 1) risk ON true;

INSERT INTO missing_historicalepisode (id, uuid, case_id, area_id, profile_id, name, born_on,
  lives_at, description, clothing, places, friends, devices, medication, last_seen_at,
  last_seen_place, circumstances, reported_at, risk_id, risk_at, located_place, company, learned,
  keeps_whereabouts, history_date, history_type, history_user_id)
SELECT e.id, e.uuid, e.case_id, e.area_id, e.profile_id, e.name, e.born_on, e.lives_at,
  e.description, e.clothing, e.places, e.friends, e.devices, e.medication, e.last_seen_at,
  e.last_seen_place, e.circumstances, e.reported_at, e.risk_id, e.risk_at, '', '', '', false,
  e.reported_at, '+', a.lead_id
FROM missing_episode e JOIN absence a ON a.case_id = e.case_id;

-- The first assessment is due where there was none, and a review where there was one.
INSERT INTO missing_clock (episode_id, kind, started_at, due_at, is_done)
SELECT e.id, CASE WHEN e.risk_id IS NULL THEN 'assessment' ELSE 'review' END,
  coalesce(e.risk_at, e.reported_at), coalesce(e.risk_at + interval '40 hours',
    e.reported_at + interval '1 hour'), false
FROM missing_episode e JOIN absence a ON a.case_id = e.case_id;

CREATE TEMP TABLE entry_of AS
SELECT e.id AS episode_id, a.n, k, a.lead_id, a.lead_name, a.team_id, a.team_name,
  gen_random_uuid() AS uuid, e.last_seen_at + k * (s.moment - e.last_seen_at) / 1001 AS at
FROM scale s CROSS JOIN absence a JOIN missing_episode e ON e.case_id = a.case_id
CROSS JOIN LATERAL generate_series(1, CASE WHEN a.n = 1 THEN 1000 ELSE 3 END) k;

INSERT INTO missing_information (uuid, written_at, written_by_id, written_by_name,
  written_by_team_id, written_by_team_name, episode_id, supplier, supplier_contact, obtained_at,
  text)
SELECT uuid, at, lead_id, lead_name, team_id, team_name, episode_id, 'Their aunt',
  '01632 960 177', at, 'The phone was last on near the station.'
FROM entry_of WHERE k % 3 = 0;
INSERT INTO missing_sighting (uuid, written_at, written_by_id, written_by_name,
  written_by_team_id, written_by_team_name, episode_id, supplier, supplier_contact, obtained_at,
  seen_at, place, text, reliability_id)
SELECT uuid, at, lead_id, lead_name, team_id, team_name, episode_id, '', '', at, at,
  'Castle Meadow', '', (SELECT min(id) FROM missing_reliability)
FROM entry_of WHERE k % 3 = 1;
INSERT INTO missing_riskassessment (uuid, written_at, written_by_id, written_by_name,
  written_by_team_id, written_by_team_name, episode_id, risk_id, rationale, is_raised)
SELECT o.uuid, at, lead_id, lead_name, team_id, team_name, o.episode_id, e.risk_id,
  'As before: nothing new was learned.', false
FROM entry_of o JOIN missing_episode e ON e.id = o.episode_id
WHERE k % 3 = 2 AND e.risk_id IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
ANALYZE missing_episode, missing_clock, missing_information, missing_sighting,
  missing_riskassessment;
