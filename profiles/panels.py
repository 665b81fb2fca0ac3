"""The menu entry of people, and the tabs of one person."""

from django.urls import reverse

from access.levels import Level
from core.panels import register
from profiles.models import FollowUp

# Name, label, the section that must be held (none is identity), place.
TABS = [
    ("overview", "Overview", "", 10),
    ("log", "Log", "log", 20),
    ("risk", "Risk", "risk", 30),
    ("details", "Details", "", 40),
    ("sharing", "Sharing", "", 80),
    ("history", "History", "", 90),
]


@register("navigation", order=20)
def people(request):
    if request.user.practises:
        return {"label": "People", "url": reverse("profiles:list")}
    return None


@register("profiles.tabs", order=10)
def own_tabs(request, person, held):
    return [
        {
            "name": name,
            "label": label,
            "url": reverse(f"profiles:{name}", args=[person.uuid]),
            "order": order,
        }
        for name, label, section, order in TABS
        if not section or section in held
    ]


@register("profiles.overview", order=30)
def to_follow_up(request, person, held):
    """What is to follow entries of the log, the most urgent first."""
    if "log" not in held:
        return None
    waiting = FollowUp.objects.filter(contact__profile=person).to_do()[:10]
    return (
        {
            "template": "profiles/_to_follow.html",
            "rows": list(waiting),
            "may_add": held["log"] >= Level.CONTRIBUTE,
        }
        if waiting
        else None
    )
