"""The menu entry of tasks, what Home, a search and records show of them and of handovers."""

from urllib.parse import urlencode

from django.urls import reverse

from access.kinds import subjects_of
from access.leaving import led_in
from cases.models import Case
from core.dates import format_when
from core.panels import WaitingLine, register
from core.signals import object_seen
from core.views import SEARCH
from profiles.models import Profile
from tasks.handovers import panel_of_case, waiting_for
from tasks.models import Task
from tasks.selectors import (
    ALL,
    how_many_mine,
    open_tasks_about,
    open_tasks_of,
    task_with_reference,
    tasks_at_hand,
    tasks_found,
)
from tasks.services import pass_on_tasks

# Of the reader's own tasks, on Home; and beside the people whom a search finds.
MOST = 5
MOST_WAITING = 20


@register("navigation", order=24)
def tasks(request):
    """With the number of tasks that the reader has at hand."""
    if not request.user.practises:
        return None
    number = yield from how_many_mine.steps(request.user)
    return {"label": "Tasks", "url": reverse("tasks:list"), "count": number or None}


@register("home", order=6)
def own_tasks(request):
    """The reader's own tasks, the most urgent first."""
    rows = yield from tasks_at_hand.steps(request.user, MOST + 1)
    if not rows:
        return None
    return {
        "template": "tasks/_home.html",
        "title": "My tasks",
        "tasks": rows[:MOST],
        "more": len(rows) > MOST,
        "people": [task.record for task in rows[:MOST] if task.record],
    }


@register("search", order=20)
def tasks_that_are_found(request, words):
    """Tasks that ask in these words, beside the people whom a search finds."""
    found, more = yield from tasks_found.steps(request.user, words, MOST)
    if not found:
        return None
    object_seen.send(
        Task,
        obj=None,
        by=request.user,
        action="task.list",
        section="",
        subjects=subjects_of(task.record for task in found),
        operation=SEARCH,
        detail={},
        channel="web",
        is_limited=False,
    )
    return {
        "template": "tasks/_found.html",
        "tasks": found,
        "all": _all_with(words) if more else "",
    }


@register("search.elsewhere", order=20)
def search_of_tasks(words):
    """The way to look for the same words in tasks alone."""
    return ("tasks", _all_with(words)) if words else None


def _all_with(words):
    return f"{reverse('tasks:list')}?{urlencode({'tab': ALL, 'q': words})}"


@register("search.reference", order=10)
def by_reference(user, reference):
    """The task of this reference, if the reader sees it."""
    task = task_with_reference(user, reference)
    return task and task.get_absolute_url()


@register("agencies.led", order=30)
def tasks_of_leaver(leaver, teams, user):
    """The open tasks of somebody who leaves these teams."""
    return led_in(
        teams,
        open_tasks_of(leaver, teams),
        leaver=leaver,
        reader=user,
        kind="tasks",
        nouns=("task", "tasks"),
        pass_on=pass_on_tasks,
    )


@register("cases.closing", order=10)
def tasks_of_case(user, case):
    """The open tasks about a case that is about to be closed."""
    rows = open_tasks_about(case, user, MOST)
    return {"template": "tasks/_still_open.html", "tasks": rows} if rows else None


# ---- Handovers ----------------------------------------------------------------------------------
@register("home.waiting", order=1)
def handovers_on_home(request):
    """First of all: until somebody acknowledges, nobody knows who has it."""
    found = yield from waiting_for.steps(request.user, MOST_WAITING)
    return [
        WaitingLine(
            one.get_absolute_url(),
            one.given_at,
            f"Acknowledge the handover of {one.title}",
            f"{_when_due(one)} From {one.giver_words}: {one.note}",
            record=one.task.record if one.task else None,
        )
        for one in found
    ]


def _when_due(handover):
    due = format_when(handover.due_at)
    return f"Overdue since {due}." if handover.is_overdue else f"By {due}."


@register("cases.overview", order=5)
def handover_of_case(request, case, held):
    """For the team that manages the case: the handover that waits, or the way to hand it over."""
    return (yield from panel_of_case.steps(case, request.user, held))


def tab_of_tasks(request, record, held):
    """The tasks about a record that its reader sees."""
    url = reverse(f"tasks:of-{record._meta.model_name}", args=[record.uuid])
    return [{"name": "tasks", "label": "Tasks", "url": url, "order": 60}]


for model in (Profile, Case):
    register(f"{model._meta.app_label}.tabs", order=20)(tab_of_tasks)
