"""The menu entry of home, and what waits for the reader's answer."""

from django.urls import reverse

from core.panels import gather_in_steps, register


@register("navigation", order=10)
def home(request):
    return {"label": "Home", "url": reverse("home:home")}


@register("home", order=10)
def waiting(request):
    """What each app says is waiting for the reader, in the order of its slot."""
    parts = yield from gather_in_steps("home.waiting", request)
    lines = [line for part in parts for line in part]
    return {"template": "home/_waiting.html", "lines": lines} if lines else None
