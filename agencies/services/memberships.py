"""Gives people roles in teams, changes and ends them, and notes those that lapse."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.models import JoiningProposal, Membership, Team, User
from agencies.places import (
    ANOTHER_ROLE,
    Place,
    end_place,
    give_place,
    keep_a_manager,
    require_current,
)
from agencies.rules import begins_at_once
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
        raise ValidationError(
            {"username": "You cannot give yourself a role. Ask another manager or administrator."}
        )
    return give_place(Place(team, user, role, **days), by)


@transaction.atomic
def change_membership(
    *, membership: Membership, by: User, role: str, opened: Opened | None = None
) -> Membership | JoiningProposal:
    """Give a person another role in the same team; the one they had ends as it begins.

    If that is still to begin, so is the new one, on the same day.
    """
    membership = policy.lock(by, "membership.change", membership)
    role = merge(membership, {"role": role}, opened)["role"]
    if membership.role == role:
        raise ValidationError({"role": f"{membership.user.name} has this role already."})
    require_current(membership)
    team = policy.lock(by, "membership.add", membership.team)
    begins, ends = membership.valid_from, membership.valid_until
    place = Place(team, membership.user, role, begins if begins > timezone.now() else None, ends)
    keep_a_manager(membership)
    if begins_at_once(by, team, role):
        end_place(membership, by, ANOTHER_ROLE)
    return give_place(place, by, replaces=membership)


@transaction.atomic
def end_membership(*, membership: Membership, by: User, reason: str) -> Membership:
    """End a person's role in a team; access given to them there by name ends with it."""
    membership = policy.lock(by, "membership.end", membership)
    return end_place(membership, by, reason)


@transaction.atomic
def note_lapsed_membership(*, membership: Membership) -> bool:
    """Record, once, that a membership passed its last day. The clock is the actor.

    One that somebody ended, or that another role replaced, has an event already.
    """
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    told = Event.objects.of(membership).filter(
        verb__in=[Verb.MEMBERSHIP_ENDED, Verb.MEMBERSHIP_LAPSED]
    )
    if told.exists() or Membership.objects.current().filter(pk=membership.pk).exists():
        return False
    record(
        verb=Verb.MEMBERSHIP_LAPSED,
        operation=Event.ADMINISTRATION,
        actor="E-CINS",
        target=membership,
        recipient=membership.user.name,
    )
    return True
