"""Gives people roles in teams, changes and ends them."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest, Now
from django.utils import timezone

from agencies.models import FOREVER, Membership, Team, User
from agencies.rules import roles_to_give
from agencies.verbs import Verb
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened, merge


@transaction.atomic
def add_membership(
    *,
    team: Team,
    by: User,
    user: User,
    role: str,
    valid_from: datetime.datetime | None = None,
    valid_until: datetime.datetime = FOREVER,
) -> Membership:
    """Give a person a role in a team, at once or from a day, until a day or until ended."""
    team = policy.lock(by, "membership.add", team)
    if user.pk == by.pk:
        raise ValidationError({"username": "You cannot give yourself a role. Ask another."})
    if not User.objects.active().filter(pk=user.pk).exists():
        raise ValidationError({"username": f"The account of {user.name} is closed."})
    starts = valid_from or timezone.now()
    _check_role(team, by, role)
    _check_days(starts, valid_until)
    overlapping = team.memberships.filter(
        user=user, role=role, valid_until__gt=starts, valid_from__lt=valid_until
    )
    if overlapping.exists():
        raise ValidationError({"role": f"{user.name} has this role in this team already."})
    membership = Membership(user=user, team=team, role=role, valid_until=valid_until, added_by=by)
    if valid_from is not None:
        membership.valid_from = valid_from
    membership.save()
    membership.refresh_from_db()
    record(
        verb=Verb.MEMBERSHIP_ADDED,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=membership,
        recipient=user.name,
    )
    return membership


def _check_role(team: Team, by: User, role: str) -> None:
    if role not in roles_to_give(by, team):
        raise ValidationError({"role": "Choose a role that you may give in this team."})


def _check_days(valid_from: datetime.datetime, valid_until: datetime.datetime) -> None:
    if valid_until <= timezone.now():
        raise ValidationError({"until": "The last day must be today or later."})
    if valid_until <= valid_from:
        raise ValidationError({"until": "The last day must not be before the first day."})


@transaction.atomic
def change_membership(
    *, membership: Membership, by: User, role: str, opened: Opened | None = None
) -> Membership:
    """Give a person another role in the same team; the one they had ends."""
    membership = policy.lock(by, "membership.change", membership)
    role = merge(membership, {"role": role}, opened)["role"]
    if membership.role == role:
        raise ValidationError({"role": f"{membership.user.name} has this role already."})
    planned = membership.valid_until
    _end(membership, by, "Another role")
    return add_membership(
        team=membership.team,
        by=by,
        user=membership.user,
        role=role,
        valid_until=planned,
    )


@transaction.atomic
def end_membership(*, membership: Membership, by: User, reason: str) -> Membership:
    """End a person's role in a team; access given to them there by name ends with it."""
    membership = policy.lock(by, "membership.end", membership)
    return _end(membership, by, reason)


def _end(membership: Membership, by: User, reason: str) -> Membership:
    if not Membership.objects.current().filter(pk=membership.pk).exists():
        raise ValidationError("This membership has ended already.")
    _keep_a_manager(membership)
    membership.valid_until = Greatest(Now(), F("valid_from"))
    membership.save(update_fields=["valid_until"])
    membership.refresh_from_db()
    record(
        verb=Verb.MEMBERSHIP_ENDED,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=membership,
        recipient=membership.user.name,
        reason=reason,
    )
    return membership


def _keep_a_manager(membership: Membership) -> None:
    """Records need someone who may share them: an open team keeps its last manager."""
    Team._base_manager.select_for_update().get(pk=membership.team_id)  # one at a time
    managers = membership.team.memberships.live().filter(role=Membership.Role.MANAGER)
    if not managers.filter(pk=membership.pk).exists():
        return
    if not managers.exclude(user_id=membership.user_id).exists():
        raise ValidationError(
            f"{membership.user.name} is the only manager of {membership.team.name}. "
            "Give the role to someone else first."
        )
