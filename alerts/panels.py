"""The menu entry of alerts, and what home shows of them."""

from django.urls import reverse

from alerts.selectors import counts_of, critical_notices, newest_notices
from core import policy
from core.panels import register


@register("navigation", order=30)
def alerts(request):
    counts = yield from counts_of.steps(request.user)
    return {
        "label": "Alerts",
        "url": reverse("alerts:list"),
        "count": counts.new or None,
        # Where the script of every page asks for the number again.
        "live": reverse("alerts:count"),
        "critical": counts.critical,
    }


@register("home", order=1)
def critical(request):
    """Above all else, what somebody must acknowledge."""
    found = yield from critical_notices.steps(request.user)
    if not found:
        return None
    return {
        "template": "alerts/_critical.html",
        "notices": found,
        "people": [notice.record for notice in found if notice.record],
    }


@register("home", order=20)
def notices(request):
    newest = yield from newest_notices.steps(request.user)
    counts = yield from counts_of.steps(request.user)
    return {
        "template": "alerts/_home.html",
        "notices": newest,
        "critical": counts.critical,
        # People named in notices count as shown, like those on a list.
        "people": [notice.record for notice in newest if notice.record],
    }


@register("agencies.account", order=10)
def emails_of_account(user):
    """On the page of the reader's own account."""
    return {
        "heading": "Alerts",
        "label": "E-mails about alerts",
        "url": reverse("alerts:settings"),
        "about": "At once, once a day, or none",
    }


@register("agencies.administration", order=40)
def failed_emails(user):
    """For administrators of an area."""
    if not policy.can(user, "email.list"):
        return None
    return {
        "key": "alert-emails",
        "label": "Alert e-mails",
        "url": reverse("alert-emails:list"),
        "about": "Those that could not be sent",
    }
