-- Scale
CREATE FUNCTION pg_temp.pick(n bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE AS
$$ SELECT ((hashint8extended(n, salt) >> 11) & 9007199254740991)::float8 / 9007199254740992 $$;

-- An element of a list, the first ones more often.
CREATE FUNCTION pg_temp.of(list text[], u float8) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT list[1 + floor(u * cardinality(list))::int] $$;

-- Teams 1 to 4 are large, 5 and 6 large and dormant, the others ordinary.
CREATE TEMP TABLE scale AS
SELECT p.profiles, p.teams, 4 AS large, 2 AS dormant, 6 AS special, p.teams - 6 AS ordinary,
  greatest(p.profiles / 50, p.teams * 4 + 20) AS users,
  greatest(p.teams / 10, 3) AS agencies,
  now() AS moment,
  '9999-12-30 00:00+00'::timestamptz AS forever,
  coalesce((SELECT max(id) FROM agencies_agency), 0) AS agency0,
  coalesce((SELECT max(id) FROM auth_group), 0) AS team0,
  coalesce((SELECT max(id) FROM agencies_user), 0) AS user0,
  coalesce((SELECT max(id) FROM agencies_membership), 0) AS place0,
  coalesce((SELECT max(id) FROM profiles_profile), 0) AS profile0,
  coalesce((SELECT max(id) FROM access_grant), 0) AS grant0,
  coalesce((SELECT max(id) FROM profiles_contact), 0) AS contact0,
  (SELECT array_agg(id ORDER BY id) FROM records_lawfulbasis) AS bases,
  (SELECT array_agg(id ORDER BY id) FROM profiles_contactkind) AS contact_kinds,
  (SELECT array_agg(id ORDER BY id) FROM profiles_warningkind) AS warning_kinds,
  (SELECT array_agg(id ORDER BY id) FROM profiles_risklevel) AS risks
FROM (SELECT profiles, greatest(profiles / 500, 12) AS teams FROM wanted) p;
ANALYZE scale;
