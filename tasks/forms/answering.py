"""Answering a task: reasons, days, outcomes, comments."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.forms import Form, LenientDateField
from documents.forms import AttachesFilesMixin
from tasks.models import TaskOutcome


def words(label, empty="", *, rows=3, limit=4000, **kwargs):
    """A box for a few sentences."""
    errors = {"required": empty} if empty else {}
    return forms.CharField(
        label=label,
        max_length=limit,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages=errors,
        **kwargs,
    )


class AcceptForm(Form):
    """Takes a task on: a button."""

    submit = "Accept"


class ReasonForm(Form):
    """Why a task is declined, handed back or reopened; the page says which."""

    reason = words("Why?", "Enter why")

    def __init__(self, *args, submit="Save", asks="Why?", **kwargs):
        super().__init__(*args, **kwargs)
        self.submit = submit
        self.relabel(reason=asks)


class HoldForm(Form):
    """Until when a task is put away, and why."""

    submit = "Put it on hold"

    until = LenientDateField(
        label="Until which day?",
        future=True,
        help_text="It comes back by itself on that day.",
        error_messages={"required": "Enter the day on which it comes back"},
    )
    reason = words("Why?", "Enter why")


class CompleteForm(Form, AttachesFilesMixin):
    """What came of a task, with files if there are any."""

    submit = "Complete it"

    outcome = forms.ModelChoiceField(
        TaskOutcome.objects.none(),
        label="How did it end?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose how it ended"},
    )
    words = words("What was done?", "Enter what was done", rows=4)

    def __init__(self, *args, attaches, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].queryset = TaskOutcome.objects.offered()
        self.offer_files(attaches)

    def layout(self):
        return ["outcome", "words", *self.attached_fields()]


class CommentForm(Form, AttachesFilesMixin):
    """Something to add, with files if there are any."""

    submit = "Add the comment"

    text = words("Comment", "Enter a comment", rows=4)

    def __init__(self, *args, attaches, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_files(attaches)

    def layout(self):
        return ["text", *self.attached_fields()]


def not_over(day):
    """Raises ValidationError for a day that is over."""
    if day < timezone.localdate():
        raise ValidationError("This day has passed. Enter today or a later day")
    return day
