"""One task: where it stands, what it says, and what can be done about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse

from access.kinds import address_of
from access.suggestions import directory_of
from core.once import new_token
from core.views import ObjectFormPage, ObjectMixin, ObjectPage
from documents.views import TakesFiles
from tasks import services
from tasks.acts import acts_of
from tasks.attached_forms import forms_of
from tasks.forms import (
    CommentForm,
    CompleteForm,
    HandOnForm,
    HoldForm,
    ReasonForm,
    ReassignForm,
)
from tasks.forms.answering import AcceptForm
from tasks.handovers import handover_of
from tasks.models import Task
from tasks.selectors import attach, files_of, is_known, people_of


class OneTask(ObjectMixin, abstract=True):
    """What the pages of one task share."""

    model = Task
    related = (
        *("kind", "priority", "outcome", "from_team", "to_team", "to_person", "from_user"),
        "answered_team",
    )

    def load(self):
        super().load()
        attach([self.object], self.request.user)

    def address(self, name="task"):
        return reverse(f"tasks:{name}", args=[self.object.uuid])

    def get_context_data(self, **kwargs):
        task = self.object
        return super().get_context_data(task=task, names=task.names, **kwargs)


class TaskDocumentsMixin(OneTask, abstract=True):
    """Puts the task above the pages about its documents."""

    def done(self, words, name):
        """Say what was done, and go on to a page about this task."""
        messages.success(self.request, words)
        return self.address(name)

    def get_context_data(self, **kwargs):
        return super().get_context_data(frame="tasks/frame.html", **kwargs)


class TaskPage(OneTask, ObjectPage):
    """What it asks, where it stands, and its steps; those who do not read it learn how to ask."""

    action, template_name = "task.view", "tasks/task_detail.html"

    def get_context_data(self, **kwargs):
        task, user = self.object, self.request.user
        acts = dict(acts_of(task, user))
        accept = self.accept() if acts.pop("accept", None) else None
        steps, attached = self.said() if task.reads else ([], [])
        return super().get_context_data(
            steps=steps,
            attached=attached,
            forms=forms_of(task, user),
            documents_url=self.address("documents"),
            accept=accept,
            handover=handover_of(task, user) if task.reads else None,
            acts=[(self.address(name), words) for name, words in acts.items()],
            ask_url=self.ask_url(),
            **kwargs,
        )

    def said(self):
        """The steps, each with its files, and the files of the task itself."""
        steps = list(self.object.steps.with_words())
        files = {}
        for document in files_of(self.object, self.request.user):
            files.setdefault(document.step_id, []).append(document)
        for step in steps:
            step.attached = files.get(step.pk, [])
        return steps, files.get(None, [])

    def accept(self):
        """The button, as the form of the page that it is sent to."""
        form, address = AcceptForm(), self.address("accept")
        form.once = new_token(self.request.user, address)
        form.helper.form_action = address
        return form

    def ask_url(self):
        """Where those ask for access who may know of the record and not read it."""
        record = self.object.unread
        if not is_known(self.request.user, record):
            return ""
        return address_of(type(record), "request-access", record.uuid)


class TaskAct(OneTask, ObjectFormPage, abstract=True):
    """A page that does something about one task. Who comes second keeps what they typed.

    Each names the `service` that does it.
    """

    template_name = "tasks/task_act.html"
    heading, done_words = "", ""
    service: Callable[..., Any]

    def get_context_data(self, **kwargs):
        return super().get_context_data(heading=self.heading, **kwargs)

    def cancels_to(self):
        return self.address()

    def save(self, form):
        return self.service(task=self.object, by=self.request.user, **form.cleaned_data)

    def act(self, form):
        self.save(form)
        messages.success(self.request, self.done_words)
        return self.address()

    def form_invalid(self, form):
        """As it is now: somebody else may have answered since the page was opened."""
        self.load()
        return super().form_invalid(form)


class TaskAccept(TaskAct):
    action, form_class = "task.accept", AcceptForm
    heading, done_words = "Accept", "You have accepted this task."
    service = staticmethod(services.accept_task)


class TaskGiveReason(TaskAct, abstract=True):
    """An act that needs a reason and nothing else."""

    form_class = ReasonForm
    submit, asks = "", "Why?"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "submit": self.submit, "asks": self.asks}


class TaskDecline(TaskGiveReason):
    action, heading, submit = "task.decline", "Decline", "Decline it"
    asks, done_words = "Why are you declining it?", "Declined. The sender is told why."
    service = staticmethod(services.decline_task)


class TaskHandBack(TaskGiveReason):
    action, heading, submit = "task.hand_back", "Hand back", "Hand it back"
    asks, done_words = "Why are you handing it back?", "Handed back to the team that sent it."
    service = staticmethod(services.hand_back_task)


class TaskWithdraw(TaskGiveReason):
    action, heading, submit = "task.withdraw", "Withdraw", "Withdraw it"
    asks, done_words = (
        "Why is it no longer needed?",
        "Withdrawn. The person or team that has it is told why.",
    )
    service = staticmethod(services.withdraw_task)


class TaskReopen(TaskGiveReason):
    action, heading, submit = "task.reopen", "Reopen", "Reopen it"
    asks, done_words = "Why are you reopening it?", "Open again. The team is told why."
    service = staticmethod(services.reopen_task)


class TaskHold(TaskAct):
    action, form_class, heading = "task.hold", HoldForm, "Put on hold"
    done_words = "On hold. It comes back by itself."
    service = staticmethod(services.hold_task)


class TakesAttachments(TakesFiles, TaskAct, abstract=True):
    """An act that may bring files."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "attaches": self.may("task.add_documents")}


class TaskComplete(TakesAttachments):
    action, form_class, heading = "task.complete", CompleteForm, "Complete"
    done_words = "Completed. The sender is told."
    service = staticmethod(services.complete_task)


class TaskComment(TakesAttachments):
    action, form_class, heading = "task.comment", CommentForm, "Add a comment"
    done_words = "Comment added."
    asks_about_repeats = True
    service = staticmethod(services.comment_on_task)


class TaskReassign(TaskAct):
    action, form_class, heading = "task.reassign", ReassignForm, "Reassign"
    done_words = "Reassigned."
    service = staticmethod(services.reassign_task)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "people": people_of(self.object.to_team)}


class TaskHandOn(TaskAct):
    """To another team, by the person who has it or a manager of their team."""

    action, form_class, heading = "task.hand_on", HandOnForm, "Hand on"
    done_words = "Handed on."

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "directory": directory_of(self.request.user),
            "names_url": reverse("tasks:names"),
        }

    def save(self, form):
        reason = form.cleaned_data["reason"]
        try:
            return services.hand_on_task(
                task=self.object, by=self.request.user, reason=reason, **form.receiver()
            )
        except ValidationError as problem:
            raise form.blame(problem) from problem

    def act(self, form):
        self.save(form)
        messages.success(self.request, self.done_words)
        return reverse("tasks:list")
