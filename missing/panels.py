"""What missing people show on other apps' pages."""

from django.urls import reverse
from django.utils import timezone

from agencies.models import Membership
from cases.models import Case
from core import policy
from core.dates import format_when
from core.panels import WaitingLine, register
from missing.cards import missing_for, risk_in_words
from missing.handing_over import handovers_in_time, minutes_of
from missing.one_episode import episode_of, how_long, missing_now_of, reasons_to_keep_open
from missing.plans import changed_since, plans_due, readable_plan
from missing.selectors import ON_HOME, worst_now
from tasks.handovers import handovers_of, panel_of_case


@register("navigation", order=24)
def board(request):
    """For everybody who practises."""
    if not request.user.practises:
        return None
    return {"label": "Missing", "url": reverse("missing:board")}


@register("home", order=2)
def missing_now(request):
    """Those at highest risk, before all that can wait."""
    found = yield from worst_now.steps(request.user)
    if not found:
        return None
    shown, now = found[:ON_HOME], timezone.now()
    return {
        "template": "missing/_home.html",
        "title": "Missing now",
        "rows": [(one, risk_in_words(one), missing_for(one, now)) for one in shown],
        "more": len(found) > ON_HOME,
        # An episode says itself whose record it is about.
        "people": shown,
    }


# ---- Plans --------------------------------------------------------------------------------------
@register("profiles.tabs", order=50)
def plan_of_person(request, person, held):
    """For those who hold the section, also while there is no plan: asking would be a statement."""
    if "missing_plan" not in held:
        return []
    url = reverse("missing:plan", args=[person.uuid])
    return [{"name": "missing-plan", "label": "Missing plan", "url": url, "order": 35}]


@register("profiles.buttons", order=10)
def report_missing(request, person):
    """On the person's page, for everybody who practises.

    Who is missing already, as far as the reader sees it, is not reported: the button leads there.
    """
    if not request.user.practises:
        return None
    episode = yield from missing_now_of.steps(person, request.user)
    if episode is not None:
        return {"label": "Missing now: open", "url": episode.get_absolute_url()}
    return {"label": "Report missing", "url": f"{reverse('missing:report')}?person={person.uuid}"}


@register("home.waiting", order=48)
def plans_on_home(request):
    """Plans whose review is due, for those who keep them."""
    if not request.user.practises:
        return []
    found = yield from plans_due.steps(request.user)
    return [
        WaitingLine(
            reverse("missing:plan-review", args=[plan.profile.uuid]),
            plan.review_on,
            f"Review the missing plan of {plan.profile}",
            f"{plan}: confirm that it is still right, or change it.",
            record=plan.profile,
        )
        for plan in found
    ]


# ---- Administration -----------------------------------------------------------------------------
@register("agencies.administration", order=50)
def arrangements(user):
    """For administrators of a police force area."""
    if not user.has_role(Membership.Role.ADMINISTRATOR) or not policy.can(user, "missing.arrange"):
        return None
    return {
        "key": "missing",
        "label": "Missing people",
        "url": reverse("missing-arrangements:list"),
        "about": "Which team takes reports, and how long each step may take",
    }


# ---- On the page of an episode ------------------------------------------------------------------
@register("missing.episode", order=10)
def plan_changed(request, episode, held=()):
    """The plan says something else than when it was taken over; for those who may read it."""
    if not episode.is_missing or not policy.can(request.user, "missing.add", episode):
        return None
    plan = readable_plan(request.user, episode.profile)
    if plan is None or not changed_since(episode, plan):
        return None
    return {"template": "missing/_plan_changed.html", "episode": episode}


@register("missing.episode", order=20)
def not_linked(request, episode, held=()):
    """Somebody was reported by name: the unit says whose record it is, if there is one."""
    is_linked = episode.profile_id is not None
    if is_linked or not policy.can(request.user, "missing.link", episode):
        return None
    return {"template": "missing/_not_linked.html", "episode": episode}


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


# ---- Handovers ----------------------------------------------------------------------------------
@register("tasks.handover_minutes", order=10)
def handover_minutes(of):
    """Of a case about somebody who is missing, what the area has arranged."""
    return minutes_of(of) if isinstance(of, Case) else None


@register("missing.episode", order=5)
def handover_of_episode(request, episode, held):
    """The handover that waits, or while somebody is missing the way to hand the episode over."""
    panel = yield from panel_of_case.steps(episode.case, request.user, held)
    return panel if panel and (panel["handover"] or episode.is_missing) else None


@register("missing.board.card", order=10)
def handovers_on_board(user, cases):
    """By case: the person or team that is to acknowledge it, and whether they are late."""
    found = yield from handovers_of.steps(cases, user)
    return {pk: _on_card(handover) for pk, handover in found.items()}


def _on_card(handover):
    if handover.is_overdue:
        since = format_when(handover.due_at)
        return {"text": f"Handover not acknowledged since {since}", "late": True}
    return {"text": f"Handed over to {handover.receiver_words}", "late": False}


@register("missing.figures", order=10)
def figures_of_handovers(user, begins, ends):
    """How many handovers were acknowledged in time."""
    return handovers_in_time(user, begins, ends)
