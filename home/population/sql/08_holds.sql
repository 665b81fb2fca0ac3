-- Holds
INSERT INTO profiles_profileteamhold (content_object_id, group_id, permission_id, level, sections,
  valid_until, grant_id, restricted, sort_name, search_names, last_activity_at)
SELECT p.id, h.team_id, permission.id, h.level, h.sections, h.valid_until, h.grant_id,
  p.is_restricted, p.sort_name, p.search_names,
  greatest(p.created_at, CASE WHEN h.sections & 1 <> 0 THEN m.log_at END,
    CASE WHEN h.sections & 2 <> 0 THEN m.risk_at END)
FROM (
  SELECT person.id AS profile_id, team_id, 3 AS level, 32767 AS sections,
    s.forever AS valid_until, NULL::bigint AS grant_id FROM person, scale s
  UNION ALL
  SELECT g.profile_id, team.id, g.level, g.mask, g.valid_until, g.id
  FROM given g JOIN team ON team.n = g.team_n WHERE g.state = 'live' AND g.user_id IS NULL) h
JOIN profiles_profile p ON p.id = h.profile_id
JOIN hold_permission permission ON permission.kind = 'profile' AND permission.level = h.level
LEFT JOIN moved m ON m.profile_id = h.profile_id;

INSERT INTO profiles_profileuserhold (content_object_id, user_id, membership_id, permission_id,
  level, sections, valid_until, grant_id, restricted, sort_name, search_names, last_activity_at)
SELECT p.id, g.user_id, g.place_id, permission.id, g.level, g.mask,
  least(g.valid_until, place.valid_until), g.id, p.is_restricted, p.sort_name, p.search_names,
  greatest(p.created_at, CASE WHEN g.mask & 1 <> 0 THEN m.log_at END,
    CASE WHEN g.mask & 2 <> 0 THEN m.risk_at END)
FROM given g
JOIN place ON place.id = g.place_id
JOIN profiles_profile p ON p.id = g.profile_id
JOIN hold_permission permission ON permission.kind = 'profile' AND permission.level = g.level
LEFT JOIN moved m ON m.profile_id = g.profile_id
WHERE g.state = 'live' AND g.user_id IS NOT NULL;
