"""Hears of memberships that end, teams that close, and people who were listed."""

from django.dispatch import receiver
from django.urls import reverse

from access.listing import is_over, limit_of
from access.services import end_access_of_membership
from agencies.models import Membership, Team, User
from audit.signals import event_recorded
from core.policy import RefusedWithWayOnError
from core.signals import object_seen

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


@receiver(object_seen, dispatch_uid="access.listed")
def hold_up_long_listings(sender, *, by, subjects, is_limited, **kwargs):
    """No page of a list goes out once its reader has listed too many people within the hour."""
    if is_limited and is_over(by, subjects):
        raise RefusedWithWayOnError(
            f"You have listed {limit_of(by)} different people within an hour, which is the limit. "
            "You can still open each person you work with.",
            way="Ask a manager of your team to let you list more people",
            url=reverse("access:listing-ask"),
        )
