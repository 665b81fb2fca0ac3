"""Asks for an exception to the limit on listing people, and decides about it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.models import ListingException
from access.verbs import Verb
from agencies.models import Team, User
from audit.models import Event
from audit.services import record
from core import policy

LASTS = timedelta(hours=8)
State = ListingException.State


@transaction.atomic
def ask_to_list_more(*, team: Team, by: User, reason: str) -> ListingException:
    """Ask the managers of a team you work in to lift the limit for you."""
    team = policy.lock(by, "listing.ask", team)
    if ListingException.objects.filter(user=by, team=team, state=State.ASKED).exists():
        raise ValidationError("You have asked already. A manager of your team has not answered.")
    asked = ListingException.objects.create(user=by, team=team, reason=reason)
    asked.refresh_from_db()
    _record(Verb.LISTING_ASKED, asked, by, team.name, reason)
    return asked


@transaction.atomic
def allow_listing_more(*, asked: ListingException, by: User) -> ListingException:
    """Lift the limit for this colleague for the next eight hours."""
    asked = policy.lock(by, "listing.decide", asked)
    asked.valid_until = timezone.now() + LASTS
    _decide(asked, by, State.GIVEN)
    _record(Verb.LISTING_ALLOWED, asked, by, asked.user.name, asked.reason)
    return asked


@transaction.atomic
def refuse_listing_more(*, asked: ListingException, by: User, answer: str) -> ListingException:
    """Leave the limit as it is, with the reason."""
    asked = policy.lock(by, "listing.decide", asked)
    asked.answer = answer
    _decide(asked, by, State.REFUSED)
    _record(Verb.LISTING_REFUSED, asked, by, asked.user.name, answer)
    return asked


def _decide(asked: ListingException, by: User, state: str) -> None:
    if asked.state != State.ASKED:
        raise ValidationError(
            f"{asked.decided_by} has answered already: {asked.get_state_display().lower()}."
        )
    asked.state, asked.decided_by, asked.decided_at = state, by, timezone.now()
    asked.save()


def _record(verb: str, asked: ListingException, by: User, to: str, reason: str) -> None:
    record(
        verb=verb,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=asked,
        recipient=to,
        reason=reason,
    )
