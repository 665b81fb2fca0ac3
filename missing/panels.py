"""What missing people show on other apps' pages."""

from django.urls import reverse

from core.panels import register


@register("navigation", order=24)
def board(request):
    """For everybody who practises."""
    if not request.user.practises:
        return None
    return {"label": "Missing", "url": reverse("missing:board")}
