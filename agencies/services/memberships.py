"""Gives people roles in teams, changes and ends them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest, Now

from agencies.models import JoiningProposal, Membership, Team, User
from agencies.rules import begins_at_once
from agencies.services.places import Place, give
from agencies.verbs import Verb
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened, merge


@transaction.atomic
def add_membership(
    *, team: Team, by: User, user: User, role: str, **days: Any
) -> Membership | JoiningProposal:
    """Give a person a role in a team, at once or from a day, until a day or until ended.

    A manager of the team gives it; from anybody else it waits until a second person agrees.
    """
    team = policy.lock(by, "membership.add", team)
    if user.pk == by.pk:
        raise ValidationError({"username": "You cannot give yourself a role. Ask another."})
    return give(Place(team, user, role, **days), by)


@transaction.atomic
def change_membership(
    *, membership: Membership, by: User, role: str, opened: Opened | None = None
) -> Membership | JoiningProposal:
    """Give a person another role in the same team; the one they had ends as it begins."""
    membership = policy.lock(by, "membership.change", membership)
    role = merge(membership, {"role": role}, opened)["role"]
    if membership.role == role:
        raise ValidationError({"role": f"{membership.user.name} has this role already."})
    team = policy.lock(by, "membership.add", membership.team)
    place = Place(team, membership.user, role, valid_until=membership.valid_until)
    _keep_a_manager(membership)
    if begins_at_once(by, team, role):
        end_for_another_role(membership, by)
    return give(place, by, replaces=membership)


def end_for_another_role(membership: Membership, by: User) -> Membership:
    """End the role that another one replaces."""
    return _end(membership, by, "Another role")


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
