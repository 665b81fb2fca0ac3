"""The menu entry of cases, and the tabs of one case."""

from urllib.parse import urlencode

from django.urls import reverse

from access.leaving import led_in
from cases.known_teams import teams_who_know_people
from cases.models import Case
from cases.selectors import case_with_reference, cases_found, cases_needing_attention
from cases.services import pass_on_cases
from core import policy
from core.panels import register
from core.signals import object_seen
from core.views import SEARCH

# On Home, and beside the people whom a search finds.
CASES, FOUND = 5, 5

# Name, label, the section that must be held (none is identity), place.
TABS = [
    ("overview", "Overview", "", 10),
    ("actions", "Actions", "actions", 20),
    ("people", "People", "people", 30),
    ("documents", "Documents", "documents", 40),
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


@register("search", order=10)
def cases_that_are_found(request, words):
    """Cases with the words in their title, beside the people whom a search finds."""
    found = yield from cases_found.steps(request.user, words, FOUND + 1)
    if not found:
        return None
    object_seen.send(
        Case,
        obj=None,
        by=request.user,
        action="case.list",
        section="",
        subjects=[],
        operation=SEARCH,
        detail={},
        channel="web",
        is_limited=False,
    )
    return {
        "template": "cases/_found.html",
        "cases": found[:FOUND],
        "all": f"{reverse('cases:list')}?{urlencode({'q': words})}" if len(found) > FOUND else "",
    }


@register("search.reference", order=20)
def by_reference(user, reference):
    """The case of this reference, if the reader can see it."""
    case = case_with_reference(user, reference)
    return case and case.get_absolute_url()


@register("search.elsewhere", order=10)
def search_of_cases(words):
    """The way to look for the same words in cases alone."""
    return ("cases", f"{reverse('cases:list')}?{urlencode({'q': words})}") if words else None


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


@register("agencies.led", order=20)
def led_cases(leaver, teams, user):
    """The open cases that somebody leads who leaves these teams."""
    return led_in(
        teams,
        Case.objects.still_open().led_by(leaver, teams),
        leaver=leaver,
        reader=user,
        kind="cases",
        nouns=("case", "cases"),
        pass_on=pass_on_cases,
    )


@register("profiles.tabs", order=20)
def cases_of_person(request, person, held):
    """The tab on a person's record. Without a number: it would be one more statement."""
    return [
        {
            "name": "cases",
            "label": "Cases",
            "url": reverse("cases:of-person", args=[person.uuid]),
            "order": 29,
        }
    ]
