"""The menu entry of cases, and the tabs of one case."""

from django.urls import reverse

from cases.known_teams import teams_who_know_people
from cases.models import Case
from core import policy
from core.panels import register

# Name, label, the section that must be held (none is identity), place.
TABS = [
    ("overview", "Overview", "", 10),
    ("actions", "Actions", "actions", 20),
    ("people", "People", "people", 30),
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


@register("access.sharing", order=20)
def teams_who_know(request, record):
    """For those who may share an open case: teams that know the people in it."""
    if not isinstance(record, Case) or not record.is_open:
        return None
    if not policy.can(request.user, "access.grant", record):
        return None
    known = teams_who_know_people(record, request.user)
    return (
        {
            "template": "cases/_known_teams.html",
            "names": [team.name for team, _ in known],
            "url": reverse("cases:share", args=[record.uuid]),
        }
        if known
        else None
    )
