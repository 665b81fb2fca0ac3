"""What home shows of drafts, and the part of administration that is here."""

from django.urls import reverse

from agencies.models import Membership
from core.panels import register
from records.selectors import newest_drafts

SHOWN = 5


@register("home", order=15)
def unfinished(request):
    """What the reader has begun to write and not sent."""
    lines = yield from newest_drafts.steps(request.user, SHOWN + 1)
    if not lines:
        return None
    return {
        "template": "records/_unfinished.html",
        "lines": lines[:SHOWN],
        "people": [line.record for line in lines[:SHOWN] if line.record],
        "more": len(lines) > SHOWN,
    }


@register("agencies.administration", order=10)
def kinds_of_reports(user):
    """For administrators of an area."""
    if not user.has_role(Membership.Role.ADMINISTRATOR):
        return None
    return {
        "key": "forms",
        "label": "Kinds of forms",
        "url": reverse("forms:kinds"),
        "about": "What each asks, who it is for, who approves it",
    }
