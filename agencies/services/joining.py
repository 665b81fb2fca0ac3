"""A place in a team that waits for a second person: asked for, agreed, refused, withdrawn."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from agencies.models import JoiningProposal, Membership, Team, User
from agencies.places import (
    ANOTHER_ROLE,
    Place,
    ask_for_place,
    begin_place,
    check_place,
    end_place,
    record_proposal,
)
from agencies.rules import administers
from agencies.verbs import Verb
from core import policy

State = JoiningProposal.State


@transaction.atomic
def propose_joining(*, team: Team, by: User, role: str, reason: str) -> JoiningProposal:
    """Ask to work in a team that you administer; its managers are told at once."""
    team = policy.lock(by, "membership.propose", team)
    if role not in Membership.RECORD_ROLES:
        raise ValidationError({"role": "Choose practitioner or team manager."})
    if team.memberships.current().filter(user=by, role=role).exists():
        raise ValidationError({"role": "You have this role in this team already."})
    return ask_for_place(Place(team, by, role), by, reason=reason)


@transaction.atomic
def second_joining(*, proposal: JoiningProposal, by: User) -> Membership:
    """Agree that somebody joins a team: the membership begins now, or on its first day."""
    proposal = policy.lock(by, "membership.second", proposal)
    _still_waiting(proposal)
    team = policy.lock(by, "membership.add", proposal.team)
    _still_may_ask(proposal)
    place = Place(team, proposal.user, proposal.role, proposal.valid_from, proposal.valid_until)
    try:
        agreement = check_place(place, proposal.asked_by)
        if proposal.replaces is not None:
            end_place(proposal.replaces, by, ANOTHER_ROLE)
        membership = begin_place(place, by, proposal.asked_by, agreement)
    except ValidationError as problem:  # the page has no fields to show it at
        raise ValidationError(problem.messages) from problem
    _decide(proposal, State.SECONDED, by)
    record_proposal(Verb.MEMBERSHIP_SECONDED, proposal, by, reason=proposal.reason)
    return membership


def _still_may_ask(proposal: JoiningProposal) -> None:
    """Nobody gives a place after losing the role in which they asked for it."""
    asker, team = proposal.asked_by, proposal.team
    if proposal.is_own:
        may = administers(asker, team)
    else:
        may = policy.can(asker, "membership.add", team)
    if not may:
        raise ValidationError(f"{asker.name} no longer looks after this team. Refuse instead.")


@transaction.atomic
def refuse_joining(*, proposal: JoiningProposal, by: User, reason: str) -> JoiningProposal:
    """Refuse a place in a team that somebody else asked for."""
    proposal = policy.lock(by, "membership.refuse", proposal)
    _still_waiting(proposal)
    proposal.why_refused = reason
    _decide(proposal, State.REFUSED, by)
    _void_links(proposal.user)
    record_proposal(Verb.MEMBERSHIP_REFUSED, proposal, by, reason=reason)
    return proposal


@transaction.atomic
def withdraw_joining(*, proposal: JoiningProposal, by: User) -> JoiningProposal:
    """Withdraw what you asked for."""
    proposal = policy.lock(by, "membership.withdraw", proposal)
    _still_waiting(proposal)
    _decide(proposal, State.WITHDRAWN, by)
    _void_links(proposal.user)
    record_proposal(Verb.MEMBERSHIP_WITHDRAWN, proposal, by)
    return proposal


def _still_waiting(proposal: JoiningProposal) -> None:
    if proposal.state != State.ASKED:
        raise ValidationError(f"This is decided already: {proposal.get_state_display().lower()}.")


def _decide(proposal: JoiningProposal, state: str, by: User) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.save()


def _void_links(user: User) -> None:
    """End the invitation of somebody who was invited to this team alone."""
    if not user.memberships.exists() and not user.proposals.waiting().exists():
        user.invitations.open().update(valid_until=Now())
