"""Forms of documents, whatever the kind of record."""

from django import forms

from core.forms import Form, ModelForm
from documents.file_types import IN_WORDS
from documents.uploads import DocumentsField
from records.forms.lookups import offer

DETAILS = ["kind", "marking", "handling", "description"]


class DocumentForm(ModelForm):
    """What is said about a document; `modelform_factory` makes it of one kind's model."""

    class Meta:
        fields = DETAILS
        labels = {
            "kind": "What kind of document?",
            "marking": "Marking",
            "description": "What is it?",
        }
        help_texts = {
            "handling": "For example: do not disclose to the person",
            "description": "For example: licence conditions from 3 June",
        }
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
