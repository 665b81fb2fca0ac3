"""The menu entry of statistics."""

from django.urls import reverse

from core import policy
from core.panels import register


@register("navigation", order=35)
def statistics(request):
    if not policy.can(request.user, "statistics.view"):
        return None
    return {"label": "Statistics", "url": reverse("figures:index")}
