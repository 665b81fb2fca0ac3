-- History and events
INSERT INTO profiles_historicalprofile (id, uuid, reference, is_restricted, version, sort_name,
  created_at, surname, forenames, born_on, sex, gender, first_language, interpreter,
  interpreter_language, created_by_id, lead_id, owner_team_id,
  history_date, history_type, history_user_id)
SELECT p.id, p.uuid, p.reference, p.is_restricted, p.version, p.sort_name, p.created_at, p.surname,
  p.forenames, p.born_on, p.sex, p.gender, p.first_language, p.interpreter,
  p.interpreter_language, p.created_by_id, p.lead_id, p.owner_team_id, p.created_at, '+',
  p.created_by_id
FROM profiles_profile p, scale s WHERE p.id > s.profile0;

-- Of the log, the last entry of each person: the others would say the same more often.
INSERT INTO audit_event (at, verb, operation, section, actor_id, actor_name, actor_team_id,
  actor_team, actor_agency, target_type, target_id, target_label, subjects, recipient, reason,
  detail, history_model, channel)
SELECT done.at, done.verb, 'collection', done.section, done.actor_id, done.actor_name, p.team_id,
  p.team_name, agency.name, 'profiles.profile', p.id, 'Person ' || profile.reference,
  ARRAY[p.id], '', '', '{}', '', 'web'
FROM (
  SELECT id AS profile_id, created_at AS at, 'profile.created' AS verb, '' AS section,
    lead_id AS actor_id, lead_name AS actor_name FROM person
  UNION ALL
  SELECT c.profile_id, c.written_at, 'log.added', 'log', c.written_by_id, c.written_by_name
  FROM profiles_contact c JOIN moved m ON m.profile_id = c.profile_id
    AND m.log_at = c.written_at) done
JOIN person p ON p.id = done.profile_id
JOIN profiles_profile profile ON profile.id = p.id
JOIN agencies_agency agency ON agency.id = p.agency_id;
