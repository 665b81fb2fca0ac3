"""Sending a task, and giving it to somebody else."""

from django import forms
from django.template.loader import render_to_string

from access.forms.grantees import GranteesMixin, Who
from agencies.models import User
from core.dates import format_when
from core.forms import Form, LenientDateField
from documents.forms import AttachesFilesMixin
from tasks.forms.answering import not_over, words
from tasks.models import TaskKind, TaskPriority


class Whom(Who):
    """The question who should do it: a team, or somebody in one."""

    def render(self, form, context, template_pack=None, **kwargs):
        return render_to_string("tasks/_whom.html", {**context.flatten(), "form": form})


class ReceiverMixin(GranteesMixin):
    """One team or one person, for the forms that send tasks."""

    just_one = True
    ask_who = "Who should do it?"

    def receiver(self):
        """What the services take."""
        chosen = self.grantees[0]
        person = chosen.membership.user if chosen.membership else None
        return {"to_team": chosen.team, "to_person": person}


def choice(model, label, missing, **kwargs):
    return forms.ModelChoiceField(
        model.objects.none(), label=label, error_messages={"required": missing}, **kwargs
    )


class TaskForm(ReceiverMixin, Form, AttachesFilesMixin):
    """A new task, with files and submitted forms if there are any."""

    submit = "Send the task"

    kind = choice(TaskKind, "What kind of task is it?", "Choose what kind of task it is")
    detail = words("What are you asking for?", "Enter what you are asking for", rows=5)
    due_on = LenientDateField(
        label="By when?",
        ahead=True,
        error_messages={"required": "Enter the day by which it is due"},
    )
    priority = choice(
        TaskPriority,
        "Priority",
        "Choose a priority",
        widget=forms.RadioSelect,
        empty_label=None,
    )

    filled_forms = forms.MultipleChoiceField(
        label="Reports and forms to send with it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only people who may read them on the record can open them.",
        error_messages={"invalid_choice": "Choose forms of this record that have been submitted"},
    )

    def __init__(self, *args, about, submitted=(), **kwargs):
        """`submitted` are the forms that can go with it."""
        super().__init__(*args, **kwargs)
        self.submitted = {str(form.uuid): form for form in submitted}
        self.fields["filled_forms"].choices = [
            (name, f"{form}, submitted {format_when(form.submitted_at)}")
            for name, form in self.submitted.items()
        ]
        if not submitted:
            del self.fields["filled_forms"]
        for name, model in (("kind", TaskKind), ("priority", TaskPriority)):
            self.fields[name].queryset = model.objects.offered()
        self["detail"].help_text = (
            "Only those who may read the record can read this."
            if about
            else "Name no person from a record: everybody in both teams can read this."
        )
        # Who sends a task reads it, and so adds to it.
        self.offer_files(True, keeps_draft=True)

    def layout(self):
        with_it = ["filled_forms"] if self.submitted else []
        asked = ["kind", Whom(), "detail", "due_on", "priority"]
        return [*asked, *with_it, *self.attached_fields()]

    def clean_due_on(self):
        return not_over(self.cleaned_data["due_on"])

    def clean_filled_forms(self):
        return [self.submitted[name] for name in self.cleaned_data["filled_forms"]]


class HandOnForm(ReceiverMixin, Form):
    """The team that has the task from now on."""

    submit = "Hand it on"
    ask_who = "Who should have it?"

    reason = words("Why?", "Enter why")

    def layout(self):
        return [Whom(), "reason"]


class ReassignForm(Form):
    """The person of the team who has the task from now on."""

    submit = "Reassign it"

    person = forms.ModelChoiceField(
        User.objects.none(),
        label="Who should have it?",
        required=False,
        empty_label="Nobody in particular",
    )
    reason = words("Why?", required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
