"""The menu entry of home, and what waits for the reader's answer."""

from django.urls import reverse

from core.panels import gather, register


@register("navigation", order=10)
def home(request):
    return {"label": "Home", "url": reverse("home:home")}


@register("home", order=10)
def waiting(request):
    """What each app says is waiting for the reader, in the order of its slot."""
    lines = [line for part in gather("home.waiting", request) for line in part]
    return {"template": "home/_waiting.html", "lines": lines} if lines else None
