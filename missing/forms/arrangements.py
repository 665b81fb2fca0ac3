"""What a police force area arranges about missing people."""

from typing import Any, ClassVar

from django import forms

from core.forms import Fieldset, Form
from core.widgets import short
from missing.models import ReviewPeriod

CLOCKS = (
    *("assess_minutes", "acknowledge_minutes", "prevention_hours", "interview_hours"),
    "plan_review_months",
)
WEEK, MONTH, YEARS = 7 * 24, 31 * 24, 24


def number(label: str, most: int, help_text: str = "") -> forms.IntegerField:
    """How many minutes, hours or months: at least one."""
    return forms.IntegerField(
        label=label, min_value=1, max_value=most, widget=short(4), help_text=help_text
    )


class ArrangeForm(Form):
    """Which team is the unit, and how long each step may take; made for its levels of risk."""

    periods: ClassVar[dict[str, ReviewPeriod]] = {}

    unit = forms.ModelChoiceField(
        None,
        label="Missing-persons unit",
        required=False,
        empty_label="None yet",
        help_text="Reports of missing people go to it. Without one, nobody can report.",
    )
    assess_minutes = number("Minutes allowed for the first risk assessment", 60 * 24)
    acknowledge_minutes = number("Minutes allowed to acknowledge a handover", 60 * 24)
    prevention_hours = number("Hours allowed for the prevention interview", MONTH)
    interview_hours = number(
        "Hours allowed for the return home interview", MONTH, "Statutory guidance says 72"
    )
    plan_review_months = number("Months between reviews of a plan", YEARS)

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = teams

    def names_to_merge(self):
        return ["unit", *CLOCKS, *self.periods]

    def held_in_row(self, name):
        period = self.periods.get(name)
        return super().held_in_row(name) if period is None else period.hours

    def layout(self):
        return [
            "unit",
            *CLOCKS,
            Fieldset("Hours between reviews of the risk", *self.periods),
        ]

    @property
    def hours(self) -> dict[str, Any]:
        """After how many hours each level is reviewed."""
        return {name: self.cleaned_data[name] for name in self.periods}


def arrange_form(periods: dict[str, ReviewPeriod]) -> type[ArrangeForm]:
    """The form of one area, with a number for each level of risk."""
    fields = {name: number(f"{one.risk}", WEEK) for name, one in periods.items()}
    return type("ArrangeForm", (ArrangeForm,), {**fields, "periods": periods})
