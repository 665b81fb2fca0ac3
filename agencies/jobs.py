"""Daily work: agreements and memberships that lapse."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from agencies.models import Agreement, Membership
from agencies.models.agreements import SOON
from agencies.services import note_lapsed_membership, remind_of_agreement

# How far back a night looks, so that nights without a scheduler are made up for.
MADE_UP_FOR = timedelta(days=30)


@shared_task
def remind_of_agreements() -> int:
    """Remind of each agreement that lapses soon or has lapsed. Returns how many were new.

    A day left out is made up for by the next one.
    """
    waiting = Agreement.objects.to_remind_of(SOON)
    return sum(remind_of_agreement(agreement=agreement) for agreement in waiting)


@shared_task
def note_lapsed_memberships() -> int:
    """Record each membership that passed its last day. Returns how many were new."""
    lapsed = Membership.objects.lapsed_since(timezone.now() - MADE_UP_FOR)
    return sum(note_lapsed_membership(membership=membership) for membership in lapsed)
