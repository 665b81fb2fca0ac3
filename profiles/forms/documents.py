"""Forms of files and photos."""

from django import forms

from core.forms import Form, LenientDateField, ModelForm
from documents.file_types import IMAGES_IN_WORDS, IN_WORDS
from documents.uploads import DocumentsField, PhotoField
from profiles.forms.person import offer
from profiles.models import ProfileDocument, ProfilePhoto

DETAILS = ["kind", "marking", "handling", "description"]
LABELS = {"kind": "What kind of document?", "marking": "Marking", "description": "What is it?"}
HINTS = {
    "handling": "For example: do not disclose to the person",
    "description": "For example: licence conditions from 3 June",
}


class DocumentForm(ModelForm):
    """What is said about a document."""

    class Meta:
        model = ProfileDocument
        fields = DETAILS
        labels = LABELS
        help_texts = HINTS
        widgets = {"marking": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = getattr(self.instance, "kind_id", None)
        offer(self.fields["kind"], chosen)


class DocumentUploadForm(DocumentForm):
    """One or several files, and what is said about all of them."""

    submit = "Add"
    field_order = ("files", *DETAILS)
    files = DocumentsField(
        label="Files",
        help_text=f"{IN_WORDS}. You can choose several. What you say below goes for all of them.",
        error_messages={"required": "Choose at least one file"},
    )


class DocumentVersionForm(Form):
    """A newer file."""

    submit = "Add this version"
    files = DocumentsField(label="New version", help_text=IN_WORDS, several=False)


class WithdrawForm(Form):
    """Why a file or photo is withdrawn."""

    submit = "Withdraw"
    because = forms.CharField(label="Why do you withdraw it?", max_length=200)


class PhotoForm(ModelForm):
    """A photo, when it was taken, and whether the person agreed."""

    submit = "Add the photo"
    field_order = ("photo", "taken_on", "consent", "consent_note")
    photo = PhotoField(
        label="Photo",
        help_text=f"{IMAGES_IN_WORDS}. It is kept without the place and device in its metadata.",
        error_messages={"required": "Choose a photo"},
    )
    taken_on = LenientDateField(
        label="When was it taken?", past=True, required=False, help_text="Leave out if not known."
    )

    class Meta:
        model = ProfilePhoto
        fields = ["taken_on", "consent", "consent_note"]
        labels = {"consent": "Consent of the person", "consent_note": "How, or which power"}
        widgets = {"consent": forms.RadioSelect}
        help_texts = {"consent_note": "For example: in person, on 3 June"}
        field_classes = {"taken_on": LenientDateField}

    def clean(self):
        super().clean()
        if self.cleaned_data.get("consent") in ("given", "not-needed"):
            self.require("consent_note")
        return self.cleaned_data
