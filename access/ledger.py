"""The only writer of grants: enters and closes them. Callers ask first and project afterwards."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.db.models.functions import Now

from access.models import Grant, SharedModel
from agencies.models import FOREVER, Agreement, Membership, Team, User
from records.models import LawfulBasis


def current_grant(
    obj: SharedModel, team: Team, membership: Membership | None = None
) -> Grant | None:
    """The un-ended grant that a new one to the same team or person would replace."""
    grants = Grant.objects.of(obj).unended()
    if membership is None:
        return grants.filter(team=team, user=None).first()
    return grants.filter(user_id=membership.user_id).first()


def enter_grant(
    obj: SharedModel,
    by: User,
    *,
    team: Team,
    membership: Membership | None = None,
    level: int,
    sections: Iterable[str],
    purpose: str,
    basis: LawfulBasis,
    until: datetime.datetime = FOREVER,
    while_open: SharedModel | None = None,
    agreement: Agreement | None = None,
) -> Grant:
    """Enter a grant in place of the one that the team or person has."""
    before = current_grant(obj, team, membership)
    if before is not None:
        close_grant(before, by, "Replaced")
    return Grant.objects.create(
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        team=team,
        user=membership.user if membership else None,
        membership=membership,
        level=level,
        sections=[section for section in obj.SECTIONS if section in set(sections)],
        purpose=purpose,
        basis=basis,
        agreement=agreement,
        while_open_type=while_open._meta.label_lower if while_open else "",
        while_open_id=while_open.pk if while_open else None,
        valid_until=until,
        given_by=by,
        given_by_team=obj.owner_team,
        replaces=before,
    )


def close_grant(grant: Grant, by: Any, because: str) -> None:
    """Close a grant, now."""
    grant.ended_at, grant.ended_by, grant.ended_because = Now(), by, because
    grant.save(update_fields=["ended_at", "ended_by", "ended_because"])


def named_managers(obj: SharedModel) -> QuerySet:
    """Grants that name a manager of the owner team, until ended: a restricted record has one.

    Not one who is excluded: they could not open it.
    """
    excluded = obj.exclusions.filter(ended_at=None).values("user")
    return (
        Grant.objects.of(obj)
        .unended()
        .filter(
            while_open_id=None,
            valid_until=FOREVER,
            membership__valid_until=FOREVER,
            membership__role=Membership.Role.MANAGER,
            membership__team_id=obj.owner_team_id,
        )
        .exclude(user__in=excluded)
    )


def keep_named_manager(obj: SharedModel) -> None:
    """Raises ValidationError where what was just done leaves a restricted record without one."""
    if obj.is_restricted and not named_managers(obj).exists():
        raise ValidationError(
            "A restricted record needs at least one named manager with no end date. "
            "Name another manager first."
        )


def in_words(grant: Grant) -> dict[str, Any]:
    """The terms of a grant, for the log."""
    return {
        "grant": grant.pk,
        "team": grant.team_id,
        "can": grant.get_level_display(),
        "sections": grant.sections,
        "until": None if grant.is_for_ever else grant.valid_until.isoformat(),
        "while_open": [grant.while_open_type, grant.while_open_id]
        if grant.while_open_id
        else None,
        "basis": grant.basis.name,
        "agreement": grant.agreement.name if grant.agreement else None,
    }
