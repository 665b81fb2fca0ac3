"""The form of a photo."""

from django import forms

from core.forms import LenientDateField, ModelForm
from documents.file_types import IMAGES_IN_WORDS
from documents.uploads import PhotoField
from profiles.models import ProfilePhoto


class PhotoForm(ModelForm):
    """A photo, when it was taken, and whether the person agreed."""

    submit = "Add the photo"
    field_order = ("photo", "taken_on", "consent", "consent_note")
    photo = PhotoField(
        label="Photo",
        help_text=f"{IMAGES_IN_WORDS}. The place and device are removed from its metadata.",
        error_messages={"required": "Choose a photo"},
    )
    taken_on = LenientDateField(
        label="When was it taken?", past=True, required=False, help_text="Leave out if not known."
    )

    class Meta:
        model = ProfilePhoto
        fields = ["taken_on", "consent", "consent_note"]
        labels = {
            "consent": "Consent of the person",
            "consent_note": "How, or under which legal power",
        }
        widgets = {"consent": forms.RadioSelect}
        help_texts = {"consent_note": "For example: in person, on 3 June"}
        field_classes = {"taken_on": LenientDateField}

    def clean(self):
        super().clean()
        if self.cleaned_data.get("consent") in ("given", "not-needed"):
            self.require("consent_note")
        return self.cleaned_data
