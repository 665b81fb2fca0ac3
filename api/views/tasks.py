"""Tasks, for programs: a tab of the list, one task, a new one, and the answers."""

import json
from typing import ClassVar

from django.urls import reverse
from rest_framework.views import APIView

from access.models import SharedModel
from api.naming_people import NamesGrantees
from api.parameters import MOST_COUNTED, Parameter
from api.problems import FieldProblem, ProblemError
from api.routes import resource
from api.scopes import forms_in_scope
from api.sending import Beside
from api.serializers.tasks import TaskRowSerializer, TaskSerializer
from api.views.base import ApiDetail
from api.views.lists import ApiList
from api.views.writing import ApiAct, ApiCreate
from core.paging import capped
from tasks.filters import TABS, TaskFilter
from tasks.selectors import count_of_tab, is_known
from tasks.views import lists, one, sending

FILES = ("files", "document_kind")
TAB = Parameter("Which part of the list. Without it, mine; or all, with `about`", TABS)
ABOUT = Beside("text", "The reference of the record that it is about, such as P-2026-000123")


def tab_of(request, tabs):
    """The tab that the address asks for, if it asks. Raises ProblemError for one there is not."""
    asked = request.GET.get("tab", "")
    if asked and asked not in tabs:
        words = f"Choose one of these: {', '.join(tabs)}."
        found = [FieldProblem("tab", words)]
        raise ProblemError(400, "wrong-parameter", "Correct these parameters.", found)
    return asked


class TaskList(ApiList, lists.TaskList, APIView):
    """Tasks of one `tab`: those given to the client itself, unless another is asked for."""

    resource, row, filters = "tasks", TaskRowSerializer, TaskFilter
    parameters: ClassVar = {"tab": TAB}

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        tab_of(request, TABS)

    def count(self):
        if self.page.is_first and self.page.next_cursor is None:
            return capped(len(self.page))
        asked = self.filter
        narrow = asked.narrow if asked.in_use else None
        found = count_of_tab(asked.tab, self.request.user, narrow, MOST_COUNTED)
        return capped(found, MOST_COUNTED)


class TaskDetail(ApiDetail, one.OneTask, APIView):
    """What a task asks, where it stands, and its steps."""

    action = "task.view"
    resource, answers = "tasks", TaskSerializer

    def ask_address(self):
        """Where those ask for access who may know of the record and not read it."""
        record = self.object.unread
        if not isinstance(record, SharedModel) or not is_known(self.request.user, record):
            return None
        return reverse(f"api:{record._meta.model_name}-request-access", args=[record.uuid])


class TaskSend(NamesGrantees, ApiCreate, sending.TaskSend, APIView):
    """Sends a task to one team or one person, about a record or about nothing."""

    resource, shown_at, leaves_out = "tasks", "api:task", FILES
    beside = {**NamesGrantees.beside, "about": ABOUT}

    @property
    def reference(self):
        """What the body names, or for a description the address: asked before anything else."""
        if self.request.method != "POST":
            return super().reference
        try:
            body = json.loads(self.request.body)
        except (ValueError, RecursionError):
            body = None
        about = body.get("about") if isinstance(body, dict) else None
        return about.strip().upper()[:20] if isinstance(about, str) else ""

    def get_form_kwargs(self):
        """A form is offered, and sent along, by clients that may read it."""
        told = super().get_form_kwargs()
        return {**told, "submitted": forms_in_scope(self.request, told["submitted"])}

    def query_names(self):
        return ("about",) if self.request.method == "GET" else ()

    def changed_body(self, body):
        body.pop("about", None)
        return super().changed_body(body)

    def place_of(self, saved):
        return [saved.uuid]


class TaskAnswer(ApiAct):
    """Does something about one task."""

    resource, shown_at, leaves_out = "tasks", "api:task", FILES

    def place_of(self, saved):
        return [self.object.uuid]


class TaskAccept(TaskAnswer, one.TaskAccept, APIView):
    """Takes a task on."""


class TaskDecline(TaskAnswer, one.TaskDecline, APIView):
    """Refuses a task that nobody has accepted, with the reason."""


class TaskHold(TaskAnswer, one.TaskHold, APIView):
    """Puts a task away until a day; it comes back by itself."""


class TaskComplete(TaskAnswer, one.TaskComplete, APIView):
    """Says that a task is done, and what came of it."""


class TaskReassign(TaskAnswer, one.TaskReassign, APIView):
    """Gives a task to another person of the team, or to nobody in particular."""


class TaskHandOn(NamesGrantees, TaskAnswer, one.TaskHandOn, APIView):
    """Gives a task to another team."""


class TaskHandBack(TaskAnswer, one.TaskHandBack, APIView):
    """Returns a task to the team that sent it, with the reason."""


class TaskWithdraw(TaskAnswer, one.TaskWithdraw, APIView):
    """Ends a task that the team that sent it no longer needs."""


class TaskReopen(TaskAnswer, one.TaskReopen, APIView):
    """Asks for a task again that is over."""


class TaskComment(TaskAnswer, one.TaskComment, APIView):
    """Adds to what is said about a task."""


# The ends of their addresses, as pages have them.
ANSWERS = {
    "accept": TaskAccept,
    "decline": TaskDecline,
    "hold": TaskHold,
    "complete": TaskComplete,
    "reassign": TaskReassign,
    "hand-on": TaskHandOn,
    "hand-back": TaskHandBack,
    "withdraw": TaskWithdraw,
    "reopen": TaskReopen,
    "comment": TaskComment,
}
urlpatterns = [
    *resource("tasks/", "task-list", TaskList, create=TaskSend),
    *resource("tasks/<uuid:uuid>/", "task", TaskDetail),
    *(
        pattern
        for name, view in ANSWERS.items()
        for pattern in resource(f"tasks/<uuid:uuid>/{name}/", f"task-{name}", view)
    ),
]
