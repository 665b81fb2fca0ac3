"""What restorative justice shows on other apps' pages."""

from django.urls import reverse

from core.panels import register
from referrals.selectors import own_waiting, referral_with_reference

# Of the reader's own referrals, on Home.
MOST = 5


@register("navigation", order=26)
def referrals(request):
    """Without a count: what waits for the reader is a task."""
    if not request.user.practises:
        return None
    return {"label": "Referrals", "url": reverse("referrals:list")}


@register("home", order=8)
def own_referrals(request):
    """Where the reader's own referrals stand, and how long they have waited."""
    rows = yield from own_waiting.steps(request.user, MOST + 1)
    if not rows:
        return None
    return {
        "template": "referrals/_home.html",
        "title": "My referrals",
        "referrals": rows[:MOST],
        "more": len(rows) > MOST,
    }


@register("search.reference", order=12)
def by_reference(user, reference):
    """The referral of this reference, if the reader sees it."""
    referral = referral_with_reference(user, reference)
    return referral and referral.get_absolute_url()
