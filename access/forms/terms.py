"""The terms of access: what, how far, why, until when; and ending it."""

import datetime

from django import forms
from django.utils import timezone

from access.levels import Level
from access.usual import usual_last_day
from agencies.models import FOREVER
from core.days import end_of
from core.forms import Form, InlineRadios, LenientDateField, Reveal
from records.models import LawfulBasis

USUAL, SEVEN_DAYS, DATE, ENDED = "usual", "7days", "date", "ended"
WHILE_OPEN = "open"


def take_last_day(form, name):
    """Put the end of the day that was entered in its place, or say what is wrong with the day."""
    day, today = form.cleaned_data.get(name), timezone.localdate()
    if not day:
        form.add_error(name, "Enter the last day, like 4 August")
    elif day < today:
        form.add_error(name, "Enter a date that is today or later")
    elif day.year > today.year + 20:
        form.add_error(name, "Enter a date in the next 20 years")
    else:
        form.cleaned_data[name] = end_of(day)


class TermsForm(Form):
    """What may be seen, what may be done, why, and for how long."""

    marks_optional = False

    sections = forms.MultipleChoiceField(
        label="What may they see?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    level = forms.TypedChoiceField(
        label="What may they do?",
        coerce=int,
        choices=[(Level.VIEW.value, "Read"), (Level.CONTRIBUTE.value, "Read and add")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they can read, or read and add"},
    )
    purpose = forms.CharField(
        label="Why do they need it?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why they need access"},
    )
    basis = forms.ModelChoiceField(
        LawfulBasis.objects.none(),
        label="Lawful basis",
        empty_label="Choose",
        help_text="Consent is rarely the right basis for an offender.",
        error_messages={"required": "Choose a lawful basis"},
    )
    how_long = forms.ChoiceField(
        label="How long?",
        choices=[
            (USUAL, "As usual: 6 months for prisons and probation, 12 weeks for others"),
            (SEVEN_DAYS, "7 days"),
            (DATE, "Until a date"),
            (ENDED, "Until ended"),
        ],
        widget=forms.RadioSelect,
        help_text="Access ends by itself. You can end it sooner.",
        error_messages={"required": "Choose how long they need access"},
    )
    until = LenientDateField(label="Last day", ahead=True, required=False)

    def __init__(self, *args, kind, closing=None, **kwargs):
        """To a record of a kind.

        `closing` is the record that the access may end with, for those who may see it.
        """
        super().__init__(*args, **kwargs)
        self.closing = closing
        if closing is not None:
            self.offer_while_open(f"While {closing.reference} is open")
        self.fields["sections"].choices = list(kind.offered_sections().items())
        self.fields["sections"].help_text = f"{kind.ALWAYS_READ} are always included."
        self.fields["basis"].queryset = LawfulBasis.objects.offered()

    def offer_while_open(self, words):
        """The end that no day is known of, first."""
        self.fields["how_long"].choices = [
            (WHILE_OPEN, words),
            *self.fields["how_long"].choices,
        ]

    def terms(self):
        return [
            "sections",
            InlineRadios("level"),
            "purpose",
            "basis",
            Reveal("how_long", {DATE: ["until"]}),
        ]

    def layout(self):
        return self.terms()

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("how_long")
        if chosen == USUAL:
            cleaned["until"] = self.usual_end()
        elif chosen == SEVEN_DAYS:
            cleaned["until"] = timezone.now() + datetime.timedelta(days=7)
        elif chosen in (ENDED, WHILE_OPEN):
            cleaned["until"] = FOREVER
        elif chosen == DATE and "until" not in self.errors:
            take_last_day(self, "until")
        return cleaned

    def usual_end(self):
        return end_of(usual_last_day(self.receiving_teams()))

    def receiving_teams(self):
        """The teams that get access, as far as the form knows them."""
        return []

    @property
    def last_day(self):
        """The last day in force, for the page that checks."""
        return timezone.localdate(self.cleaned_data["until"] - datetime.timedelta(seconds=1))

    @property
    def while_open(self):
        """The record that the access ends with, if that was chosen."""
        chosen = self.cleaned_data.get("how_long") == WHILE_OPEN
        return self.closing if chosen else None

    def as_terms(self):
        """What the services take."""
        names = ("sections", "level", "purpose", "basis", "until")
        terms = {name: self.cleaned_data[name] for name in names}
        return {**terms, "while_open": self.while_open} if self.while_open else terms


class ChangeAccessForm(TermsForm):
    """New terms for an access that is in force."""

    submit = "Save the change"
    not_an_edit = "An access is replaced; give_access refuses if somebody else replaced it first."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = self.fields["how_long"].choices
        self.fields["how_long"].choices = [one for one in choices if one[0] != USUAL]


class EndAccessForm(Form):
    """Why an access ends."""

    submit = "End access"

    because = forms.CharField(
        label="Why are you ending it?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why you are ending it"},
    )
