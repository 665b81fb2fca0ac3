"""Bulk grants: gives and ends access to many records of one kind in a statement or two.

Callers ask for permission and lock the records first. Tests hold the result equal to `ledger` and
`projection`, which do the same for one record.

Names of tables and columns come from the models; values are parameters.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from access.levels import mask
from access.models import Grant
from access.projection import permissions_of
from access.while_open import unseen_ends
from agencies.models import Membership, Team, User
from core.querysets import among, as_array
from records.models import LawfulBasis

BRING = "SELECT set_config('ecins.brings_copies', %s || ':' || pg_current_xact_id(), true)"
BRING_NO_MORE = "SELECT set_config('ecins.brings_copies', '', true)"

ENTER = """
WITH given AS (
  INSERT INTO access_grant (uuid, object_type, object_id, team_id, user_id, membership_id, level,
    sections, purpose, basis_id, agreement_id, valid_from, valid_until, given_at, given_by_id,
    given_by_team_id, replaces_id, ended_because, while_open_type, while_open_id)
  SELECT gen_random_uuid(), %(kind)s, o.id, %(team)s, %(user)s, %(membership)s, %(level)s,
    %(sections)s::varchar[], %(purpose)s, %(basis)s, c.agreement, statement_timestamp(), %(until)s,
    statement_timestamp(), %(by)s, o.owner_team_id, b.before, '',
    coalesce(w.kind, ''), w.record_open
  FROM {records} o
  LEFT JOIN unnest(%(had)s::bigint[], %(before)s::bigint[]) AS b(record, before)
    ON b.record = o.id
  LEFT JOIN unnest(%(hanging)s::bigint[], %(kinds)s::varchar[], %(open)s::bigint[])
    AS w(record, kind, record_open) ON w.record = o.id
  JOIN agencies_team t ON t.group_ptr_id = o.owner_team_id
  LEFT JOIN unnest(%(agencies)s::bigint[], %(agreements)s::bigint[]) AS c(agency, agreement)
    ON c.agency = t.agency_id
  WHERE o.id = ANY(%(ids)s::bigint[]) ORDER BY o.id
  RETURNING id, object_id)
INSERT INTO {holds} AS h (content_object_id, {who}, {named} permission_id, level, sections,
  valid_until, grant_id, restricted, sort_name, search_names, last_activity_at)
SELECT o.id, %(holder)s, {membership} %(permission)s, %(level)s, %(mask)s, %(held_until)s,
  given.id, o.is_restricted, o.sort_name, o.search_names, greatest(o.created_at, (
    SELECT max(a.last_at) FROM {activities} a
    WHERE a.content_object_id = o.id AND (a.section & %(mask)s) <> 0))
FROM given JOIN {records} o ON o.id = given.object_id ORDER BY o.id
ON CONFLICT ({who}, content_object_id) DO UPDATE SET {named_again}
  permission_id = EXCLUDED.permission_id, level = EXCLUDED.level, sections = EXCLUDED.sections,
  valid_until = EXCLUDED.valid_until, grant_id = EXCLUDED.grant_id,
  last_activity_at = EXCLUDED.last_activity_at
"""


@dataclass(frozen=True)
class Terms:
    """What is given: how far, which sections, why, on what basis, until when."""

    level: int
    sections: list[str]
    purpose: str
    basis: LawfulBasis
    until: datetime.datetime

    def in_words(self) -> dict[str, Any]:
        """The terms, for the log."""
        sample = Grant(level=self.level, valid_until=self.until)
        return {
            "can": sample.get_level_display(),
            "sections": self.sections,
            "until": None if sample.is_for_ever else self.until.isoformat(),
            "basis": self.basis.name,
        }


def grants_to(
    model: Any, ids: Iterable[int], team: Team, membership: Membership | None = None
) -> QuerySet:
    """The un-ended grants of these records to a team, or to the person of a membership."""
    whom = Q(user_id=membership.user_id) if membership else Q(team=team, user=None)
    of_these = Grant.objects.filter(object_type=model._meta.label_lower, object_id__in=among(ids))
    return of_these.unended().filter(whom)


def enter_grants(
    model: Any,
    ids: list[int],
    by: User,
    *,
    team: Team,
    membership: Membership | None,
    terms: Terms,
    agreements: dict[int, int],
) -> int:
    """Enter a grant of each of these records in place of the one there is. How many replaced.

    `agreements` are those that cover the access, by the owner's agency. What ends with a case that
    the giver may not see goes on to end with it.
    """
    hanging = unseen_ends(grants_to(model, ids, team, membership), by)
    before = dict(grants_to(model, ids, team, membership).values_list("object_id", "pk"))
    _close(before.values(), by, "Replaced")
    holds = model._meta.get_field("user_holds" if membership else "team_holds").related_model
    sql = ENTER.format(
        records=model._meta.db_table,
        activities=model._meta.get_field("activities").related_model._meta.db_table,
        holds=holds._meta.db_table,
        who="user_id" if membership else "group_id",
        named="membership_id," if membership else "",
        membership="%(membership)s," if membership else "",
        named_again="membership_id = EXCLUDED.membership_id," if membership else "",
    )
    params = {
        "kind": model._meta.label_lower,
        "ids": as_array(ids),
        "team": team.pk,
        "user": membership.user_id if membership else None,
        "membership": membership.pk if membership else None,
        "holder": membership.user_id if membership else team.pk,
        "level": terms.level,
        "sections": terms.sections,
        "mask": mask(model, terms.sections),
        "permission": permissions_of(model)[terms.level],
        "purpose": terms.purpose,
        "basis": terms.basis.pk,
        "until": terms.until,
        "held_until": min(terms.until, membership.valid_until) if membership else terms.until,
        "by": by.pk,
        "hanging": as_array(hanging.keys()),
        "kinds": [kind for kind, _ in hanging.values()],
        "open": as_array(pk for _, pk in hanging.values()),
        "had": as_array(before.keys()),
        "before": as_array(before.values()),
        "agencies": as_array(agreements.keys()),
        "agreements": as_array(agreements.values()),
    }
    with connection.cursor() as cursor:
        cursor.execute(BRING, [model._meta.db_table])
        cursor.execute(sql, params)
        cursor.execute(BRING_NO_MORE)
    _drop_run_out(model, ids)
    return len(before)


def close_grants(
    model: Any,
    ids: list[int],
    by: User,
    *,
    team: Team,
    membership: Membership | None,
    because: str,
) -> list[int]:
    """Close the grants of these records to a team or person, now. Returns the records' ids."""
    found = dict(grants_to(model, ids, team, membership).values_list("pk", "object_id"))
    _close(found, by, because)
    holds = model._meta.get_field("user_holds" if membership else "team_holds").related_model
    holds.objects.filter(grant_id__in=among(found)).delete()
    _drop_run_out(model, found.values())
    return sorted(found.values())


def _drop_run_out(model: Any, ids: Iterable[int]) -> None:
    """Holds that ran out go whenever their record is projected."""
    for name in ("team_holds", "user_holds"):
        holds = model._meta.get_field(name).related_model.objects
        holds.filter(content_object_id__in=among(ids), grant__valid_until__lte=Now()).delete()


def _close(grants: Iterable[int], by: User, because: str) -> None:
    Grant.objects.filter(pk__in=among(grants)).update(
        ended_at=Now(), ended_by=by, ended_because=because
    )
