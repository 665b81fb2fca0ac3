"""The menu entry of tasks."""

from django.urls import reverse

from core.panels import register
from tasks.selectors import how_many_mine


@register("navigation", order=24)
def tasks(request):
    """With the number of tasks that the reader has at hand."""
    if not request.user.practises:
        return None
    number = yield from how_many_mine.steps(request.user)
    return {"label": "Tasks", "url": reverse("tasks:list"), "count": number or None}
