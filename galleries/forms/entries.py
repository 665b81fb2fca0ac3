"""What is said of somebody on a gallery; offers of help and their answers."""

import re

from django import forms
from django.core.exceptions import ValidationError

from core.forms import Form
from core.widgets import Radios, TextArea
from galleries.models import LeaveReason
from profiles.models import RiskLevel

FEWEST_DIGITS = 5
ACCEPT, DECLINE = "accept", "decline"


class EntryForm(Form):
    """How high the risk is, and why somebody is on the gallery."""

    risk = forms.ModelChoiceField(
        RiskLevel.objects.none(), label="Risk", widget=Radios(inline=True), empty_label=None
    )
    reason = forms.CharField(
        label="Why are they here?",
        max_length=200,
        help_text="Everybody who sees the gallery reads this. For example, Repeat doorstep fraud",
    )

    def __init__(self, *args, submit, **kwargs):
        super().__init__(*args, **kwargs)
        self.submit = submit
        self.fields["risk"].queryset = RiskLevel.objects.offered()


class ReviewForm(Form):
    """A button: what the entry says is still right."""

    submit = "Confirm the entry"


class EndForm(Form):
    """Why somebody leaves the gallery."""

    submit = "Take off the gallery"

    reason = forms.ModelChoiceField(
        LeaveReason.objects.none(),
        label="Why are you taking them off?",
        widget=forms.RadioSelect,
        empty_label=None,
    )
    words = forms.CharField(
        label="Anything to add?", max_length=500, required=False, widget=TextArea(rows=3)
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = LeaveReason.objects.offered()


class OfferForm(Form):
    """What somebody can do, and where they are rung about it."""

    submit = "Offer help"

    words = forms.CharField(label="What can you offer?", max_length=1000, widget=TextArea(rows=4))
    phone = forms.CharField(
        label="Your telephone",
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "class": "govuk-input--width-20"}),
    )

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        if len(re.findall("[0-9]", phone)) < FEWEST_DIGITS:
            raise ValidationError("Enter a telephone number, like 01632 960 001")
        return phone


class AnswerForm(Form):
    """Whether the offer is accepted, and what to do next or why not."""

    submit = "Send the answer"

    answer = forms.ChoiceField(
        label="Do you accept this offer?",
        choices=[(ACCEPT, "Accept"), (DECLINE, "Decline")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you accept the offer"},
    )
    words = forms.CharField(
        label="Your answer",
        max_length=1000,
        required=False,
        widget=TextArea(rows=4),
        help_text="What happens next; if you decline, why",
    )

    def clean(self):
        super().clean()
        if self.cleaned_data.get("answer") == DECLINE and not self.cleaned_data.get("words"):
            self.add_error("words", "Enter why you are declining it")
        return self.cleaned_data
