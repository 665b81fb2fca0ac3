"""Restricts a record to named people; keeps one person from a record."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.ledger import close_grant, enter_grant, keep_named_manager
from access.levels import Level
from access.models import Exclusion, Grant, SharedModel
from access.projection import project
from access.verbs import Verb
from agencies.models import FOREVER, User
from audit.models import Event
from audit.services import record
from core import policy
from records.models import LawfulBasis


@transaction.atomic
def restrict_record(*, obj: SharedModel, by: User, reason: str, basis: LawfulBasis) -> SharedModel:
    """Close a record to everyone but named people; the manager who does it is the first."""
    obj = policy.lock(by, "access.restrict", obj)
    if obj.is_restricted:
        raise ValidationError("This record is restricted already.")
    place = by.memberships.managing(by).filter(team=obj.owner_team, valid_until=FOREVER).first()
    if place is None:
        raise ValidationError(
            "Your role as manager has an end date, and a restricted record must not be left "
            "without a manager. Ask a manager whose role has no end date."
        )
    obj.is_restricted = True
    _save(obj, by)
    enter_grant(
        obj,
        by,
        team=obj.owner_team,
        membership=place,
        level=Level.CONTRIBUTE,
        sections=obj.SECTIONS,
        purpose=f"Restricted the record: {reason}"[:500],
        basis=basis,
    )
    project(obj)
    record(
        verb=Verb.RESTRICTED,
        operation=Event.ALTERATION,
        actor=by,
        target=obj,
        reason=reason,
        history=obj.history.first(),
    )
    return obj


@transaction.atomic
def lift_restriction(*, obj: SharedModel, by: User, because: str) -> SharedModel:
    """Open a restricted record again to the owner team and the teams that were given access."""
    obj = policy.lock(by, "access.restrict", obj)
    if not obj.is_restricted:
        raise ValidationError("This record is not restricted.")
    obj.is_restricted = False
    _save(obj, by)
    # The owner team sees it as a team again; its people need no names.
    for grant in Grant.objects.of(obj).unended().filter(membership__team=obj.owner_team):
        close_grant(grant, by, "The record is no longer restricted")
    project(obj)
    record(
        verb=Verb.UNRESTRICTED,
        operation=Event.ALTERATION,
        actor=by,
        target=obj,
        reason=because,
        history=obj.history.first(),
    )
    return obj


def _save(obj: SharedModel, by: User) -> None:
    obj.version += 1
    obj._history_user = by
    obj.save()


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
    keep_named_manager(obj)
    record(
        verb=Verb.EXCLUDED,
        operation=Event.ALTERATION,
        actor=by,
        target=obj,
        recipient=user.name,
        reason=reason,
        detail={"excluded": user.pk},
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
        detail={"excluded": exclusion.user_id},
    )
    return exclusion
