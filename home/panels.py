"""The menu entry of home, and what waits for the reader's answer."""

from django.urls import reverse

from access.sources import reviews_samples, samples_to_review, waiting_for
from core.panels import register


@register("navigation", order=10)
def home(request):
    return {"label": "Home", "url": reverse("home:home")}


@register("home", order=10)
def waiting(request):
    requests = [
        {
            "record": record,
            "request": asked,
            "url": f"{record.get_absolute_url()}sharing/requests/{asked.uuid}/",
        }
        for record, asked in waiting_for(request.user)[:20]
    ]
    return {"template": "home/_waiting.html", "requests": requests} if requests else None


@register("home", order=12)
def unusual_accesses(request):
    """How many unusual accesses the manager has to review; counted to 100."""
    if not reviews_samples(request.user):
        return None
    count = samples_to_review(request.user)[:100].count()
    return {"template": "home/_unusual.html", "count": count} if count else None
