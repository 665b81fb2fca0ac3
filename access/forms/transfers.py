"""Proposing that another team manages a record, and answering."""

import datetime

from django import forms
from django.utils import timezone

from access.forms.asking import words
from access.forms.grantees import GranteesMixin, Who
from access.forms.terms import take_last_day
from access.models import Transfer
from agencies.models import FOREVER
from core.forms import Form, LenientDateField, Reveal
from core.widgets import Autocomplete
from records.models import LawfulBasis

NOTHING, YEAR, VIEW, CONTRIBUTE = "nothing", "year", "view", "contribute"


class TransferForm(GranteesMixin, Form):
    """The team that takes over a record, the access that the old team keeps, and the reason."""

    marks_optional = False

    submit = "Ask them to accept"
    asks, just_one = ("teams",), True
    ask_who = "Which team takes over?"

    keep = forms.ChoiceField(
        label="What does your team keep?",
        choices=[
            (YEAR, "Read for 12 months"),
            (VIEW, "Read, until a date"),
            (CONTRIBUTE, "Read and add, until a date"),
            (NOTHING, "Nothing: only a note that you managed them"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what your team keeps"},
    )
    keep_until = LenientDateField(label="Last day, if until a date", ahead=True, required=False)
    basis = forms.ModelChoiceField(
        LawfulBasis.objects.none(),
        label="Lawful basis",
        empty_label="Choose",
        help_text="The other team sees it and accepts on this basis.",
        error_messages={"required": "Choose a lawful basis"},
    )
    note = words("Why now?", "Enter why", rows=2)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["basis"].queryset = LawfulBasis.objects.offered()

    def layout(self):
        # One date for both: it is asked below the radio buttons, in words that say when.
        keep = Reveal("keep", {VIEW: [], CONTRIBUTE: []})
        return [Who(), keep, "keep_until", "basis", "note"]

    def clean(self):
        cleaned = super().clean()
        keep = cleaned.get("keep")
        if keep == YEAR:
            cleaned["keep_until"] = timezone.now() + datetime.timedelta(days=365)
        elif keep in (VIEW, CONTRIBUTE) and "keep_until" not in self.errors:
            take_last_day(self, "keep_until")
        else:
            cleaned["keep_until"] = FOREVER
        return cleaned

    def as_terms(self):
        """What the service takes."""
        keeps = {
            NOTHING: Transfer.Keep.NOTHING,
            YEAR: Transfer.Keep.VIEW,
            VIEW: Transfer.Keep.VIEW,
            CONTRIBUTE: Transfer.Keep.CONTRIBUTE,
        }
        chosen = {name: self.cleaned_data[name] for name in ("note", "basis", "keep_until")}
        return {
            **chosen,
            "to_team": self.grantees[0].team,
            "keep": keeps[self.cleaned_data["keep"]],
        }


class AnswerTransferForm(Form):
    """Take a record over, or decline with the reason."""

    submit = "Send the answer"

    ACCEPT, DECLINE = "accept", "decline"

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[(ACCEPT, "Accept"), (DECLINE, "Decline")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose accept or decline"},
    )
    lead = forms.ModelChoiceField(
        None,
        label="Who leads from now on?",
        required=False,
        empty_label="Choose",
        widget=Autocomplete,
        help_text="The person to ring about this record.",
    )
    why_not = words("Why are you declining?", "", required=False)

    def __init__(self, *args, leads, lead, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = leads
        self.fields["lead"].initial = lead

    def layout(self):
        return [Reveal("answer", {self.ACCEPT: ["lead"], self.DECLINE: ["why_not"]})]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == self.ACCEPT:
            self.require("lead")
        if cleaned.get("answer") == self.DECLINE and not cleaned.get("why_not"):
            self.add_error("why_not", "Enter why you are declining")
        return cleaned
