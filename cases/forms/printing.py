"""For whom the actions log is printed, and why."""

from crispy_forms.layout import Hidden
from django import forms

from agencies.models import Team
from cases.audiences import CHANGED, Audience
from core.dates import format_short_day
from core.forms import Form, Reveal
from core.layout import Submit
from core.widgets import Autocomplete


class AudienceForm(Form):
    """Who reads the paper: it decides what is on it. Sent with the address."""

    method = "get"
    submit = "Show what is printed"
    audience = forms.ChoiceField(
        label="Who is it for?",
        choices=Audience,
        initial=Audience.INSPECTOR,
        widget=forms.RadioSelect,
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Which team?",
        required=False,
        to_field_name="uuid",
        widget=Autocomplete,
        error_messages={"invalid_choice": "Choose a team that can read the actions of this case"},
    )

    def __init__(self, *args, teams, filtered, **kwargs):
        """The teams that read the actions, and the filter of the log, which stays."""
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams
        self.filtered = {name: value for name, value in filtered.items() if value}

    def layout(self):
        kept = [Hidden(name, value, id=None) for name, value in self.filtered.items()]
        return [*kept, Reveal("audience", {Audience.PARTNER.value: ["team"]})]

    def buttons(self):
        return [Submit(self.submit, secondary=True)]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("audience") == Audience.PARTNER:
            self.require("team")
        else:
            cleaned["team"] = None
            self.errors.pop("team", None)
        return cleaned


class PrintForm(Form):
    """Why the log is printed, and for whom if it is not for oneself."""

    submit = "Make the PDF"
    recipient = forms.CharField(
        label="Name and organisation of the recipient",
        max_length=200,
        help_text="It appears on the PDF.",
    )
    reason = forms.CharField(
        label="Why is it printed?",
        max_length=500,
        help_text="For example: answer to a complaint. It appears on the PDF.",
    )
    lines = forms.MultipleChoiceField(
        label="Which actions are printed?", widget=forms.CheckboxSelectMultiple
    )
    digest = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, audience, log, **kwargs):
        """`log` is what will be printed, or nothing while it is not known for whom."""
        super().__init__(*args, **kwargs)
        self.log = log
        if audience == Audience.INSPECTOR:
            del self.fields["recipient"]
            # The only field there is, in the middle of the night.
            if not self.is_bound:
                self.fields["reason"].widget.attrs["autofocus"] = True
        if audience == Audience.COMPLAINANT and log is not None:
            self.fields["lines"].choices = [(line.uuid, said(line)) for line in log.lines]
            self.fields["lines"].initial = [line.uuid for line in log.lines]
            self.fields["digest"].initial = log.digest
        else:
            del self.fields["lines"], self.fields["digest"]

    def clean(self):
        """What was read is what is printed: the lines of another moment are read again."""
        if "digest" in self.fields and self.data.get("digest") != self.log.digest:
            self.add_error(None, CHANGED)
            self.data["digest"] = self.log.digest
        return super().clean()


def said(line):
    """A line as it is printed, to be read before that."""
    day = f"{format_short_day(line.day)}."
    return " ".join([day, line.what, *line.added, f"({line.by})", line.result])
