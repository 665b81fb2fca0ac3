"""Leaving an establishment, and leaving access as it is."""

from django import forms

from core.dates import format_day
from core.forms import Form, LenientDateField, Reveal
from profiles.models import Establishment

RELEASED, MOVED = "released", "moved"
STAYS, ENDS = "stays", "ends"


class LeaveForm(Form):
    """The day the person left, and where to."""

    submit = "Save"
    merged_fields = ("ends_on",)  # the rest is about the next stay

    ends_on = LenientDateField(
        label="When?",
        past=True,
        initial="today",
        error_messages={"required": "Enter the day they left, like today or 3 June"},
    )
    where_to = forms.ChoiceField(
        label="Where to?",
        choices=[(RELEASED, "Released"), (MOVED, "Moved to another establishment")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose released or moved"},
    )
    establishment = forms.ModelChoiceField(
        Establishment.objects.none(), label="Establishment", required=False
    )
    release_expected_on = LenientDateField(
        label="Release expected",
        ahead=True,
        required=False,
        help_text="Leave empty if it is not known",
    )

    def __init__(self, *args, stay, warnings=(), **kwargs):
        super().__init__(*args, of=stay, **kwargs)
        self.warnings = {f"warning-{warning.uuid}": warning for warning in warnings}
        for name, warning in self.warnings.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{warning}. Is this still open after the release?",
                choices=[(STAYS, "It stays open"), (ENDS, "It ends with the release")],
                widget=forms.RadioSelect,
                required=False,
            )
        others = Establishment.objects.offered().exclude(pk=stay.establishment_id)
        self.fields["establishment"].queryset = others
        self.fields["release_expected_on"].initial = stay.release_expected_on

    def layout(self):
        below = {RELEASED: list(self.warnings), MOVED: ["establishment", "release_expected_on"]}
        return ["ends_on", Reveal("where_to", below)]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("where_to") == RELEASED:
            for name, warning in self.warnings.items():
                self._check_warning(name, warning)
        if cleaned.get("where_to") == MOVED:
            self.require("establishment")
            left, release = cleaned.get("ends_on"), cleaned.get("release_expected_on")
            if left and release and release < left:
                self.add_error("release_expected_on", "Enter a date on or after the move")
        return cleaned

    def _check_warning(self, name, warning):
        answer, left = self.cleaned_data.get(name), self.cleaned_data.get("ends_on")
        if not answer:
            self.add_error(name, f"Choose whether “{warning}” stays open")
        elif answer == ENDS and left and warning.starts_on and warning.starts_on > left:
            began = format_day(warning.starts_on)
            self.add_error(
                name, f"“{warning}” began on {began}, after the release. Choose that it stays open"
            )

    @property
    def warnings_to_end(self):
        """The warnings that were said to end; none at a move."""
        if self.cleaned_data["where_to"] == MOVED:
            return []
        ended = [name for name in self.warnings if self.cleaned_data[name] == ENDS]
        return [self.warnings[name] for name in ended]

    @property
    def next_place(self):
        """The stay that begins with the move; None after a release."""
        cleaned = self.cleaned_data
        if cleaned["where_to"] == RELEASED:
            return None
        names = ("establishment", "release_expected_on")
        return {"starts_on": cleaned["ends_on"], **{name: cleaned[name] for name in names}}


class DismissForm(Form):
    """Why access stays as it is after a move."""

    submit = "Leave it as it is"

    reason = forms.CharField(
        label="Why?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why access stays as it is"},
    )
