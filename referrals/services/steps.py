"""The last step of every service: of a referral its step, of an entry its change; the event."""

from typing import Any

from django.utils import timezone

from agencies.models import User
from audit.models import Event
from audit.services import record
from records.models import writing_team
from referrals.models import Intervention, Referral, ReferralStep
from referrals.states import save

What = ReferralStep.What


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


def write_change(
    entry: Intervention,
    by: User,
    verb: str,
    *,
    of: Any = None,
    operation: str = Event.ALTERATION,
    **detail: Any,
) -> None:
    """Record what was done to an entry; `of` is the part of it whose latest version tells more."""
    record(
        verb=verb,
        operation=operation,
        actor=by,
        target=entry,
        history=(of or entry).history.first(),
        detail=detail,
    )
