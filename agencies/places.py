"""Memberships: what is checked before they are given, how they begin, wait and end."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import F
from django.db.models.functions import Greatest, Now
from django.utils import timezone

from agencies.models import FOREVER, Agency, Agreement, JoiningProposal, Membership, Team, User
from agencies.rules import begins_at_once, roles_to_give
from agencies.verbs import Verb
from audit.models import Event
from audit.services import record

ANOTHER_ROLE = "Another role"


@dataclass(frozen=True)
class Place:
    """A role for a person in a team, at once or from a day, until a day or until ended."""

    team: Team
    user: User
    role: str
    valid_from: datetime.datetime | None = None
    valid_until: datetime.datetime = FOREVER


def give_place(
    place: Place, by: User, replaces: Membership | None = None
) -> Membership | JoiningProposal:
    """Begin the membership if the giver manages the team; otherwise a second person must agree."""
    agreement = check_place(place, by)
    if begins_at_once(by, place.team, place.role):
        return begin_place(place, by, by, agreement)
    return ask_for_place(place, by, replaces=replaces)


def check_place(place: Place, giver: User) -> Agreement | None:
    """Refuse a membership that cannot be given; return the agreement it needs, if any."""
    team, user = place.team, place.user
    if not User.objects.active().filter(pk=user.pk).exists():
        raise ValidationError({"username": f"The account of {user.name} is closed."})
    if user.is_program and user.memberships.exists():
        raise ValidationError({"username": f"{user.name} is a program: it works for one team."})
    if place.role not in roles_to_give(giver, team):
        raise ValidationError({"role": "Choose a role that you may give in this team."})
    starts = place.valid_from or timezone.now()
    _check_days(starts, place.valid_until)
    overlapping = team.memberships.current().filter(
        user=user, role=place.role, valid_until__gt=starts, valid_from__lt=place.valid_until
    )
    if overlapping.exists():
        raise ValidationError({"role": f"{user.name} has this role in this team already."})
    return _agreement(team, user)


def _check_days(valid_from: datetime.datetime, valid_until: datetime.datetime) -> None:
    if valid_until <= timezone.now():
        raise ValidationError({"until": "The last day must be today or later."})
    if valid_until <= valid_from:
        raise ValidationError({"until": "The last day must not be before the first day."})


def _agreement(team: Team, user: User) -> Agreement | None:
    """The agreement under which somebody who works only for other agencies may join."""
    elsewhere = user.memberships.live().exclude(team=team)
    agencies = list(Agency.objects.filter(teams__in=elsewhere.values("team")).distinct())
    if not agencies or team.agency in agencies:
        return None
    for agency in agencies:
        found: Agreement | None = Agreement.objects.covering(team.agency, agency)
        if found is not None:
            return found
    raise ValidationError(
        {
            "username": f"{user.name} works for another agency, and no agreement is in force "
            f"between it and {team.agency}. The administrator of your area keeps the register of "
            "agreements."
        }
    )


def begin_place(place: Place, by: User, asked_by: User, agreement: Agreement | None) -> Membership:
    """Make the membership. The person who asked for it has then last changed the account."""
    membership = Membership(
        user=place.user,
        team=place.team,
        role=place.role,
        valid_until=place.valid_until,
        added_by=by if asked_by == place.user else asked_by,
        agreement=agreement,
    )
    if place.valid_from is not None and place.valid_from > timezone.now():
        membership.valid_from = place.valid_from
    membership.save()
    membership.refresh_from_db()
    if asked_by != place.user:
        note_change(place.user, asked_by)
    record(
        verb=Verb.MEMBERSHIP_ADDED,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=membership,
        recipient=place.user.name,
        detail={
            **({"agreement": agreement.name} if agreement else {}),
            **({} if asked_by == by else {"asked_by": asked_by.name}),
        },
    )
    return membership


def ask_for_place(
    place: Place, by: User, *, reason: str = "", replaces: Membership | None = None
) -> JoiningProposal:
    """Propose the membership. It gives nothing until somebody else agrees."""
    if place.team.proposals.waiting().filter(user=place.user).exists():
        who = "You have" if place.user == by else "Somebody has"
        raise ValidationError(
            f"{who} asked for a place in this team already. Nobody has decided yet."
        )
    proposal = JoiningProposal.objects.create(
        team=place.team,
        user=place.user,
        asked_by=by,
        role=place.role,
        valid_from=place.valid_from,
        valid_until=place.valid_until,
        replaces=replaces,
        reason=reason,
    )
    proposal.refresh_from_db()
    record_proposal(Verb.MEMBERSHIP_PROPOSED, proposal, by, reason=reason)
    return proposal


def record_proposal(verb: str, proposal: JoiningProposal, by: User, *, reason: str = "") -> None:
    """Record a step of a proposal: the actor, the person who would join, and who asked."""
    record(
        verb=verb,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=proposal,
        recipient=proposal.user.name,
        detail={"role": proposal.role, "proposed_by": proposal.asked_by.name},
        reason=reason,
    )


def note_change(user: User, by: User) -> None:
    """Note who last changed an account: neither then decides what the other asks for."""
    user.changed_by = by
    user.save(update_fields=["changed_by"])


def require_current(membership: Membership) -> None:
    """Refuse to change or end a membership that is over."""
    if not Membership.objects.current().filter(pk=membership.pk).exists():
        raise ValidationError("This membership has ended already.")


def end_place(membership: Membership, by: User, reason: str) -> Membership:
    """End a membership, unless a team would lose its last manager."""
    require_current(membership)
    keep_a_manager(membership)
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


def keep_a_manager(membership: Membership) -> None:
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
