"""The menu entry of people, and the tabs of one person."""

from django.urls import reverse
from django.utils import timezone

from access.leaving import led_in
from core import policy, prepared
from core.panels import WaitingLine, register
from core.wording import counted
from profiles.custody import moves_waiting_for, own_establishments, proposals_for
from profiles.due import start_url
from profiles.list_filters import OWN as OWN_PRISON
from profiles.models import Profile, SavedView
from profiles.selectors import (
    needs_of_teams,
    people_at_hand,
    person_with_reference,
    reports_due_soon,
    reports_waiting_for,
    risk_reviews_overdue,
)
from profiles.services import pass_on_people

# People on Home, so that the next one is a click away.
RECENT, OWN = 5, 8
REPORTS, REVIEWS, NEEDS = 10, 5, 5
# Name, label, the section that must be held (none is identity), place.
TABS = [
    ("overview", "Overview", "", 10),
    ("log", "Log", "log", 20),
    ("needs", "Needs", "log", 22),
    ("reports", "Reports", "reports", 25),
    ("documents", "Documents", "documents", 27),
    ("risk", "Risk", "risk", 30),
    ("details", "Details", "", 40),
    ("sharing", "Sharing", "", 80),
    ("history", "History", "", 90),
]


@register("navigation", order=20)
def list_of_people(request):
    if request.user.practises:
        return {"label": "People", "url": reverse("profiles:list")}
    return None


@register("navigation", order=22)
def my_prison(request):
    """For staff of an establishment: who is there now, of the people they may see."""
    if not (yield from own_establishments.steps(request.user)):
        return None
    is_list = request.path_info == reverse("profiles:list")
    return {
        "label": "My prison",
        "url": reverse("profiles:my-prison"),
        "is_here": is_list and request.GET.get("custody") == OWN_PRISON,
    }


@register("search.reference", order=5)
def by_reference(user, reference):
    """The record of the person with this reference, if the reader sees it."""
    person = person_with_reference(user, reference)
    return person and person.get_absolute_url()


@register("access.sharing", order=10)
def after_a_move(request, record):
    """What a move proposes, on the Sharing tab of a person."""
    proposals = proposals_for(request.user, record) if isinstance(record, Profile) else []
    if not proposals:
        return None
    return {"template": "profiles/_proposals.html", "proposals": proposals}


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


@register("agencies.administration", order=10)
def agreed_reports(user):
    """For those who look after a prison's team."""
    if not policy.can(user, "update_period.add"):
        return None
    return {
        "key": "update-periods",
        "label": "Agreed reports",
        "url": reverse("periods:list"),
        "about": "How often each prison reports",
    }


@register("filters.saved", order=10)
def saved_views(filters):
    """The reader's saved views beside the filters of a list, and what would be saved as one."""
    (own,) = yield [_saved_by.later(filters.kind, user=filters.user)]
    views = [(view, filters.is_asked_by(view.query)) for view in own]
    is_saved = any(is_current for _, is_current in views)
    if not views and not filters.query:
        return None
    return {
        "template": "profiles/_saved_views.html",
        "views": views,
        "to_save": "" if is_saved else filters.query,
    }


@prepared.query
def _saved_by(kind, *, user):
    return SavedView.objects.visible_to(user).of(kind)


@register("agencies.led", order=10)
def led_people(leaver, teams, user):
    """The people whose records somebody leads who leaves these teams."""
    return led_in(
        teams,
        Profile.objects.led_by(leaver, teams),
        leaver=leaver,
        reader=user,
        kind="people",
        nouns=("person", "people"),
        pass_on=pass_on_people,
    )


# ---- On Home ------------------------------------------------------------------------------------
@register("home.waiting", order=40)
def access_to_check(request):
    """Whose access a move in custody proposes to change."""
    found = yield from moves_waiting_for.steps(request.user)
    return [
        WaitingLine(
            reverse("profiles:sharing", args=[waiting.record.uuid]),
            waiting.since,
            f"Check who has access to {waiting.record}",
            f"Custody has changed: {_proposed(waiting)}.",
            record=waiting.record,
        )
        for waiting in found
    ]


def _proposed(waiting):
    end, give = waiting.to_end, waiting.to_give
    if not end:
        return f"{counted(give, 'team')} may need access"
    ends = f"{counted(end, 'team')} may no longer need access"
    return f"{ends}; {give} may need it" if give else ends


@register("home", order=16)
def reports_on_home(request):
    """Reports that the reader's teams owe, the most urgent first; each leads to its form."""
    rows = yield from reports_due_soon.steps(request.user, REPORTS + 1)
    if not rows:
        return None
    return {
        "template": "profiles/_home_reports.html",
        "title": "Reports due",
        "rows": [(row, start_url(row.profile, row)) for row in rows[:REPORTS]],
        "more": len(rows) > REPORTS,
        "today": timezone.localdate(),
        "people": [row.profile for row in rows[:REPORTS]],
    }


@register("home", order=18)
def risk_reviews_on_home(request):
    """Reviews of risk that are overdue, for the lead and the managers of the owner team."""
    found = yield from risk_reviews_overdue.steps(request.user, REVIEWS + 1)
    if not found:
        return None
    return {
        "template": "profiles/_home_reviews.html",
        "title": "Risk reviews overdue",
        "rows": found[:REVIEWS],
        "more": len(found) > REVIEWS,
        "people": [one.profile for one in found[:REVIEWS]],
    }


@register("home", order=20)
def needs_on_home(request):
    """Open needs that the reader's teams have picked up, or should pick up."""
    taken, waiting = yield from needs_of_teams.steps(request.user, NEEDS + 1)
    rows = [*waiting[:NEEDS], *taken[:NEEDS]]
    if not rows:
        return None
    return {
        "template": "profiles/_home_needs.html",
        "title": "Needs",
        "taken": taken[:NEEDS],
        "waiting": waiting[:NEEDS],
        "more": max(len(taken), len(waiting)) > NEEDS,
        "people": [need.profile for need in rows],
    }


@register("home.waiting", order=42)
def reports_to_approve(request):
    """Reports of teams that the reader manages, which wait for approval."""
    found = yield from reports_waiting_for.steps(request.user)
    return [
        WaitingLine(
            report.get_absolute_url(),
            report.submitted_at,
            f"Approve {report.kind} about {report.profile}",
            f"Submitted by {report.submitted_by_name}.",
            record=report.profile,
        )
        for report in found
    ]


@register("home", order=40)
def people_on_home(request):
    """Whose records the reader opened last; whom the reader leads or works with. Both by name."""
    latest, own = yield from people_at_hand.steps(request.user, RECENT, OWN + 1)
    return [
        *_people("Recently viewed", latest),
        *_people("My people", own[:OWN], more=len(own) > OWN),
    ]


def _people(title, people, more=False):
    """Names: Home records that it showed them."""
    if not people:
        return []
    place = {"template": "profiles/_home_people.html", "aside": True}
    return [{**place, "title": title, "people": people, "more": more}]
