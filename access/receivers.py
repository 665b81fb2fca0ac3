"""Hears of memberships that end: named access ends with the membership it was given in."""

from django.dispatch import receiver

from access.services import end_access_of_membership
from agencies.models import Membership, User
from audit.signals import event_recorded

OVER = {"membership.ended", "membership.changed"}


@receiver(event_recorded, dispatch_uid="access.membership_over")
def end_named_access(sender, *, event, target, **kwargs):
    if event.verb in OVER and isinstance(target, Membership):
        by = User.objects.filter(pk=event.actor_id).first()
        end_access_of_membership(membership=target, by=by, because="Left the team")
