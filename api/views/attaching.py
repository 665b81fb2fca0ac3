"""Files of an action or a task, for programs: one in a call, with the words that go with it."""

from rest_framework.views import APIView

from api.routes import resource
from api.views.documents import BringsFile, one_file
from api.views.writing import ApiCreate
from cases.forms.actions import ActionAmendmentForm
from cases.views import actions
from tasks.forms.answering import CommentForm
from tasks.views import one

DOCUMENTS = "documents"


class Attaches(BringsFile, ApiCreate):
    """Goes before what brings a file along. It needs the scope of documents too."""

    def lacking_for(self, request, method):
        lacking = super().lacking_for(request, method)
        call = getattr(request, "api_call", None)
        needed = self.scope_for(method).replace(self.resource, DOCUMENTS)
        is_lacking = call is not None and needed not in call.scopes
        return lacking or (needed if is_lacking else "")


class ActionFileForm(ActionAmendmentForm):
    """A file that is attached to an action, and what is to be said of it."""

    files = one_file()


class CommentFileForm(CommentForm):
    """A file that is attached to a comment on a task."""

    files = one_file()


class ActionAttach(Attaches, actions.ActionAmend, APIView):
    """Adds to an action, with a file. Needs `documents:write` too."""

    form_class, resource, shown_at = ActionFileForm, "cases", "api:case-action"
    as_page = "cases:action-amend"

    def place_of(self, saved):
        return [self.object.uuid, self.child.uuid]


class TaskAttach(Attaches, one.TaskComment, APIView):
    """Adds a comment to a task, with a file. Needs `documents:write` too."""

    form_class, resource, shown_at = CommentFileForm, "tasks", "api:task"

    def place_of(self, saved):
        return [self.object.uuid]


urlpatterns = [
    *resource(
        "cases/<uuid:uuid>/actions/<uuid:child>/attach/", "case-action-attach", ActionAttach
    ),
    *resource("tasks/<uuid:uuid>/attach/", "task-attach", TaskAttach),
]
