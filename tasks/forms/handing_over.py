"""Handing over, and acknowledging it."""

from typing import Any

from django import forms

from agencies.models import User
from core.forms import Form
from tasks.forms.answering import words


class HandOverForm(Form):
    """To whom in the team, and what they must know."""

    submit = "Hand over"

    to_person = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label="To whom?",
        help_text="Everyone in the team can acknowledge it if you choose nobody.",
        empty_label="The whole team",
    )
    note = words("What must they know?", "Enter what the next shift must know", rows=6)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_person"].queryset = people


class AcknowledgeForm(Form):
    """Takes over what was handed over: a button, and a note if there is something to say."""

    submit = "Acknowledge"

    answer = words("Note to the person who handed it over", required=False, limit=2000)


class WithdrawHandoverForm(Form):
    """Takes a handover back: a button."""

    submit = "Withdraw the handover"
