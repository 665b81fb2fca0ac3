"""The menu entry of cases, and the tabs of one case."""

from django.urls import reverse

from core.panels import register

# Name, label, the section that must be held (none is identity), place.
TABS = [
    ("overview", "Overview", "", 10),
    ("actions", "Actions", "actions", 20),
    ("people", "People", "people", 30),
    ("documents", "Documents", "documents", 40),
    ("sharing", "Sharing", "", 80),
    ("history", "History", "", 90),
]


@register("navigation", order=30)
def list_of_cases(request):
    if request.user.practises:
        return {"label": "Cases", "url": reverse("cases:list")}
    return None


@register("cases.tabs", order=10)
def own_tabs(request, case, held):
    return [
        {
            "name": name,
            "label": label,
            "url": reverse(f"cases:{name}", args=[case.uuid]),
            "order": order,
        }
        for name, label, section, order in TABS
        if not section or section in held
    ]
