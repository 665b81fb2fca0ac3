-- Names, roles, warnings, addresses, phones, identifiers, custody, risk
INSERT INTO profiles_othername (uuid, profile_id, surname, forenames, added_by_id, added_at)
SELECT gen_random_uuid(), id, other, forenames, lead_id, created_at FROM person
WHERE other IS NOT NULL;

INSERT INTO profiles_role (uuid, profile_id, kind, source, starts_on, ends_on, added_by_id,
  added_at)
SELECT gen_random_uuid(), p.id, kinds.kind, p.team_name, p.created_at::date,
  CASE WHEN k = 1 AND pg_temp.pick(p.i, 53) < 0.15 THEN p.created_at::date + 30 END,
  p.lead_id, p.created_at
FROM person p, generate_series(1, 1 + (pg_temp.pick(p.i, 50) < 0.2)::int) k
CROSS JOIN LATERAL (SELECT CASE k
  WHEN 1 THEN pg_temp.of('{offender,offender,offender,suspect,suspect,victim,perpetrator}',
    pg_temp.pick(p.i, 51))
  ELSE pg_temp.of('{vulnerable,vulnerable,witness,complainant,missing}', pg_temp.pick(p.i, 52))
  END AS kind) kinds;

INSERT INTO profiles_warning (uuid, profile_id, kind_id, text, code, review_on, starts_on,
  added_by_id, added_at)
SELECT gen_random_uuid(), p.id,
  s.warning_kinds[1 + floor(pg_temp.pick(p.i, 55) * cardinality(s.warning_kinds))::int],
  'Read the risk assessment before visiting.', '', s.moment::date + 90, p.created_at::date,
  p.lead_id, p.created_at
FROM person p, scale s WHERE pg_temp.pick(p.i, 54) < 0.08;

INSERT INTO profiles_address (uuid, profile_id, text, postcode, is_confidential, safe_to_contact,
  safe_to_leave_message, added_by_id, added_at)
SELECT gen_random_uuid(), p.id,
  1 + floor(pg_temp.pick(p.i, 57) * 180)::int || ' ' || surname.name || ' Road', '',
  pg_temp.pick(p.i, 58) < 0.02, '', '', p.lead_id, p.created_at
FROM person p
JOIN surname ON surname.n = 1 + (p.i % (SELECT count(*) FROM surname))
WHERE pg_temp.pick(p.i, 56) < 0.5;

INSERT INTO profiles_phone (uuid, profile_id, number, note, is_confidential, safe_to_contact,
  safe_to_leave_message, added_by_id, added_at)
SELECT gen_random_uuid(), p.id, (CASE p.i % 2 WHEN 0 THEN '07700 900' ELSE '01632 960 ' END) || lpad((p.i % 1000)::text, 3, '0'), '', false, '', '',
  p.lead_id, p.created_at
FROM person p WHERE pg_temp.pick(p.i, 59) < 0.3;

INSERT INTO profiles_identifier (uuid, profile_id, kind, value, added_by_id, added_at)
SELECT gen_random_uuid(), p.id, 'pnc', p.year || '/' || lpad(p.i::text, 7, '0') || substr(
    'ZABCDEFGHJKLMNPQRTUVWXY', ((p.year % 100) * 10000000 + p.i)::int % 23 + 1, 1),
  p.lead_id, p.created_at
FROM person p WHERE pg_temp.pick(p.i, 60) < 0.4;

-- One in twelve is inside, as many have left, and some of those inside came from elsewhere.
INSERT INTO profiles_custodystay (uuid, profile_id, establishment_id, starts_on, ends_on,
  release_expected_on, added_by_id, added_at)
SELECT gen_random_uuid(), p.id,
  e.ids[1 + floor(pg_temp.pick(p.i * 2 + k, 65) * cardinality(e.ids))::int],
  began.day + 100 * (k - 1), CASE WHEN u.fate >= 0.08 OR k < stays.many
    THEN began.day + 100 * k END,
  CASE WHEN u.fate < 0.06 AND k = stays.many
    THEN s.moment::date + 1 + floor(pg_temp.pick(p.i, 66) * 300)::int END,
  p.lead_id, began.day
FROM scale s CROSS JOIN person p
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM profiles_establishment) e
CROSS JOIN LATERAL (SELECT pg_temp.pick(p.i, 67) AS fate) u
CROSS JOIN LATERAL (SELECT 1 + (u.fate < 0.02)::int AS many) stays
CROSS JOIN LATERAL (SELECT s.moment::date - 201
  - floor(pg_temp.pick(p.i, 68) * 400)::int AS day) began
CROSS JOIN LATERAL generate_series(1, stays.many) k
WHERE u.fate < 0.16;
ANALYZE profiles_custodystay;

INSERT INTO profiles_riskassessment (uuid, profile_id, level_id, of_what, rationale, assessed_on,
  written_at, written_by_id, written_by_name, written_by_team_id, written_by_team_name)
SELECT gen_random_uuid(), p.id,
  s.risks[1 + floor(pg_temp.pick(p.i, 62) ^ 0.6 * cardinality(s.risks))::int],
  'reoffending', 'From the last review.', written.at::date, written.at, p.lead_id, p.lead_name,
  p.team_id, p.team_name
FROM scale s CROSS JOIN person p
CROSS JOIN LATERAL (SELECT p.created_at + pg_temp.pick(p.i, 63) * (CASE WHEN p.is_dormant
  THEN s.moment - interval '8 years' ELSE s.moment END - p.created_at) AS at) written
WHERE pg_temp.pick(p.i, 61) < 0.2;
