"""The menu entry of people, and the tabs of one person."""

from django.urls import reverse

from core.panels import register
from profiles.models import Profile

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


@register("agencies.keeps_team_open", order=10)
def records_of_the_team(team):
    """A team that manages records cannot close: nobody could share them any more."""
    count = Profile.objects.owned_by(team).count()
    if count:
        return (
            f"{team.name} manages {count} record{'s' if count > 1 else ''} of people. "
            "Give them to another team first."
        )
    return None
