"""What missing people show on other apps' pages."""

from django.urls import reverse

from core.panels import register
from missing.one_episode import episode_of, how_long, reasons_to_keep_open


@register("navigation", order=24)
def board(request):
    """For everybody who practises."""
    if not request.user.practises:
        return None
    return {"label": "Missing", "url": reverse("missing:board")}


@register("profiles.tabs", order=42)
def episodes_of_person(request, person, held):
    """The tab on a person's record. Without a number, like others of upper apps."""
    url = reverse("missing:of-person", args=[person.uuid])
    return [{"name": "missing", "label": "Missing", "url": url, "order": 68}]


@register("cases.overview", order=10)
def episode_of_case(request, case, held):
    """The way from a case of kind missing to its episode."""
    if case.kind.code != "missing":
        return None
    episode = yield from episode_of.steps(case, request.user)
    if episode is None:
        return None
    return {
        "template": "missing/_of_case.html",
        "episode": episode,
        "lasted": how_long(episode),
    }


@register("cases.close", order=10)
def while_missing(case):
    """Why the case stays open: nobody has found them, or talked with them."""
    return reasons_to_keep_open(case) if case.kind.code == "missing" else None
