"""Leaving an establishment, and leaving access as it is."""

from django import forms

from core.forms import Form, LenientDateField, Reveal
from profiles.models import Establishment

RELEASED, MOVED = "released", "moved"


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
        label="Release expected", required=False, help_text="Leave empty if it is not known"
    )

    def __init__(self, *args, stay, **kwargs):
        super().__init__(*args, of=stay, **kwargs)
        others = Establishment.objects.offered().exclude(pk=stay.establishment_id)
        self.fields["establishment"].queryset = others
        self.fields["release_expected_on"].initial = stay.release_expected_on

    def layout(self):
        return ["ends_on", Reveal("where_to", {MOVED: ["establishment", "release_expected_on"]})]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("where_to") == MOVED:
            self.require("establishment")
            left, release = cleaned.get("ends_on"), cleaned.get("release_expected_on")
            if left and release and release < left:
                self.add_error("release_expected_on", "Enter a date on or after the move")
        return cleaned

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
