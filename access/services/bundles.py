"""Gives access to a record together with those that go with it; to several teams at once."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from access.agreements import narrows, widens
from access.ledger import current_grant
from access.models import Grant, SharedModel
from access.services.giving import give_access
from agencies.models import FOREVER, Membership, Team, User
from core import policy
from records.models import LawfulBasis

AS_MUCH = "they have this access already"
MORE = "they already have more access, or for longer"


@dataclass
class BundleResult:
    """The grant of the record, those of records given with it, and why others were skipped."""

    grant: Grant
    given: list[SharedModel] = field(default_factory=list)
    skipped: list[tuple[SharedModel, str]] = field(default_factory=list)


@dataclass
class TeamsResult:
    """The teams that were given access, and why others were not."""

    done: list[Team] = field(default_factory=list)
    refused: list[tuple[Team, str]] = field(default_factory=list)


@transaction.atomic
def give_access_with(
    *,
    obj: SharedModel,
    records: Sequence[SharedModel],
    record_sections: Iterable[str],
    by: User,
    team: Team,
    membership: Membership | None = None,
    level: int,
    sections: Iterable[str],
    purpose: str,
    basis: LawfulBasis,
    until: datetime.datetime = FOREVER,
    while_open: SharedModel | None = None,
) -> BundleResult:
    """Give access to a record, and on the same terms to records that go with it.

    Access that is there already is never narrowed: such a record is skipped, with the reason. With
    `while_open`, access to each of the others lasts while it is open itself.
    """
    # Before the record itself: whoever closes one of them locks them in this order.
    yours = _locked(records, by)
    terms: dict[str, Any] = {"level": level, "purpose": purpose, "basis": basis, "until": until}
    whom: dict[str, Any] = {"by": by, "team": team, "membership": membership}
    result = BundleResult(
        give_access(obj=obj, sections=sections, while_open=while_open, **terms, **whom)
    )
    wanted = set(record_sections)
    for record in yours:
        chosen = [section for section in record.SECTIONS if section in wanted]
        ends_with = record if while_open is not None else None
        before = current_grant(record, team, membership)
        reason = _reason_to_skip(before, level, chosen, until, ends_with)
        if not reason:
            reason = _refused(obj=record, sections=chosen, while_open=ends_with, **terms, **whom)
        if reason:
            result.skipped.append((record, reason))
        else:
            result.given.append(record)
    return result


@transaction.atomic
def give_access_to_teams(
    *, obj: SharedModel, by: User, teams: Iterable[Team], **terms: Any
) -> TeamsResult:
    """Give each of these teams access on the same terms; who cannot get it is named, with why."""
    obj = policy.lock(by, "access.grant", obj)
    result = TeamsResult()
    for team in teams:
        before = current_grant(obj, team)
        reason = _reason_to_skip(
            before, terms["level"], terms["sections"], terms["until"], terms.get("while_open")
        ) or _refused(obj=obj, by=by, team=team, **terms)
        if reason:
            result.refused.append((team, reason))
        else:
            result.done.append(team)
    return result


def _locked(records: Sequence[SharedModel], by: User) -> list[SharedModel]:
    """The records, locked kind by kind, each in the order of its ids.

    Raises Http404 for one that is not theirs.
    """
    for model in sorted({type(record) for record in records}, key=lambda one: one._meta.label):
        ids = {record.pk for record in records if isinstance(record, model)}
        rows = model._base_manager.filter(pk__in=ids)
        if policy.lock_all(by, "access.grant", rows) != ids:
            raise Http404
    return list(records)


def _reason_to_skip(
    before: Grant | None,
    level: int,
    sections: list[str],
    until: datetime.datetime,
    while_open: SharedModel | None,
) -> str:
    if before is None or before.valid_until <= timezone.now():
        return ""
    if narrows(before, level, sections, until, while_open):
        return MORE
    return "" if widens(before, level, sections, until, while_open) else AS_MUCH


def _refused(**terms: Any) -> str:
    """Give it; if it cannot be given, nothing is changed, and this is why."""
    try:
        with transaction.atomic():
            give_access(**terms)
    except ValidationError as problem:
        return " ".join(problem.messages).removesuffix(".")
    return ""
