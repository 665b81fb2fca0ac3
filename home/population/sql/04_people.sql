-- People
CREATE TEMP TABLE drawn AS
SELECT i, s.profile0 + i AS id, placed.team_n,
  placed.team_n > s.large AND placed.team_n <= s.special AS is_dormant,
  CASE WHEN placed.team_n > s.large AND placed.team_n <= s.special
    THEN s.moment - interval '10 years' + pg_temp.pick(i, 31) * interval '1 year'
    ELSE s.moment - interval '1 minute' - pg_temp.pick(i, 31) ^ 1.4 * interval '10 years'
  END AS created_at,
  1 + floor(pg_temp.pick(i, 32) ^ 1.9 * names.surnames)::int AS surname_n,
  1 + floor(pg_temp.pick(i, 33) ^ 1.6 * names.forenames)::int AS forename_n,
  CASE WHEN pg_temp.pick(i, 34) < 0.3
    THEN 1 + floor(pg_temp.pick(i, 35) * names.forenames)::int END AS middle_n,
  CASE WHEN pg_temp.pick(i, 36) < 0.1
    THEN 1 + floor(pg_temp.pick(i, 37) * names.surnames)::int END AS other_n,
  pg_temp.pick(i, 38) < greatest(0.005, 3.0 / s.profiles) AS is_restricted
FROM scale s CROSS JOIN generate_series(1, s.profiles) i
CROSS JOIN (SELECT (SELECT count(*) FROM surname) AS surnames,
  (SELECT count(*) FROM forename) AS forenames) names
CROSS JOIN LATERAL (SELECT pg_temp.pick(i, 30) AS u) owner
CROSS JOIN LATERAL (SELECT CASE
  WHEN u < 0.188 THEN 1 + floor(u / 0.047)::int
  WHEN u < 0.288 THEN 5 + floor((u - 0.188) / 0.05)::int
  ELSE s.special + 1 + floor(((u - 0.288) / 0.712) ^ 1.3 * s.ordinary)::int END AS team_n) placed;
ANALYZE drawn;

CREATE TEMP TABLE person AS
SELECT d.i, d.id, d.team_n, d.is_dormant, d.is_restricted, d.created_at,
  t.id AS team_id, t.name AS team_name, t.agency_id,
  lead.user_id AS lead_id, lead.name AS lead_name,
  head.overall AS crew, head.many AS crew_size,
  surname.name AS surname,
  concat_ws(' ', forename.name, middle.name) AS forenames,
  other.name AS other,
  extract(year FROM d.created_at AT TIME ZONE 'Europe/London')::int AS year
FROM drawn d
JOIN team t ON t.n = d.team_n
JOIN staff head ON head.team_n = d.team_n AND head.nth = 1
JOIN staff lead ON lead.overall = head.overall
  + floor(pg_temp.pick(d.i, 39) * head.many)::int
JOIN surname ON surname.n = d.surname_n
JOIN forename ON forename.n = d.forename_n
LEFT JOIN forename middle ON middle.n = d.middle_n
LEFT JOIN surname other ON other.n = d.other_n;
DROP TABLE drawn;

ANALYZE person;

INSERT INTO to_number SELECT id, year, agency_id, created_at FROM person;
CREATE TEMP TABLE numbered AS SELECT * FROM pg_temp.numbered('P');

ANALYZE numbered;
INSERT INTO profiles_profile (id, uuid, reference, owner_team_id, lead_id, is_restricted, version,
  sort_name, search_names, created_at, surname, forenames, born_on, sex, gender, first_language,
  interpreter, interpreter_language, created_by_id)
SELECT p.id, gen_random_uuid(), n.reference, p.team_id, p.lead_id, p.is_restricted, 1,
  sort_name(p.surname, p.forenames),
  with_sounds(name_for_search(p.forenames, p.surname)
    || coalesce(' | ' || name_for_search(p.forenames, p.other), '')),
  p.created_at, p.surname, p.forenames,
  (p.created_at - interval '10 years' - pg_temp.pick(p.i, 40) ^ 1.3 * interval '70 years')::date,
  pg_temp.of('{male,male,male,female,female,not_known}', pg_temp.pick(p.i, 41)),
  '', '', '', '', p.lead_id
FROM person p JOIN numbered n USING (id) ORDER BY p.id;
DROP TABLE numbered;
CREATE UNIQUE INDEX ON person (i);
ANALYZE profiles_profile;
