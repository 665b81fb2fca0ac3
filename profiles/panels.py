"""The menu entry of people, and the tabs of one person."""

from django.urls import reverse

from core.panels import register

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
