"""How facts follow from the rows of records: one SELECT for each kind.

Each selects kind, what, profile, day, case, team and source. `people` narrows it to these people,
if any are named, and `since` to what happened from that day on. Twice is the same as once.
"""

from collections.abc import Iterable

# Contacts in which nobody was met.
MISSED = ("not-at-home", "no-answer", "did-not-attend", "declined", "cancelled-by-them")
NOT_MET = (*MISSED, "left-message", "cancelled-by-us")

_INTO = """INSERT INTO alerts_fact
  (kind, what, profile_id, happens_on, case_id, team_id, source_id) """
# All parts are constants of this file; what is asked for is given as parameters.
_NEW = " ON CONFLICT DO NOTHING RETURNING id"
_OF_PEOPLE = "(%(people)s::bigint[] IS NULL OR {0} = ANY(%(people)s::bigint[]))"
_SINCE = "{0} >= %(since)s::date"
_LOCAL = "({0} AT TIME ZONE 'Europe/London')::date"

_ALONE = "NULL::bigint, NULL::bigint"  # of no case, and for every team

_CONTACT = f"""FROM profiles_contact c
  JOIN profiles_contactkind k ON k.id = c.kind_id
  LEFT JOIN profiles_contactoutcome o ON o.id = c.outcome_id
  WHERE {_OF_PEOPLE.format("c.profile_id")} AND {_SINCE.format("c.happened_on")}"""
_PARTICIPANT = f"""FROM cases_participant p
  JOIN cases_case c ON c.id = p.case_id
  JOIN cases_casekind k ON k.id = c.kind_id
  JOIN cases_participantrole r ON r.id = p.role_id
  WHERE p.profile_id IS NOT NULL AND {_OF_PEOPLE.format("p.profile_id")}"""
_GRANT = f"""FROM access_grant g
  LEFT JOIN agencies_agreement a ON a.id = g.agreement_id
  WHERE g.object_type = 'profiles.profile' AND g.ended_at IS NULL
  AND {_OF_PEOPLE.format("g.object_id")}"""
_OPENED, _UNTIL, _ADDED, _WRITTEN, _SHOWN = (
    _LOCAL.format(name)
    for name in ("h.at", "g.valid_until", "a.added_at", "p.written_at", "e.added_at")
)
_REPORTED, _GRADED, _DUE = (
    _LOCAL.format(name) for name in ("e.reported_at", "r.written_at", "h.due_at")
)

SELECTS = {
    "contact": f"""SELECT 'contact', k.code, c.profile_id, c.happened_on, {_ALONE}, c.id
      {_CONTACT}""",
    "missed": f"""SELECT 'missed', k.code, c.profile_id, c.happened_on, {_ALONE}, c.id
      {_CONTACT} AND o.code = ANY(%(missed)s)""",
    "met": f"""SELECT 'met', '', c.profile_id, c.happened_on, {_ALONE}, c.id
      {_CONTACT} AND (o.code IS NULL OR o.code != ALL(%(not_met)s))""",
    # Of somebody never met, days are counted from the one on which the record was opened.
    "opened": f"""SELECT 'opened', '', h.target_id, {_OPENED}, {_ALONE}, h.target_id
      FROM audit_event h JOIN profiles_profile p ON p.id = h.target_id
      WHERE h.verb = 'profile.created' AND h.target_type = 'profiles.profile'
      AND {_OF_PEOPLE.format("h.target_id")} AND {_SINCE.format(_OPENED)}""",  # noqa: S608 - constants of this file
    "risk": f"""SELECT 'risk', s.code, s.profile_id, s.assessed_on, {_ALONE}, s.id
      FROM (SELECT r.id, r.profile_id, r.assessed_on, l.code, l.badge, l.position,
          lag(l.position) OVER (PARTITION BY r.profile_id ORDER BY r.assessed_on, r.id) AS before
        FROM profiles_riskassessment r JOIN profiles_risklevel l ON l.id = r.level_id
        WHERE {_OF_PEOPLE.format("r.profile_id")}) s
      WHERE (s.before > s.position OR s.before IS NULL AND s.badge IN ('high', 'veryhigh'))
      AND {_SINCE.format("s.assessed_on")}""",  # noqa: S608 - constants of this file
    "case": f"""SELECT DISTINCT 'case', k.code, p.profile_id, c.opened_on, c.id, NULL::bigint,
        c.id
      {_PARTICIPANT} AND {_SINCE.format("c.opened_on")}""",
    "in_role": f"""SELECT 'in_role', r.code, p.profile_id, {_WRITTEN}, c.id, NULL::bigint, c.id
      {_PARTICIPANT} AND {_SINCE.format(_WRITTEN)}""",
    "complaint": f"""SELECT DISTINCT 'complaint', r.code, p.profile_id, i.happened_on, c.id,
        NULL::bigint, i.id
      FROM cases_incident i JOIN cases_participant p ON p.case_id = i.case_id
      JOIN cases_case c ON c.id = i.case_id
      JOIN cases_casekind k ON k.id = c.kind_id
      JOIN cases_participantrole r ON r.id = p.role_id
      WHERE k.code = 'asb' AND p.profile_id IS NOT NULL
      AND {_OF_PEOPLE.format("p.profile_id")} AND {_SINCE.format("i.happened_on")}""",  # noqa: S608 - constants of this file
    "address": f"""SELECT 'address', coalesce(k.code, ''), a.profile_id, {_ADDED}, {_ALONE}, a.id
      FROM profiles_address a LEFT JOIN profiles_addresskind k ON k.id = a.kind_id
      WHERE {_OF_PEOPLE.format("a.profile_id")} AND {_SINCE.format(_ADDED)}
      AND EXISTS (SELECT 1 FROM profiles_address b
        WHERE b.profile_id = a.profile_id AND b.id < a.id)""",  # noqa: S608 - constants of this file
    "gallery": f"""SELECT 'gallery', k.code, e.profile_id, {_SHOWN}, {_ALONE}, e.id
      FROM galleries_entry e JOIN galleries_gallery g ON g.id = e.gallery_id
      JOIN galleries_gallerykind k ON k.id = g.kind_id
      WHERE {_OF_PEOPLE.format("e.profile_id")} AND {_SINCE.format(_SHOWN)}""",  # noqa: S608 - constants of this file
    "missing": f"""SELECT 'missing', '', e.profile_id, {_REPORTED}, e.case_id, NULL::bigint, e.id
      FROM missing_episode e LEFT JOIN missing_outcome o ON o.id = e.outcome_id
      WHERE o.code IS DISTINCT FROM 'in-error' AND e.profile_id IS NOT NULL
      AND {_OF_PEOPLE.format("e.profile_id")} AND {_SINCE.format(_REPORTED)}""",  # noqa: S608 - constants of this file
    # As of people: also a first level that is high.
    "missing_risk": f"""SELECT 'missing_risk', l.code, e.profile_id, {_GRADED}, e.case_id,
        NULL::bigint, r.id
      FROM missing_riskassessment r JOIN missing_episode e ON e.id = r.episode_id
      JOIN missing_missingrisk l ON l.id = r.risk_id
      WHERE e.profile_id IS NOT NULL AND {_OF_PEOPLE.format("e.profile_id")}
      AND {_SINCE.format(_GRADED)} AND (r.is_raised OR l.badge IN ('high', 'veryhigh')
        AND NOT EXISTS (SELECT 1 FROM missing_riskassessment b
          WHERE b.episode_id = r.episode_id AND b.id < r.id))""",  # noqa: S608 - constants of this file
    "handover": f"""SELECT 'handover', '', e.profile_id, {_DUE}, h.case_id, h.to_team_id, h.id
      FROM tasks_handover h JOIN missing_episode e ON e.case_id = h.case_id
      WHERE h.escalated_at IS NOT NULL AND e.profile_id IS NOT NULL
      AND {_OF_PEOPLE.format("e.profile_id")} AND {_SINCE.format(_DUE)}""",  # noqa: S608 - constants of this file
    "released": f"""SELECT 'released', '', s.profile_id, s.ends_on, {_ALONE}, s.id
      FROM profiles_custodystay s
      WHERE s.ends_on IS NOT NULL AND {_OF_PEOPLE.format("s.profile_id")}
      AND {_SINCE.format("s.ends_on")} AND NOT EXISTS (SELECT 1 FROM profiles_custodystay n
        WHERE n.profile_id = s.profile_id AND n.starts_on = s.ends_on AND n.id != s.id)""",  # noqa: S608 - constants of this file
    "release": f"""SELECT 'release', '', s.profile_id, s.release_expected_on, {_ALONE}, s.id
      FROM profiles_custodystay s WHERE s.release_expected_on IS NOT NULL
      AND {_OF_PEOPLE.format("s.profile_id")} AND {_SINCE.format("s.release_expected_on")}""",  # noqa: S608 - constants of this file
    "grant": f"""SELECT 'grant', '', g.object_id, {_UNTIL}, NULL::bigint, g.team_id, g.id
      {_GRANT} AND g.valid_until < '9999-01-01' AND {_SINCE.format(_UNTIL)}""",
    "agreement": f"""SELECT 'agreement', '', g.object_id, a.in_force_until, NULL::bigint,
        g.team_id, g.id
      {_GRANT} AND a.ended_at IS NULL AND a.in_force_until IS NOT NULL
      AND {_SINCE.format("a.in_force_until")}""",
    "report": f"""SELECT 'report', '', d.profile_id, d.due_on, NULL::bigint, d.team_id, d.kind_id
      FROM profiles_duereport d
      WHERE d.team_id IS NOT NULL AND {_OF_PEOPLE.format("d.profile_id")}
      AND {_SINCE.format("d.due_on")}""",  # noqa: S608 - constants of this file
}


def statement(kinds: Iterable[str]) -> str:
    """Writes the facts of these kinds that are not there yet: one statement for all of them."""
    return _INTO + " UNION ALL ".join(f"({SELECTS[kind]})" for kind in kinds) + _NEW
