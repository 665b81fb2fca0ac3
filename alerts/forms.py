"""Forms about alerts: snooze one, hand one on, choose e-mails."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from agencies.models import User
from alerts.levels import Way
from core.forms import Form, LenientDateField, Reveal
from core.widgets import Autocomplete, Radios, TextArea

OTHER = "other"
DAYS = {"1": "1 day", "3": "3 days", "7": "1 week", OTHER: "Until another day"}


def words(label: str, empty: str) -> forms.CharField:
    """A few words that are needed."""
    return forms.CharField(
        label=label,
        max_length=600,
        widget=TextArea(rows=3),
        error_messages={"required": empty},
    )


class SnoozeForm(Form):
    """Until when an alert is put away, and why."""

    submit = "Snooze"

    days = forms.ChoiceField(
        label="For how long?",
        choices=tuple(DAYS.items()),
        widget=Radios,
        error_messages={"required": "Choose for how long"},
    )
    until = LenientDateField(
        label="Until which day?",
        future=True,
        required=False,
        help_text="It is new again on that morning.",
    )
    reason = words("Why?", "Enter why")

    def layout(self) -> list[Any]:
        return [Reveal("days", {OTHER: ["until"]}), "reason"]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean()
        days = found.get("days")
        if days == OTHER:
            if not found.get("until") and "until" not in self.errors:
                self.add_error("until", ValidationError("Enter the day on which it is new again"))
        elif days:
            found["until"] = timezone.localdate() + datetime.timedelta(days=int(days))
        return found


class HandOnForm(Form):
    """Which colleague gets an alert, and why."""

    submit = "Hand it on"

    to = forms.ModelChoiceField(
        User.objects.none(),
        label="To whom?",
        widget=Autocomplete,
        help_text="A colleague in one of your teams who works with the record.",
        error_messages={
            "required": "Choose a colleague",
            "invalid_choice": "Choose somebody who works in one of your teams now",
        },
    )
    words = words("What should they know?", "Enter what they should know")

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues


class EmailsForm(Form):
    """By which e-mails one hears of alerts."""

    high = forms.ChoiceField(
        label="High alerts",
        choices=Way.choices,
        widget=Radios,
        error_messages={"required": "Choose how you hear of high alerts"},
    )
    information = forms.ChoiceField(
        label="Alerts for information",
        choices=Way.choices,
        widget=Radios,
        error_messages={"required": "Choose how you hear of alerts for information"},
    )
