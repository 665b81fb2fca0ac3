-- History and events of cases and tasks
INSERT INTO cases_historicalcase (id, uuid, reference, is_restricted, version, sort_name,
  created_at, title, opened_on, review_on, reviewed_on, tags, victim_contact_name,
  victim_contact_organisation, victim_contact_phone, closed_by_name, closing_words, owner_team_id,
  lead_id, kind_id, stage_id, risk_id, rag_id, created_by_id, history_date, history_type,
  history_user_id)
SELECT c.id, c.uuid, c.reference, c.is_restricted, c.version, c.sort_name, c.created_at, c.title,
  c.opened_on, c.review_on, c.reviewed_on, c.tags, c.victim_contact_name,
  c.victim_contact_organisation, c.victim_contact_phone, '', '', c.owner_team_id, c.lead_id,
  c.kind_id, c.stage_id, c.risk_id, c.rag_id, c.created_by_id, c.created_at, '+', c.created_by_id
FROM cases_case c, scale s WHERE c.id > s.case0;

-- Of the actions, the last one of each case; of a task, that it was sent.
INSERT INTO audit_event (at, verb, operation, section, actor_id, actor_name, actor_team_id,
  actor_team, actor_agency, target_type, target_id, target_label, subjects, recipient, reason,
  detail, history_model, channel)
SELECT done.at, done.verb, 'collection', done.section, done.actor_id, done.actor_name, d.team_id,
  d.team_name, agency.name, 'cases.case', d.id, 'Case ' || c.reference,
  CASE WHEN done.section = '' THEN '{}' ELSE named.ids END, '', '', '{}', '', 'web'
FROM (
  SELECT id AS case_id, created_at AS at, 'case.opened' AS verb, '' AS section,
    lead_id AS actor_id, lead_name AS actor_name FROM dossier
  UNION ALL
  SELECT a.case_id, a.written_at, 'action.added', 'actions', a.written_by_id, a.written_by_name
  FROM cases_action a JOIN case_moved m ON m.case_id = a.case_id
    AND m.actions_at = a.written_at) done
JOIN dossier d ON d.id = done.case_id
JOIN cases_case c ON c.id = d.id
JOIN agencies_agency agency ON agency.id = d.agency_id
LEFT JOIN (SELECT case_id, array_agg(DISTINCT profile_id ORDER BY profile_id) AS ids
  FROM cases_participant WHERE profile_id IS NOT NULL GROUP BY case_id) named
  ON named.case_id = d.id;

INSERT INTO audit_event (at, verb, operation, section, actor_id, actor_name, actor_team_id,
  actor_team, actor_agency, target_type, target_id, target_label, subjects, recipient, reason,
  detail, history_model, channel)
SELECT t.sent_at, 'task.sent', 'collection', '', t.from_user_id, t.from_user_name, t.from_team_id,
  t.from_team_name, agency.name, 'tasks.task', t.id, t.reference, '{}', to_team.name, '', '{}', '',
  'web'
FROM scale s CROSS JOIN tasks_task t
JOIN team ON team.id = t.from_team_id
JOIN agencies_agency agency ON agency.id = team.agency_id
JOIN team to_team ON to_team.id = t.to_team_id
WHERE t.id > s.task0;
