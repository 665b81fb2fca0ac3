"""Asking who could see a record on a day that has passed."""

from core.forms import FilterForm, LenientDateField


class DayForm(FilterForm):
    """A day that has passed."""

    first = ("day",)
    kept = ()

    day = LenientDateField(label="Who could see it on", past=True)
