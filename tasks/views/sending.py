"""A new task: about a record or about nothing."""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from access.kinds import subjects_of
from access.suggestions import directory_of
from agencies.models import Team
from core import policy
from core.views import RecordView, ServiceFormView
from documents.views import TakesFiles
from records.keeping import KeepsDraft, team_drafted_for
from tasks import drafts, services
from tasks.attached_forms import forms_to_send
from tasks.forms import TaskForm
from tasks.models import Task, TaskPriority
from tasks.selectors import record_with_reference

# Days until a task is due, where nobody says otherwise.
USUAL_DAYS = 7


class TaskSend(TakesFiles, KeepsDraft, RecordView, ServiceFormView):
    """Send a task. The address says what it is about, by reference; without, about nothing."""

    model, actions = Task, frozenset({"task.send", "task.message"})
    form_class = TaskForm
    template_name = "tasks/task_new.html"

    @property
    def reference(self):
        return self.request.GET.get("about", "").strip().upper()[:20]

    def get_action(self):
        return "task.send" if self.reference else "task.message"

    def load(self):
        super().load()
        self.about = None
        self.teams = policy.accessible(self.request.user, "task.message", Team).order_by("name")
        if not self.teams:
            raise PermissionDenied(
                "Only practitioners and managers of a team can send tasks. "
                "Ask the administrator of your area."
            )
        if self.reference:
            self.about = record_with_reference(self.request.user, self.reference)
            if self.about is None:
                raise Http404

    @property
    def draft_kind(self):
        return drafts.name_of(self.about) if self.about else drafts.ABOUT_NOTHING

    @cached_property
    def drafted(self):
        return self.about or team_drafted_for(self.request.user, drafts.ABOUT_NOTHING, self.teams)

    def said_at(self):
        return f"{super().said_at()} {self.reference}"

    def announced(self):
        return self.about

    def subjects(self):
        return subjects_of([self.about])

    def seen_detail(self):
        return {"page": "new task"}

    def get_initial(self):
        due = timezone.localdate() + datetime.timedelta(days=USUAL_DAYS)
        return {"due_on": due, "priority": TaskPriority.usual(), **super().get_initial()}

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "about": self.about,
            "submitted": forms_to_send(self.request.user, self.about) if self.about else [],
            "directory": directory_of(self.request.user),
            "names_url": reverse("tasks:names"),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.about, **kwargs)

    def save(self, form):
        fields = {
            name: form.cleaned_data[name]
            for name in ("kind", "detail", "due_on", "priority", *form.ATTACHED)
            if name in form.cleaned_data
        }
        try:
            return services.send_task(
                by=self.request.user,
                about=self.about,
                filled_forms=form.cleaned_data.get("filled_forms", ()),
                **form.receiver(),
                **fields,
            )
        except ValidationError as problem:
            raise form.blame(problem) from problem

    def act(self, form):
        task = self.save(form)
        messages.success(self.request, f"Task {task.reference} sent.")
        return task
