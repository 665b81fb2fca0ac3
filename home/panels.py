"""The menu entry of home; what waits for the reader, and for those whom the reader asked."""

from django.urls import reverse

from core.panels import gather_in_steps, register


@register("navigation", order=10)
def home(request):
    return {"label": "Home", "url": reverse("home:home")}


@register("home", order=10)
def waiting(request):
    """What each app says is waiting for the reader, in the order of its slot."""
    return (yield from _lines("home.waiting", "Waiting for your answer", request))


@register("home", order=14)
def asked(request):
    """What the reader asked of others, who have not answered yet."""
    return (yield from _lines("home.asked", "You asked, waiting for an answer", request))


def _lines(slot, title, request):
    parts = yield from gather_in_steps(slot, request)
    lines = [line for part in parts for line in part]
    if not lines:
        return None
    return {
        "template": "home/_lines.html",
        "title": title,
        "lines": lines,
        # People named in lines count as shown, like those on a list.
        "people": [line.record for line in lines if line.record],
    }
