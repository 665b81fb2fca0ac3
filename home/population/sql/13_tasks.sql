-- Tasks
-- Most are about a case, sent to a team that shares it or to any other. The first ones fill the
-- inbox of the first team: half about its own cases, the others about nothing.
CREATE TEMP TABLE errand AS
SELECT t, s.task0 + t AS id, t <= s.inbox AS is_inbox, sent.at AS sent_at,
  sender.user_id AS from_id, sender.name AS from_name, sender.team_n AS from_n,
  CASE WHEN t <= s.inbox THEN 1 ELSE coalesce(
    CASE WHEN u.about < 0.7 THEN g.team_n END, 1 + floor(u.team * s.teams)::int) END AS to_n,
  CASE WHEN u.about < 0.7 THEN d.id END AS case_id, u.state, u.person, u.due
FROM scale s CROSS JOIN generate_series(1, s.tasks) t
CROSS JOIN LATERAL (SELECT pg_temp.pick(t, 150) AS about, pg_temp.pick(t, 151) AS team,
  pg_temp.pick(t, 152) AS state, pg_temp.pick(t, 153) AS person, pg_temp.pick(t, 154) AS due,
  pg_temp.pick(t, 155) AS sender OFFSET 0) u
CROSS JOIN LATERAL (SELECT s.moment - pg_temp.pick(t, 156) * interval '60 days' AS at) sent
CROSS JOIN LATERAL (SELECT CASE WHEN t <= s.inbox
  THEN own.ids[1 + floor(pg_temp.pick(t, 157) * cardinality(own.ids))::int]
  ELSE 1 + floor(pg_temp.pick(t, 157) * s.cases)::bigint END AS c
  FROM (SELECT array_agg(c ORDER BY c) AS ids FROM dossier WHERE team_n = 1) own) chosen
JOIN dossier d ON d.c = chosen.c
LEFT JOIN case_given g ON g.c = d.c AND g.user_id IS NULL
JOIN staff sender ON sender.overall = CASE WHEN t > s.inbox AND u.about < 0.7
  THEN d.crew + floor(u.sender * d.crew_size)::int
  ELSE 1 + floor(u.sender * (SELECT count(*) FROM staff))::bigint END;
ANALYZE errand;

TRUNCATE to_number;
INSERT INTO to_number
SELECT e.id, extract(year FROM e.sent_at AT TIME ZONE 'Europe/London'), team.agency_id, e.sent_at
FROM errand e JOIN team ON team.n = e.from_n;
CREATE TEMP TABLE task_numbered AS SELECT * FROM pg_temp.numbered('T');
ANALYZE task_numbered;

INSERT INTO tasks_task (id, uuid, reference, kind_id, priority_id, object_type, object_id,
  object_reference, detail, due_on, sent_at, from_user_id, from_user_name, from_team_id,
  from_team_name, to_team_id, to_person_id, state, answered_at, answered_by_id, answered_by_name,
  answered_team_id, answered_team_name, outcome_id)
SELECT e.id, gen_random_uuid(), n.reference,
  s.task_kinds[1 + floor(pg_temp.pick(e.t, 160) * cardinality(s.task_kinds))::int],
  s.priorities[1 + floor(pg_temp.pick(e.t, 161) * cardinality(s.priorities))::int],
  CASE WHEN c.id IS NULL THEN '' ELSE 'cases.case' END, c.id, coalesce(c.reference, ''),
  pg_temp.of(ARRAY['Please visit and say what you found.', 'Send a copy of the letter.',
    'Ring the complainant by Friday.', 'Who is the tenant?'], pg_temp.pick(e.t, 162)),
  e.sent_at::date + floor(e.due * 75)::int, e.sent_at, e.from_id, e.from_name,
  sending.id, sending.name, receiving.id,
  CASE WHEN stands.state <> 'waiting' THEN worker.user_id END, stands.state,
  CASE WHEN stands.state <> 'waiting' THEN answered.at END,
  CASE WHEN stands.state <> 'waiting' THEN worker.user_id END,
  CASE WHEN stands.state <> 'waiting' THEN worker.name ELSE '' END,
  CASE WHEN stands.state <> 'waiting' THEN receiving.id END,
  CASE WHEN stands.state <> 'waiting' THEN receiving.name ELSE '' END,
  CASE WHEN stands.state = 'completed'
    THEN s.task_outcomes[1 + floor(e.person * cardinality(s.task_outcomes))::int] END
FROM scale s CROSS JOIN errand e
JOIN task_numbered n USING (id)
JOIN team sending ON sending.n = e.from_n
JOIN team receiving ON receiving.n = e.to_n
JOIN staff head ON head.team_n = e.to_n AND head.nth = 1
JOIN staff worker ON worker.overall = head.overall + floor(e.person * head.many)::int
LEFT JOIN cases_case c ON c.id = e.case_id
CROSS JOIN LATERAL (SELECT CASE WHEN e.state < 0.4 OR e.is_inbox AND e.state < 0.7 THEN 'waiting'
  WHEN e.is_inbox OR e.state < 0.6 THEN 'accepted' WHEN e.state < 0.9 THEN 'completed'
  ELSE 'declined' END AS state) stands
CROSS JOIN LATERAL (SELECT e.sent_at + e.due * (s.moment - e.sent_at) AS at) answered
ORDER BY e.id;

INSERT INTO tasks_taskstep (uuid, written_at, written_by_id, written_by_name, written_by_team_id,
  written_by_team_name, task_id, what, text, to_team_id)
SELECT gen_random_uuid(), t.sent_at, t.from_user_id, t.from_user_name, t.from_team_id,
  t.from_team_name, t.id, 'sent', '', t.to_team_id
FROM tasks_task t, scale s WHERE t.id > s.task0 ORDER BY t.id;
INSERT INTO tasks_taskstep (uuid, written_at, written_by_id, written_by_name, written_by_team_id,
  written_by_team_name, task_id, what, text)
SELECT gen_random_uuid(), t.answered_at, t.answered_by_id, t.answered_by_name, t.answered_team_id,
  t.answered_team_name, t.id, t.state, ''
FROM tasks_task t, scale s WHERE t.id > s.task0 AND t.answered_at IS NOT NULL ORDER BY t.id;
