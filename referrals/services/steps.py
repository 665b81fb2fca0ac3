"""The last step of every service of referrals: the step that it took, and its event."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from access.naming import Naming
from agencies.models import User
from audit.models import Event
from audit.services import record
from core.dates import format_when
from records.models import writing_team
from referrals.models import Referral, ReferralStep

What = ReferralStep.What
State = Referral.State


def save(row: models.Model, by: User) -> None:
    """Save a row with its history."""
    row._history_user = by  # type: ignore[attr-defined]
    row.save()


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


def write_step(
    referral: Referral,
    by: User,
    what: str,
    verb: str,
    text: str = "",
    *,
    state: str = "",
    operation: str = Event.ALTERATION,
    recipient: str = "",
    **detail: Any,
) -> ReferralStep:
    """Save the referral, in a new state if one is given, and the step with its event."""
    if state:
        team = writing_team(by)
        referral.state, referral.moved_at = state, timezone.now()
        referral.moved_by_name, referral.moved_by_team = by.name, team
    save(referral, by)
    step = ReferralStep(referral=referral, what=what, text=text)
    step.sign(by)
    step.save()
    record(
        verb=verb,
        operation=operation,
        actor=by,
        target=referral,
        recipient=recipient,
        detail={"referral": referral.pk, "step": step.pk, **detail},
    )
    return step
