"""What missing people show on other apps' pages."""

from django.urls import reverse
from django.utils import timezone

from core.panels import register
from missing.cards import missing_for, risk_in_words
from missing.selectors import ON_HOME, worst_now


@register("navigation", order=24)
def board(request):
    """For everybody who practises."""
    if not request.user.practises:
        return None
    return {"label": "Missing", "url": reverse("missing:board")}


@register("home", order=2)
def missing_now(request):
    """Those at highest risk, before all that can wait."""
    found = yield from worst_now.steps(request.user)
    if not found:
        return None
    shown, now = found[:ON_HOME], timezone.now()
    return {
        "template": "missing/_home.html",
        "title": "Missing now",
        "rows": [(one, risk_in_words(one), missing_for(one, now)) for one in shown],
        "more": len(found) > ON_HOME,
        # An episode says itself whose record it is about.
        "people": shown,
    }
