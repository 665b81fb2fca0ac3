-- The RJ register
-- Of five forces. Somebody responsible, of whom a third have a record, and somebody harmed.
CREATE TEMP TABLE incident AS
SELECT e, s.entry0 + e AS id, team.id AS team_id, place.area_id, team.agency_id,
  worker.user_id, worker.name AS officer, recorded.at,
  (recorded.at AT TIME ZONE 'Europe/London')::date - 1 AS happened_on,
  pg_temp.of('{active,kept,kept,kept,kept,broken,none,withdrawn}', pg_temp.pick(e, 171)) AS agreement,
  1 + floor(pg_temp.pick(e, 172) * cardinality(s.rj_levels))::int AS level_n,
  1 + floor(pg_temp.pick(e, 173) ^ 1.5 * cardinality(s.rj_offences))::int AS offence_n,
  street.name || ' ' || pg_temp.of('{Road,Street,Court,Close}', pg_temp.pick(e, 174)) || ', '
    || town.name AS place
FROM scale s CROSS JOIN generate_series(1, s.entries) e
CROSS JOIN LATERAL (SELECT s.moment - interval '2 days'
  - pg_temp.pick(e, 170) ^ 1.4 * interval '10 years' AS at OFFSET 0) recorded
JOIN team ON team.n = 1 + e % 5
JOIN agencies_team_areas place ON place.team_id = team.id
JOIN staff head ON head.team_n = team.n AND head.nth = 1
JOIN staff worker ON worker.overall = head.overall + floor(pg_temp.pick(e, 175) * head.many)::int
CROSS JOIN (SELECT count(*) AS surnames FROM surname) many
JOIN surname street ON street.n = 1 + floor(pg_temp.pick(e, 176) * many.surnames)::int
JOIN surname town ON town.n = 1 + floor(pg_temp.pick(e, 177) ^ 3 * many.surnames)::int;
CREATE UNIQUE INDEX ON incident (id);
ANALYZE incident;

TRUNCATE to_number;
INSERT INTO to_number
SELECT id, extract(year FROM at AT TIME ZONE 'Europe/London'), agency_id, at FROM incident;
CREATE TEMP TABLE entry_numbered AS SELECT * FROM pg_temp.numbered('J');
CREATE UNIQUE INDEX ON entry_numbered (id);
ANALYZE entry_numbered;

INSERT INTO referrals_intervention (id, uuid, reference, area_id, team_id, recorded_by_id,
  recorded_by_name, recorded_at, registered_at, level_id, offence_id, number, happened_on, place,
  summary, admission, officer_name, officer_phone, facilitator, champion_name, champion_advice,
  is_community_resolution, agreement, agreed_on, ended_on, outcome, search_words)
SELECT i.id, gen_random_uuid(), n.reference, i.area_id, i.team_id, i.user_id, i.officer, i.at, i.at,
  s.rj_levels[i.level_n], offence.id, said.number, i.happened_on, i.place, said.summary, 'admitted',
  i.officer, '', '', '', '', i.level_n = 1, i.agreement,
  CASE WHEN i.agreement IN ('active', 'kept', 'broken') THEN i.happened_on + 1 END,
  CASE WHEN i.agreement IN ('kept', 'broken', 'withdrawn') THEN i.happened_on + 2 END, '',
  folded(concat_ws(' ', n.reference, said.number, offence.name, i.place, said.summary, i.officer))
FROM scale s CROSS JOIN incident i JOIN entry_numbered n USING (id)
JOIN referrals_rjoffence offence ON offence.id = s.rj_offences[i.offence_n]
CROSS JOIN LATERAL (SELECT 'CR/' || lpad(i.e::text, 6, '0') || to_char(i.happened_on, '/YY')
  AS number, pg_temp.of('{Kicked a pane out of the shelter,Took sweets and a comic,Wrote on the wall of the chapel,Shouted at the neighbour,Threw eggs at the windows,Broke the mirror of a parked car,Took a bicycle and left it in the canal,Set fire to a bin}',
  pg_temp.pick(i.e, 178)) || pg_temp.of('{., after a quarrel., with two friends., and ran away.}',
  pg_temp.pick(i.e, 179)) AS summary OFFSET 0) said
ORDER BY i.id;
ANALYZE referrals_intervention;

CREATE TEMP TABLE taking_part AS
SELECT i.id, i.e, k, i.area_id, i.happened_on, i.at,
  2 * i.e + k AS n, CASE WHEN k = 1 AND pg_temp.pick(i.e, 180) < 0.3
    THEN 1 + floor(pg_temp.pick(i.e, 181) * s.profiles)::bigint END AS person_i
FROM scale s CROSS JOIN incident i CROSS JOIN generate_series(1, 2) k;
ANALYZE taking_part;

INSERT INTO referrals_party (uuid, intervention_id, profile_id, role_id, forenames, surname,
  also_known_as, born_on, address, phone, consented_on, consent_method_id, withdrew_because,
  satisfaction_words, area_id, is_registered, happened_on, sort_name, search_names, search_address,
  digits)
SELECT gen_random_uuid(), t.id, p.id, s.party_roles[t.k], named.forenames, named.surname, named.alias,
  named.born_on, named.address, named.phone, t.happened_on, s.consents[1], '', '', t.area_id, true,
  t.happened_on, sort_name(named.surname, named.forenames),
  with_sounds(btrim(name_for_search(named.forenames, named.surname) || ' ' || folded(named.alias))),
  folded(replace(named.address, ',', ' ')), left(phone_for_search(named.phone), 40)
FROM scale s CROSS JOIN taking_part t
CROSS JOIN (SELECT (SELECT count(*) FROM surname) AS surnames,
  (SELECT count(*) FROM forename) AS forenames) many
LEFT JOIN person i ON i.i = t.person_i
LEFT JOIN profiles_profile p ON p.id = i.id
JOIN surname last ON last.n = 1 + floor(pg_temp.pick(t.n, 182) ^ 1.9 * many.surnames)::int
JOIN forename first ON first.n = 1 + floor(pg_temp.pick(t.n, 183) ^ 1.6 * many.forenames)::int
JOIN surname other ON other.n = 1 + floor(pg_temp.pick(t.n, 184) * many.surnames)::int
JOIN surname street ON street.n = 1 + floor(pg_temp.pick(t.n, 185) * many.surnames)::int
JOIN surname town ON town.n = 1 + floor(pg_temp.pick(t.n, 186) ^ 3 * many.surnames)::int
CROSS JOIN LATERAL (SELECT coalesce(p.forenames, first.name) AS forenames,
  coalesce(p.surname, last.name) AS surname,
  CASE WHEN pg_temp.pick(t.n, 187) < 0.1 THEN first.name || ' ' || other.name ELSE '' END AS alias,
  CASE WHEN pg_temp.pick(t.n, 188) < 0.9 THEN coalesce(p.born_on, (t.at - interval '11 years'
    - pg_temp.pick(t.n, 189) ^ 1.3 * interval '60 years')::date) END AS born_on,
  CASE WHEN pg_temp.pick(t.n, 190) < 0.6 THEN 1 + floor(pg_temp.pick(t.n, 191) * 180)::int || ' '
    || street.name || ' Road, ' || town.name ELSE '' END AS address,
  CASE WHEN pg_temp.pick(t.n, 192) < 0.3
    THEN '01632 ' || lpad(floor(pg_temp.pick(t.n, 193) * 1000000)::int::text, 6, '0') ELSE '' END
    AS phone OFFSET 0) named
ORDER BY t.id, t.k;
