"""A moment that must have its time of day."""

from django.core.exceptions import ValidationError

from core.fields import MomentField

TIME_TOO = "Enter the time too, like today 4pm. If you are not sure, enter about when it was."


class ExactMomentField(MomentField):
    """One text box for a day with its time. The value is a moment in UK time."""

    example = "4pm, yesterday 11pm or 3 June at 9:30am"

    def clean(self, value):
        found = super().clean(value)
        if found is None:
            return None
        if found.at is None:
            raise ValidationError(TIME_TOO, code="no_time")
        return found.at
