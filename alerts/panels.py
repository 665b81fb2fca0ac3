"""The menu entry of alerts, and what home shows of them."""

from django.urls import reverse

from alerts.selectors import how_many_new, newest_notices
from core.panels import register


@register("navigation", order=30)
def alerts(request):
    number = yield from how_many_new.steps(request.user)
    return {"label": "Alerts", "url": reverse("alerts:list"), "count": number or None}


@register("home", order=20)
def notices(request):
    newest = yield from newest_notices.steps(request.user)
    return {
        "template": "alerts/_home.html",
        "notices": newest,
        # People named in notices count as shown, like those on a list.
        "people": [notice.record for notice in newest if notice.record],
    }
