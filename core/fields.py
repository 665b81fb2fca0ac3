"""Form fields of our own: dates and times typed leniently."""

import datetime
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.dates import NotUnderstoodError, format_day, format_when, read_day, read_moment
from core.wording import named


class LenientDateField(forms.Field):
    """One text box for a date: 3 June, 3/6/26, yesterday. The page shows back what it understood.

    `past` allows today and earlier, `future` tomorrow and later, `birth` a date of birth. `ahead`
    allows any day, and takes one without a year as the next: of an end, or a review. `coming`
    takes a weekday as the next, and a date without a year as the nearest: of a meeting.
    """

    widget = forms.TextInput
    example = "3 June 2026"
    # How the page that reads dates calls it.
    kind = "day"

    def __init__(
        self, *, past=False, future=False, ahead=False, coming=False, birth=False, **kwargs
    ):
        self.past, self.future, self.birth = past or birth, future, birth
        self.ahead, self.coming = ahead or future, coming
        if birth:
            self.example = "14 March 1991"
        super().__init__(**kwargs)

    @property
    def side(self):
        if self.past:
            return "past"
        return "future" if self.ahead else "coming" if self.coming else "any"

    def as_query(self):
        """The same field, for the page that reads dates while they are typed."""
        names = ("past", "future", "ahead", "coming", "birth")
        flags = {name: getattr(self, name) for name in names}
        return urlencode({"kind": self.kind, **{name: 1 for name, on in flags.items() if on}})

    def read(self, text):
        return read_day(text, side=self.side, birth=self.birth)

    def understand(self, text):
        """The value of typed text, None for nothing; raises NotUnderstoodError."""
        return self.read(text) if text.strip() else None

    def day_of(self, value):
        return value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if not isinstance(value, str):
            return value
        try:
            return self.understand(value)
        except NotUnderstoodError as error:
            raise ValidationError(str(error), code="not_understood") from error

    def validate(self, value):
        super().validate(value)
        if value is None:
            return
        name, day, today = (
            named(self.label, "The date"),
            self.day_of(value),
            timezone.localdate(),
        )
        if self.past and day > today:
            raise ValidationError(
                f"{name} must be today or earlier. You entered {format_day(day)}.", code="future"
            )
        if self.future and day <= today:
            raise ValidationError(
                f"{name} must be after today. You entered {format_day(day)}.", code="past"
            )

    def prepare_value(self, value):
        """The day in full: "today" on a page that is sent after midnight is the day it showed."""
        if isinstance(value, str):
            value = self.bound_data(value, None)
        return format_when(value) if isinstance(value, datetime.date | tuple) else value

    def bound_data(self, data, initial):
        """What was typed, as it was understood; or as it was typed."""
        if not isinstance(data, str):
            return data
        try:
            return self.understand(data) or data
        except NotUnderstoodError:
            return data

    def has_changed(self, initial, data):
        return not self.disabled and (self.bound_data(data, initial) or "") != (initial or "")

    def widget_attrs(self, widget):
        return {"class": "govuk-input--width-20"}


class MomentField(LenientDateField):
    """One text box for a date with the time, if that is known. The value is a `Moment`,
    a pair of date and time, where the time may be None.
    """

    example = "today 4pm or 3 June"
    kind = "moment"

    def read(self, text):
        return read_moment(text, side=self.side)

    def day_of(self, value):
        return value.day

    def validate(self, value):
        super().validate(value)
        if value and value.at and self.past and value.at > timezone.now():
            raise ValidationError(
                f"{named(self.label, 'The time')} must be in the past. You entered {value}.",
                code="future",
            )
