"""Gives, changes and ends access."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from access.agreements import agreement_with, missing_agreement, widens
from access.checks import grantee_problems, is_own, terms_problems
from access.ledger import close_grant, current_grant, enter_grant, in_words, keep_named_manager
from access.levels import Level
from access.models import AccessRequest, Grant, SharedModel
from access.projection import object_of, project
from access.rules import gives_access
from access.verbs import Verb
from access.while_open import locked_seen, locked_unseen, require_open
from agencies.models import FOREVER, Agreement, Membership, Team, User
from audit.models import Event
from audit.services import record
from core import policy
from records.models import LawfulBasis

# Where access ends with a case: people who know of the access may not know of the case.
GIVEN_FOR = "What it was given for has ended"


@transaction.atomic
def give_access(
    *,
    obj: SharedModel,
    by: User,
    team: Team,
    membership: Membership | None = None,
    level: int,
    sections: Iterable[str],
    purpose: str,
    basis: LawfulBasis,
    until: datetime.datetime = FOREVER,
    while_open: SharedModel | None = None,
    replaces: Grant | None = None,
) -> Grant:
    """Give a team, or with a membership one named person, access to a record.

    Replaces what the team or person has; with `replaces`, only if that is it. With `while_open`
    it ends when that record is closed. Raises ValidationError, by field, for what cannot be
    given; nothing is changed then.
    """
    if while_open is not None:
        while_open = locked_seen(while_open, obj, by)
    unseen = locked_unseen(current_grant(obj, team, membership), by)
    obj = policy.lock(by, "access.grant", obj)
    if while_open is not None:
        require_open(while_open)
    # Whatever is chosen: nobody lets access outlast a case that they do not know of.
    while_open = unseen or while_open
    chosen, before = list(sections), current_grant(obj, team, membership)
    if replaces is not None and before != replaces:
        raise ValidationError(
            "Somebody else changed or ended this access while the page was open. "
            "Look at Sharing, then change it again."
        )
    _check(obj, by, team, membership, level, until)
    terms = (level, chosen, until, while_open)
    agreement = _agreement(obj, team, membership, before, terms)
    grant = enter_grant(
        obj,
        by,
        team=team,
        membership=membership,
        level=level,
        sections=chosen,
        purpose=purpose,
        basis=basis,
        until=until,
        while_open=while_open,
        agreement=agreement,
    )
    keep_named_manager(obj)
    project(obj)
    AccessRequest.objects.of(obj).asked_by_grantee(team, membership).answer_with(grant, by)
    record(
        verb=Verb.CHANGED if before else Verb.GIVEN,
        operation=Event.DISCLOSURE,
        actor=by,
        target=obj,
        recipient=grant.grantee,
        reason=purpose,
        detail=in_words(grant),
    )
    return grant


@transaction.atomic
def give_to_reporter(
    *, obj: SharedModel, by: User, team: Team, sections: Iterable[str], basis: LawfulBasis
) -> Grant:
    """Let the team that reported something add to the record made of it, while that is open.

    For a service that has taken the report. What is known first they have supplied themselves, so
    no agreement is asked for here: a service that lets them into what others have said asks for
    it. A grant that the team has is kept.
    """
    before = current_grant(obj, team)
    if before is not None:
        return before
    grant = enter_grant(
        obj,
        by,
        team=team,
        level=Level.CONTRIBUTE,
        sections=sections,
        purpose="Reported it",
        basis=basis,
        while_open=obj,
        agreement=agreement_with(obj, team),
    )
    project(obj)
    record(
        verb=Verb.GIVEN,
        operation=Event.DISCLOSURE,
        actor=by,
        target=obj,
        recipient=grant.grantee,
        reason=grant.purpose,
        detail=in_words(grant),
    )
    return grant


def _check(
    obj: SharedModel,
    by: User,
    team: Team,
    membership: Membership | None,
    level: int,
    until: datetime.datetime,
) -> None:
    problems = terms_problems(level, until) | grantee_problems(team, membership)
    if membership is None:
        problems = _team_problems(obj, team) | problems
    else:
        problems = _person_problems(obj, membership) | problems
    if not gives_access(by, obj) and is_own(by, team, membership):
        # An area administrator shares what they cannot read: never with themselves.
        problems["people" if membership else "team"] = (
            "You cannot give access to yourself or to a team of your own, nor to anyone in one. "
            "Ask the team that manages the record."
        )
    if problems:
        raise ValidationError(problems)


def _agreement(
    obj: SharedModel,
    team: Team,
    membership: Membership | None,
    before: Grant | None,
    terms: tuple[int, list[str], datetime.datetime, SharedModel | None],
) -> Agreement | None:
    """The agreement that covers the access. After it lapses, access is kept but never widened."""
    if before is not None and not widens(before, *terms):
        return before.agreement
    missing = missing_agreement(obj, team)
    if missing:
        raise ValidationError({"people" if membership else "team": missing})
    return agreement_with(obj, team)


def _team_problems(obj: SharedModel, team: Team) -> dict[str, str]:
    if team.pk == obj.owner_team_id:
        return {"team": f"{team.name} already manages this record."}
    if obj.is_restricted:
        return {"team": "This record is restricted. Give access to named people instead."}
    return {}


def _person_problems(obj: SharedModel, membership: Membership) -> dict[str, str]:
    if membership.team_id == obj.owner_team_id and not obj.is_restricted:
        return {"people": f"{membership.user.name}’s team already manages this record."}
    return {}


@transaction.atomic
def end_access(*, obj: SharedModel, grant: Grant, by: User, because: str) -> Grant:
    """End an access now; the grant stays on record."""
    obj = policy.lock(by, "access.end", obj)
    grant = Grant.objects.of(obj).select_for_update().get(pk=grant.pk)
    if grant.ended_at is not None:
        raise ValidationError("This access has already ended.")
    _end(obj, grant, by, because)
    return grant


def _end(obj: SharedModel, grant: Grant, by: Any, because: str) -> None:
    close_grant(grant, by, because)
    keep_named_manager(obj)
    project(obj)
    record(
        verb=Verb.ENDED,
        operation=Event.ALTERATION,
        actor=by,
        target=obj,
        recipient=grant.grantee,
        reason=because,
        detail=in_words(grant),
    )


@transaction.atomic
def end_access_of_membership(*, membership: Membership, by: Any, because: str) -> int:
    """End the named access given in a membership that is over. Returns how many.

    Raises ValidationError where the person is the only manager named on a restricted record.
    """
    grants = Grant.objects.unended().filter(membership=membership).select_related("team", "user")
    for grant in grants:
        obj: Any = object_of(grant)
        obj = type(obj)._base_manager.select_for_update().get(pk=obj.pk)
        _end(obj, grant, by, because)
    return len(grants)


@transaction.atomic
def end_access_with(*, record: SharedModel, by: User) -> int:
    """End what lasts while this record is open, on it and on others. Returns how many.

    For the service that closes it, which has asked, and has locked it. Opening it again gives
    nothing back.
    """
    hanging = Grant.objects.unended().while_open(record).order_by("object_type", "object_id")
    about = hanging.values_list("object_type", "object_id").distinct()
    return sum(_end_with(Grant(object_type=kind, object_id=pk), record, by) for kind, pk in about)


def _end_with(about: Grant, closed: SharedModel, by: User) -> int:
    """End those on one record, as they are when it is locked: some may have been replaced."""
    obj: Any = object_of(about)
    obj = type(obj)._base_manager.select_for_update().get(pk=obj.pk)
    grants = Grant.objects.of(obj).unended().while_open(closed).select_related("team", "user")
    for grant in grants:
        own = f"The {closed._meta.verbose_name} was closed"
        _end(obj, grant, by, own if grant.while_itself_open else GIVEN_FOR)
    return len(grants)
