"""A discreet team comes into the directory only when a second person agrees."""

from django.core.exceptions import ValidationError
from django.db import transaction

from agencies.models import Team, User
from agencies.verbs import Verb
from audit.models import Event
from audit.services import record
from core import policy


@transaction.atomic
def agree_listing(*, team: Team, by: User) -> Team:
    """Agree that a team is no longer discreet: it is in the directory now."""
    team = policy.lock(by, "team.agree_listing", team)
    asked_by = _asked_by(team)
    if not policy.can(asked_by, "team.edit", team):
        raise ValidationError(f"{asked_by.name} no longer looks after this team. Refuse instead.")
    team.is_discreet = False
    _settle(team)
    _record(Verb.TEAM_LISTED, team, by)
    return team


@transaction.atomic
def refuse_listing(*, team: Team, by: User, reason: str) -> Team:
    """Keep a team discreet."""
    team = policy.lock(by, "team.refuse_listing", team)
    _asked_by(team)
    _settle(team)
    _record(Verb.TEAM_LISTING_REFUSED, team, by, reason)
    return team


@transaction.atomic
def withdraw_listing(*, team: Team, by: User) -> Team:
    """Withdraw your own request to list a discreet team."""
    team = policy.lock(by, "team.withdraw_listing", team)
    _settle(team)
    _record(Verb.TEAM_LISTING_WITHDRAWN, team, by)
    return team


def _asked_by(team: Team) -> User:
    if team.listing_asked_by is None:
        raise ValidationError("This is decided already.")
    asked_by: User = team.listing_asked_by
    return asked_by


def _settle(team: Team) -> None:
    team.listing_asked_by = team.listing_asked_at = None
    team.save()


def _record(verb: str, team: Team, by: User, reason: str = "") -> None:
    record(verb=verb, operation=Event.ADMINISTRATION, actor=by, target=team, reason=reason)
