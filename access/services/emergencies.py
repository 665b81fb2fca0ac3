"""Breaks glass, and reviews that it was right."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.models import BreakGlass, SharedModel
from access.projection import object_of
from access.verbs import Verb
from agencies.models import Membership, User
from audit.models import Event
from audit.services import record
from core import policy

AN_HOUR = datetime.timedelta(minutes=60)


@transaction.atomic
def break_glass(*, obj: SharedModel, by: User, membership: Membership, reason: str) -> BreakGlass:
    """Read a record one only knows of, for an hour. The owner's managers are told at once."""
    obj = policy.lock(by, "access.break_glass", obj)
    if not Membership.objects.with_record_access(by).filter(pk=membership.pk).exists():
        raise ValidationError("Open it as a practitioner or manager of one of your teams.")
    glass = BreakGlass.objects.create(
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        user=by,
        membership=membership,
        reason=reason,
        valid_until=timezone.now() + AN_HOUR,
    )
    record(
        verb=Verb.GLASS_BROKEN,
        operation=Event.DISCLOSURE,
        actor=by,
        target=obj,
        recipient=f"{by.name} ({membership.team.name})",
        reason=reason,
        detail={"glass": glass.pk, "team": membership.team_id},
    )
    return glass


@transaction.atomic
def review_glass(*, glass: BreakGlass, by: User, justified: bool, note: str) -> BreakGlass:
    """Find that breaking the glass was justified, or that it was not."""
    target: Any = object_of(glass)
    obj = policy.lock(by, "access.review", target)
    glass = BreakGlass.objects.select_for_update().get(pk=glass.pk)
    if glass.outcome:
        raise ValidationError(
            f"{glass.reviewed_by} has reviewed this already. Nothing was changed."
        )
    if glass.user_id == by.pk:
        raise ValidationError("You opened it yourself. Another manager reviews it.")
    outcome = BreakGlass.Outcome.JUSTIFIED if justified else BreakGlass.Outcome.NOT_JUSTIFIED
    glass.outcome, glass.note = outcome, note
    glass.reviewed_at, glass.reviewed_by = timezone.now(), by
    glass.save()
    record(
        verb=Verb.GLASS_REVIEWED,
        operation=Event.ALTERATION,
        actor=by,
        target=obj,
        recipient=glass.user.name,
        reason=f"{glass.get_outcome_display()}. {note}".strip(),
        detail={
            "glass": glass.pk,
            "team": glass.membership.team_id,
            "concerns": glass.user_id,
        },
    )
    return glass
