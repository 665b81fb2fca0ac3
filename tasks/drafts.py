"""A new task, whose text is kept as a draft: about a record of any kind, or about nothing."""

from django import forms
from django.urls import reverse

from access.kinds import shared_models
from agencies.models import Team
from records.drafts import DraftKind, register
from tasks.forms import TaskForm

ABOUT_NOTHING = "task"
WORDS = "New task"


class KeptTaskForm(TaskForm):
    """What is kept of the form: also who was chosen by ticks, which are no field of it."""

    chosen = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)


def name_of(model):
    """The kind of drafts of tasks about this kind of record."""
    return f"task-{model._meta.model_name}"


def _about(record):
    return f"{reverse('tasks:send')}?about={record.reference}"


register(
    DraftKind(
        name=ABOUT_NOTHING,
        words=WORDS,
        form=KeptTaskForm,
        model=Team,
        action="task.message",
        address=lambda team: reverse("tasks:send"),
        record=lambda team: None,
    )
)
for model in shared_models():
    register(
        DraftKind(
            name=name_of(model),
            words=WORDS,
            form=KeptTaskForm,
            model=model,
            action="task.send",
            address=_about,
            record=lambda record: record,
        )
    )
