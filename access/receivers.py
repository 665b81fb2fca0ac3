"""Hears of memberships that end and teams that close: named access ends with them."""

from django.dispatch import receiver

from access.services import end_access_of_membership
from agencies.models import Membership, Team, User
from audit.signals import event_recorded

OVER = {"membership.ended", "membership.changed"}


@receiver(event_recorded, dispatch_uid="access.membership_over")
def end_named_access(sender, *, event, target, **kwargs):
    if event.verb in OVER and isinstance(target, Membership):
        _end([target], event, "Left the team")
    if event.verb == "team.closed" and isinstance(target, Team):
        _end(target.memberships.all(), event, "The team closed")


def _end(memberships, event, because):
    by = User.objects.filter(pk=event.actor_id).first()
    for membership in memberships:
        end_access_of_membership(membership=membership, by=by, because=because)
