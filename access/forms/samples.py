"""Reviewing an unusual access."""

from django import forms

from access.models import SampledAccess
from core.forms import Form
from core.widgets import Radios, TextArea

Outcome = SampledAccess.Outcome


class ReviewSampleForm(Form):
    """What an access was, in the eyes of the record's manager."""

    submit = "Save the outcome"

    outcome = forms.ChoiceField(
        label="What was it?",
        choices=Outcome.choices,
        widget=Radios(
            hints={
                Outcome.EXPECTED: "They needed it for their work",
                Outcome.FOLLOW_UP: "You ask them, or their manager, what it was for",
                Outcome.MISUSE: "They had no reason to look",
            }
        ),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose expected, follow up or misuse"
        ),
    )
    note = forms.CharField(
        label="What did you find?",
        required=False,
        max_length=1000,
        widget=TextArea(rows=3),
        help_text="Needed to follow up, and for misuse: what happens next. Auditors read this.",
    )

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("outcome")
        needed = chosen and chosen != Outcome.EXPECTED and "note" not in self.errors
        if needed and not cleaned["note"]:
            self.add_error("note", "Enter what you found, and what happens next")
        return cleaned
