"""In which state a referral is, asked of the locked row; and how its rows are saved."""

from typing import Any

from django.core.exceptions import ValidationError

from access.naming import Naming
from agencies.models import User
from core.dates import format_when
from referrals.models import Intervention, Referral

State = Referral.State


def save(row: Any, by: User) -> None:
    """Save a row with its history."""
    row._history_user = by
    row.save()


def locked_entry(referral: Referral) -> Intervention:
    """The intervention of a locked referral, fresh and locked until the transaction ends.

    Who edits an intervention locks it alone. In every service the referral is locked before it,
    and its parties after it.
    """
    entry = Intervention.objects.select_for_update(of=("self",)).get(pk=referral.intervention_id)
    referral.intervention = entry
    return entry


def require_state(referral: Referral, by: User, *states: str) -> None:
    """Raises ValidationError, with who and when, if it is in none of these states any more."""
    if referral.state not in states:
        raise ValidationError(who_was_first(referral, by))


def who_was_first(referral: Referral, by: User) -> str:
    """Somebody else has moved it on. Nothing was changed."""
    hidden = referral.moved_by_team_id in Naming(by, manages=False).hidden_teams
    who = "Somebody" if hidden else referral.moved_by_name
    when, now = format_when(referral.moved_at), referral.get_state_display().lower()
    return f"{who} moved this referral on {when}: {now}. Nothing was changed."
