"""Gives, changes and ends access; excludes; asks and decides."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from access.levels import Level
from access.models import AccessRequest, Exclusion, Grant, SharedModel
from access.projection import object_of, project
from agencies.models import FOREVER, Membership, Team, User
from audit.models import Event
from audit.services import record
from core import policy
from records.models import LawfulBasis


class Verb:
    """What can happen to access."""

    GIVEN = "access.given"
    CHANGED = "access.changed"
    ENDED = "access.ended"
    EXCLUDED = "access.excluded"
    READMITTED = "access.readmitted"
    ASKED = "access.asked"
    REFUSED = "access.refused"


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
) -> Grant:
    """Give a team, or with a membership one named person, access to a record.

    Replaces what the team or person has. Raises ValidationError, by field, for what cannot be
    given; nothing is changed then.
    """
    obj = policy.lock(by, "access.grant", obj)
    chosen = [section for section in obj.SECTIONS if section in set(sections)]
    _check(obj, team, membership, level, until)
    before = current_grant(obj, team, membership)
    if before is not None:
        _end(before, by, "Replaced")
    grant = Grant.objects.create(
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        team=team,
        user=membership.user if membership else None,
        membership=membership,
        level=level,
        sections=chosen,
        purpose=purpose,
        basis=basis,
        valid_until=until,
        given_by=by,
        given_by_team=obj.owner_team,
        replaces=before,
    )
    project(obj)
    record(
        verb=Verb.CHANGED if before else Verb.GIVEN,
        operation=Event.DISCLOSURE,
        actor=by,
        target=obj,
        recipient=grant.grantee,
        reason=purpose,
        detail=_in_words(grant),
    )
    return grant


def current_grant(
    obj: SharedModel, team: Team, membership: Membership | None = None
) -> Grant | None:
    """The un-ended grant that a new one to the same team or person would replace."""
    grants = Grant.objects.of(obj).unended()
    if membership is None:
        return grants.filter(team=team, user=None).first()
    return grants.filter(user_id=membership.user_id).first()


def _check(
    obj: SharedModel,
    team: Team,
    membership: Membership | None,
    level: int,
    until: datetime.datetime,
) -> None:
    problems: dict[str, str] = {}
    if level not in (Level.VIEW, Level.CONTRIBUTE):
        problems["level"] = "Choose whether they can read, or read and add."
    if until <= timezone.now():
        problems["until"] = "Enter a date after today."
    if membership is None:
        if team.closed_at is not None:
            problems["team"] = f"{team.name} has closed. Choose another team."
        elif team.pk == obj.owner_team_id:
            problems["team"] = f"{team.name} already manages this record."
    else:
        live = Membership.objects.live().filter(pk=membership.pk, role__in=Membership.CONVEYING)
        if not live.exists():
            problems["people"] = (
                f"{membership.user.name} cannot be given access: the account is closed or they "
                "no longer work in this team."
            )
        elif membership.team_id == obj.owner_team_id and not obj.is_restricted:
            problems["people"] = f"{membership.user.name}’s team already manages this record."
    if problems:
        raise ValidationError(problems)


def _in_words(grant: Grant) -> dict[str, Any]:
    return {
        "grant": grant.pk,
        "team": grant.team_id,
        "can": grant.get_level_display(),
        "sections": grant.sections,
        "until": None if grant.is_for_ever else grant.valid_until.isoformat(),
        "basis": grant.basis.name,
    }


def _end(grant: Grant, by: User | None, because: str) -> None:
    grant.ended_at, grant.ended_by, grant.ended_because = Now(), by, because
    grant.save(update_fields=["ended_at", "ended_by", "ended_because"])


@transaction.atomic
def end_access(*, obj: SharedModel, grant: Grant, by: User, because: str) -> Grant:
    """End an access now; the grant stays on record."""
    obj = policy.lock(by, "access.end", obj)
    grant = Grant.objects.of(obj).select_for_update().get(pk=grant.pk)
    if grant.ended_at is not None:
        raise ValidationError("This access has already ended.")
    _end(grant, by, because)
    project(obj)
    record(
        verb=Verb.ENDED,
        operation=Event.ALTERATION,
        actor=by,
        target=obj,
        recipient=grant.grantee,
        reason=because,
        detail=_in_words(grant),
    )
    return grant


@transaction.atomic
def exclude_person(*, obj: SharedModel, by: User, user: User, reason: str) -> Exclusion:
    """Keep a person from a record, whatever else gives them access."""
    obj = policy.lock(by, "access.exclude", obj)
    if user.pk == by.pk:
        raise ValidationError({"person": "You cannot exclude yourself. Ask another manager."})
    exclusions = obj.exclusions
    if exclusions.filter(user=user, ended_at=None).exists():
        raise ValidationError({"person": f"{user.name} is already excluded."})
    exclusion = exclusions.model(content_object=obj, user=user, reason=reason, excluded_by=by)
    exclusion._history_user = by
    exclusion.save()
    record(
        verb=Verb.EXCLUDED,
        operation=Event.ALTERATION,
        actor=by,
        target=obj,
        recipient=user.name,
        reason=reason,
    )
    return exclusion


@transaction.atomic
def readmit_person(*, obj: SharedModel, exclusion: Exclusion, by: User, because: str) -> Exclusion:
    """End an exclusion: the person sees again what their other access gives."""
    obj = policy.lock(by, "access.exclude", obj)
    exclusion = obj.exclusions.select_for_update().get(pk=exclusion.pk)
    if exclusion.ended_at is not None:
        raise ValidationError("This exclusion has already ended.")
    exclusion.ended_at, exclusion.ended_by, exclusion._history_user = timezone.now(), by, by
    exclusion.save()
    record(
        verb=Verb.READMITTED,
        operation=Event.ALTERATION,
        actor=by,
        target=obj,
        recipient=exclusion.user.name,
        reason=because,
    )
    return exclusion


@transaction.atomic
def ask_for_access(
    *, obj: SharedModel, by: User, membership: Membership, reason: str, words: str
) -> AccessRequest:
    """Ask the managers of the owner team to be let in."""
    obj = policy.lock(by, "access.request", obj)
    if membership.user_id != by.pk or membership.role not in Membership.CONVEYING:
        raise ValidationError("Ask as a practitioner or manager of one of your teams.")
    if AccessRequest.objects.of(obj).waiting().filter(asked_by=by).exists():
        raise ValidationError("You have already asked. The team has not answered yet.")
    request = AccessRequest.objects.create(
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        membership=membership,
        asked_by=by,
        reason=reason,
        words=words,
    )
    record(
        verb=Verb.ASKED,
        operation=Event.ALTERATION,
        actor=by,
        target=obj,
        recipient=obj.owner_team.name,
        reason=request.get_reason_display(),
        detail={"request": request.pk},
    )
    return request


@transaction.atomic
def decide_request(
    *,
    request: AccessRequest,
    by: User,
    give: bool,
    answer: str = "",
    **terms: Any,
) -> AccessRequest:
    """Give what was asked for, on these terms, or refuse it with the reason."""
    obj = policy.lock(by, "access.decide", object_of(request))
    request = AccessRequest.objects.select_for_update().get(pk=request.pk)
    if request.state != AccessRequest.State.WAITING:
        raise ValidationError(
            f"{request.decided_by} has already answered this request. Nothing was changed."
        )
    if not give and not answer:
        raise ValidationError({"answer": "Enter why you refuse."})
    if give:
        membership = request.membership
        request.grant = give_access(
            obj=obj, by=by, team=membership.team, membership=membership, **terms
        )
    request.state = AccessRequest.State.GIVEN if give else AccessRequest.State.REFUSED
    request.decided_at, request.decided_by, request.answer = timezone.now(), by, answer
    request.save()
    if not give:
        record(
            verb=Verb.REFUSED,
            operation=Event.ALTERATION,
            actor=by,
            target=obj,
            recipient=request.asked_by.name,
            reason=answer,
            detail={"request": request.pk},
        )
    return request


@transaction.atomic
def end_access_of_membership(*, membership: Membership, by: Any, because: str) -> int:
    """End the named access given in a membership that is over. Returns how many."""
    grants = Grant.objects.unended().filter(membership=membership).select_related("team", "user")
    for grant in grants:
        obj: Any = object_of(grant)
        type(obj)._base_manager.select_for_update().get(pk=obj.pk)
        _end(grant, by, because)
        project(obj)
        record(
            verb=Verb.ENDED,
            operation=Event.ALTERATION,
            actor=by,
            target=obj,
            recipient=grant.grantee,
            reason=because,
            detail=_in_words(grant),
        )
    return len(grants)
