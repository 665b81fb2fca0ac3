-- A gallery of 500 tiles
-- The first team chooses who is on it, and sees it with the rest of its area.
INSERT INTO galleries_gallery (slug, title, kind_id, area_id, criteria, review_days, names,
  shows_photo, is_closed)
SELECT 'generated', 'Generated gallery', (SELECT min(id) FROM galleries_gallerykind), a.area_id,
  'Everybody whom patrols should recognise.', 28, 'full', true, false
FROM scale s JOIN agencies_team_areas a ON a.team_id = s.team0 + 1;
INSERT INTO galleries_gallery_areas (gallery_id, area_id)
SELECT id, area_id FROM galleries_gallery WHERE slug = 'generated';
INSERT INTO galleries_gallery_curators (gallery_id, team_id)
SELECT g.id, s.team0 + 1 FROM scale s, galleries_gallery g WHERE g.slug = 'generated';

INSERT INTO galleries_entry (uuid, gallery_id, profile_id, risk_id, reason, managing_team_id,
  added_by_id, added_by_team_id, added_at, review_on, left_words)
SELECT gen_random_uuid(), g.id, p.id, s.risks[1 + p.n % cardinality(s.risks)],
  pg_temp.of(ARRAY['Repeat doorstep fraud, lives alone', 'Self-neglect, fire risk',
    'Home taken over by drug dealers', 'Harassed by former partner'], pg_temp.pick(p.n, 200)),
  p.owner_team_id, head.user_id, s.team0 + 1, s.moment - p.n * interval '3 hours',
  s.moment::date + p.n % 28, ''
FROM scale s
JOIN galleries_gallery g ON g.slug = 'generated'
JOIN staff head ON head.team_n = 1 AND head.nth = 1
CROSS JOIN (SELECT id, owner_team_id, row_number() OVER (ORDER BY id)::int AS n
  FROM profiles_profile JOIN agencies_team t ON t.group_ptr_id = owner_team_id
  WHERE NOT is_restricted AND NOT t.is_discreet ORDER BY id LIMIT 500) p
WHERE p.id > s.profile0;

INSERT INTO galleries_historicalentry (id, uuid, gallery_id, profile_id, risk_id, reason,
  managing_team_id, added_by_id, added_by_team_id, added_at, review_on, left_words, history_date,
  history_type, history_user_id)
SELECT id, uuid, gallery_id, profile_id, risk_id, reason, managing_team_id, added_by_id,
  added_by_team_id, added_at, review_on, left_words, added_at, '+', added_by_id
FROM galleries_entry;
SET CONSTRAINTS ALL IMMEDIATE;
