"""An area administrator joins a team only when a second administrator agrees."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.models import JoiningProposal, Membership, Team, User
from agencies.services.memberships import add_membership
from agencies.verbs import Verb
from audit.models import Event
from audit.services import record
from core import policy

State = JoiningProposal.State


@transaction.atomic
def propose_joining(*, team: Team, by: User, role: str, reason: str) -> JoiningProposal:
    """Ask to work in a team that one administers; its managers are told at once."""
    team = policy.lock(by, "membership.propose", team)
    if role not in Membership.RECORD_ROLES:
        raise ValidationError({"role": "Choose practitioner or team manager."})
    if team.memberships.current().filter(user=by, role=role).exists():
        raise ValidationError({"role": "You have this role in this team already."})
    if team.proposals.waiting().filter(user=by).exists():
        raise ValidationError("You have asked to join this team already. Nobody has decided yet.")
    proposal = JoiningProposal.objects.create(team=team, user=by, role=role, reason=reason)
    proposal.refresh_from_db()
    _record(Verb.MEMBERSHIP_PROPOSED, proposal, by, reason=reason)
    return proposal


@transaction.atomic
def second_joining(*, proposal: JoiningProposal, by: User) -> Membership:
    """Agree that another administrator joins a team: the membership begins now."""
    proposal = policy.lock(by, "membership.second", proposal)
    _still_waiting(proposal)
    person = proposal.user
    if not Team.objects.administered_by(person).filter(pk=proposal.team_id).exists():
        raise ValidationError(f"{person.name} no longer looks after this team. Refuse instead.")
    membership = add_membership(team=proposal.team, by=by, user=person, role=proposal.role)
    _decide(proposal, State.SECONDED, by)
    _record(Verb.MEMBERSHIP_SECONDED, proposal, by, reason=proposal.reason)
    return membership


@transaction.atomic
def refuse_joining(*, proposal: JoiningProposal, by: User, reason: str) -> JoiningProposal:
    """Say no to another administrator who asks to join a team."""
    proposal = policy.lock(by, "membership.refuse", proposal)
    _still_waiting(proposal)
    proposal.why_refused = reason
    _decide(proposal, State.REFUSED, by)
    _record(Verb.MEMBERSHIP_REFUSED, proposal, by, reason=reason)
    return proposal


@transaction.atomic
def withdraw_joining(*, proposal: JoiningProposal, by: User) -> JoiningProposal:
    """Withdraw your own request to join a team."""
    proposal = policy.lock(by, "membership.withdraw", proposal)
    _still_waiting(proposal)
    _decide(proposal, State.WITHDRAWN, by)
    _record(Verb.MEMBERSHIP_WITHDRAWN, proposal, by)
    return proposal


def _still_waiting(proposal: JoiningProposal) -> None:
    if proposal.state != State.ASKED:
        raise ValidationError(f"This is decided already: {proposal.get_state_display().lower()}.")


def _decide(proposal: JoiningProposal, state: str, by: User) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.save()


def _record(verb: str, proposal: JoiningProposal, by: User, **more: Any) -> None:
    """Both are named: who acts as the actor, who would join as the recipient."""
    record(
        verb=verb,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=proposal,
        recipient=proposal.user.name,
        detail={"role": proposal.role, "proposed_by": proposal.user.name},
        **more,
    )
