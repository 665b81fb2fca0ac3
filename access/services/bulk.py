"""Gives and ends access to many records at once: the same rule, asked of all in one go."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from access.bulk_grants import Terms, close_grants, enter_grants, grants_to
from access.bulk_preview import NOT_YOURS, RESTRICTED, matching
from access.checks import grantee_problems, is_own, terms_problems
from access.models import AccessRequest, Grant
from access.rules import given_by
from access.verbs import Verb
from agencies.models import FOREVER, Agency, Agreement, Membership, Team, User
from audit.models import Event
from audit.services import record
from core import policy
from core.querysets import among
from records.models import LawfulBasis

OWNED = "the team manages them already"
SELF = "you cannot give access to yourself or to your own teams, nor to anyone in them"
BROADER = "they already have more access, or for longer"
NO_AGREEMENT = "no agreement in force covers them"
NO_ACCESS = "there is no access to end"


@dataclass
class BulkResult:
    """How many were done, and the references of those that were not, by reason."""

    done: int = 0
    skipped: dict[str, list[str]] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """How many were not done."""
        return sum(len(references) for references in self.skipped.values())


@dataclass(frozen=True)
class _Row:
    """What decides about one record."""

    pk: int
    reference: str
    owner: int
    agency: int
    is_restricted: bool


@transaction.atomic
def give_access_to_many(
    *,
    records: QuerySet,
    words: str = "",
    by: User,
    team: Team,
    membership: Membership | None = None,
    level: int,
    sections: Iterable[str],
    purpose: str,
    basis: LawfulBasis,
    until: datetime.datetime = FOREVER,
) -> BulkResult:
    """Give a team, or with a membership one named person, access to all of these records.

    Of those the giver may read. A record that cannot be shared, or whose access would become
    less, is left as it is and counted with the reason. Raises ValidationError, by field.
    """
    problems = terms_problems(level, until) | grantee_problems(team, membership)
    if problems:
        raise ValidationError(problems)
    model = records.model
    wanted = set(sections)
    terms = Terms(level, [s for s in model.SECTIONS if s in wanted], purpose, basis, until)
    listed = matching(records, by, words)
    yours = policy.lock_all(by, "access.grant", _these(model, listed))
    rows = _matching_now(model, listed)
    agreements = _agreements({row.agency for row in rows}, team.agency)
    ids, result = _sorted(
        rows, yours, _reasons_not_to_give(model, rows, by, team, membership, terms, agreements)
    )
    if not ids:
        return result
    replaced = enter_grants(
        model,
        ids,
        by,
        team=team,
        membership=membership,
        terms=terms,
        agreements={agency: pk for agency, pk in agreements.items() if pk is not None},
    )
    _answer_requests(model, ids, by, team, membership)
    record(
        verb=Verb.GIVEN,
        operation=Event.DISCLOSURE,
        actor=by,
        subjects=ids,
        recipient=_recipient(team, membership),
        reason=purpose,
        detail={**_whom(team, membership, len(ids)), "replaced": replaced, **terms.in_words()},
    )
    return result


@transaction.atomic
def end_access_to_many(
    *,
    records: QuerySet,
    words: str = "",
    by: User,
    team: Team,
    membership: Membership | None = None,
    because: str,
) -> BulkResult:
    """End the access of a team, or of one named person, to all of these records, now."""
    model = records.model
    listed = matching(records, by, words)
    yours = policy.lock_all(by, "access.end", _these(model, listed))
    rows = _matching_now(model, listed)
    ids, result = _sorted(rows, yours, _reasons_not_to_end(model, rows, team, membership))
    if not ids:
        return result
    close_grants(model, ids, by, team=team, membership=membership, because=because)
    record(
        verb=Verb.ENDED,
        operation=Event.ALTERATION,
        actor=by,
        subjects=ids,
        recipient=_recipient(team, membership),
        reason=because,
        detail=_whom(team, membership, len(ids)),
    )
    return result


def _answer_requests(
    model: Any, ids: list[int], by: User, team: Team, membership: Membership | None
) -> None:
    asked = AccessRequest.objects.asked_by_grantee(team, membership)
    grants = grants_to(model, ids, team, membership).filter(object_id=OuterRef("object_id"))
    asked.filter(object_type=model._meta.label_lower, object_id__in=among(ids)).answer_with(
        Subquery(grants.values("pk")[:1]), by
    )


def _these(model: Any, ids: list[int]) -> QuerySet:
    return model._base_manager.filter(pk__in=among(ids))


def _matching_now(model: Any, ids: list[int]) -> list[_Row]:
    """Read again, since some were locked after others had finished with them."""
    columns = ("pk", "reference", "owner_team_id", "owner_team__agency_id", "is_restricted")
    rows = _these(model, ids).order_by("pk").values_list(*columns)
    return [_Row(*row) for row in rows]


def _sorted(
    rows: list[_Row], yours: set[int], reasons: list[tuple[str, set[int]]]
) -> tuple[list[int], BulkResult]:
    """The ids to act on, and the references of the others under the first reason that holds."""
    ids: list[int] = []
    skipped: dict[str, list[str]] = {}
    for row in rows:
        found = (reason for reason, those in reasons if row.pk in those)
        reason = NOT_YOURS if row.pk not in yours else next(found, "")
        if reason:
            skipped.setdefault(reason, []).append(row.reference)
        else:
            ids.append(row.pk)
    return ids, BulkResult(len(ids), skipped)


def _reasons_not_to_give(
    model: Any,
    rows: list[_Row],
    by: User,
    team: Team,
    membership: Membership | None,
    terms: Terms,
    agreements: dict[int, int | None],
) -> list[tuple[str, set[int]]]:
    return [
        (RESTRICTED, {row.pk for row in rows if row.is_restricted}),
        (OWNED, {row.pk for row in rows if row.owner == team.pk}),
        (SELF, _own(model, rows, by, team, membership)),
        (NO_AGREEMENT, {row.pk for row in rows if agreements.get(row.agency, 1) is None}),
        (BROADER, _broader(model, rows, team, membership, terms)),
    ]


def _reasons_not_to_end(
    model: Any, rows: list[_Row], team: Team, membership: Membership | None
) -> list[tuple[str, set[int]]]:
    ids = {row.pk for row in rows}
    held = grants_to(model, ids, team, membership).values_list("object_id", flat=True)
    return [
        (RESTRICTED, {row.pk for row in rows if row.is_restricted}),
        (NO_ACCESS, ids - set(held)),
    ]


def _own(
    model: Any, rows: list[_Row], by: User, team: Team, membership: Membership | None
) -> set[int]:
    """What an administrator shares without giving access for the owner: never with own teams."""
    if not is_own(by, team, membership):
        return set()
    ids = [row.pk for row in rows]
    given = _these(model, ids).filter(given_by(by)).values_list("pk", flat=True)
    return set(ids) - set(given)


def _agreements(owners: set[int], grantee: Agency) -> dict[int, int | None]:
    """By each of the owners' agencies, the agreement in force with the grantee's, or None."""
    found = {}
    for agency in Agency.objects.filter(pk__in=owners - {grantee.pk}):
        agreement = Agreement.objects.covering(agency, grantee)
        found[agency.pk] = agreement.pk if agreement else None
    return found


def _broader(
    model: Any, rows: list[_Row], team: Team, membership: Membership | None, terms: Terms
) -> set[int]:
    """Records to which there is access that reaches further than these terms, or lasts longer."""
    live = grants_to(model, [row.pk for row in rows], team, membership).filter(
        valid_until__gt=Now()
    )
    covered = [*terms.sections, *model.EMPTY_SECTIONS]
    wider = live.filter(
        Q(level__gt=terms.level)
        | ~Q(sections__contained_by=covered)
        | Q(valid_until__gt=terms.until)
    )
    return set(wider.values_list("object_id", flat=True))


def _recipient(team: Team, membership: Membership | None) -> str:
    return Grant(team=team, user=membership.user if membership else None).grantee


def _whom(team: Team, membership: Membership | None, count: int) -> dict[str, Any]:
    return {"team": team.pk, "membership": membership.pk if membership else None, "count": count}
