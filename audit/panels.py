"""The menu entry of auditors."""

from django.urls import reverse

from audit import remit
from core.panels import register


@register("navigation", order=70)
def the_log(request):
    if remit.audits(request.user):
        return {"label": "Audit", "url": reverse("audit:search")}
    return None
