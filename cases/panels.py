"""The menu entry of cases, and the tabs of one case."""

from django.urls import reverse

from cases.selectors import cases_needing_attention
from core.panels import register

# On Home.
CASES = 5

# Name, label, the section that must be held (none is identity), place.
TABS = [
    ("overview", "Overview", "", 10),
    ("actions", "Actions", "actions", 20),
    ("people", "People", "people", 30),
    ("sharing", "Sharing", "", 80),
    ("history", "History", "", 90),
]


@register("navigation", order=25)
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


@register("home", order=14)
def cases_on_home(request):
    """Cases of the reader's where something is late, or nobody leads."""
    found = yield from cases_needing_attention.steps(request.user, CASES + 1)
    if not found:
        return None
    return {
        "template": "cases/_home_cases.html",
        "title": "Cases needing attention",
        "cases": found[:CASES],
        "more": len(found) > CASES,
    }
