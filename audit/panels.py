"""The menu entry of auditors, and what they do, on Home."""

from django.urls import reverse

from audit import remit
from core.panels import register


@register("navigation", order=70)
def the_log(request):
    if remit.audits(request.user):
        return {"label": "Audit", "url": reverse("audit:search")}
    return None


@register("home", order=2)
def who_has_seen(request):
    """The question that auditors ask most."""
    return {"template": "audit/_home.html"} if remit.audits(request.user) else None
