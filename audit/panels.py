"""The menu entry of auditors, and what they do, on Home; deliveries, for administrators."""

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


@register("agencies.administration", order=90)
def deliveries(user):
    """For administrators: whether alerts and e-mails arrive."""
    if not remit.administers(user):
        return None
    return {
        "key": "deliveries",
        "label": "Deliveries",
        "url": reverse("deliveries:list"),
        "about": "Whether alerts and e-mails arrive, and what could not be delivered",
    }
