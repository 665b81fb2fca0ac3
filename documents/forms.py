"""Forms of documents, whatever the kind of record."""

from typing import Any

from django import forms

from core.forms import Fieldset, Form, ModelForm
from documents.file_types import IN_WORDS
from documents.models import DocumentKind
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


class AttachesFilesMixin(forms.Form):
    """Fields of a form about something else, for files that are attached to it.

    Beside another base, which comes first. Its page says with `offer_files` who may add documents;
    for others there are no such fields.
    """

    ATTACHED = ("files", "document_kind")

    files = DocumentsField(
        label="Files",
        required=False,
        help_text=f"{IN_WORDS}. You can choose several.",
    )
    document_kind = forms.ModelChoiceField(
        DocumentKind.objects.none(), label="What kind of document?", required=False
    )

    def offer_files(self, may_add: bool, *, keeps_draft: bool = False) -> None:
        """Ask for files, or leave the fields out; a draft of the form keeps none of them."""
        if may_add:
            offer(self.fields["document_kind"])
            if keeps_draft:
                self["files"].help_text += " Not kept in a draft."
            return
        for name in self.ATTACHED:
            del self.fields[name]

    def attached_fields(self) -> list[Any]:
        """For `layout()`: the two fields under one heading, where they are offered."""
        return [Fieldset("Attachments", *self.ATTACHED)] if "files" in self.fields else []

    def clean_document_kind(self) -> DocumentKind | None:
        kind = self.cleaned_data["document_kind"]
        if kind is None and self.cleaned_data.get("files"):
            raise forms.ValidationError("Choose what kind of document the files are")
        return kind


class DocumentVersionForm(Form):
    """A newer file."""

    submit = "Add this version"
    files = DocumentsField(label="New version", help_text=IN_WORDS, several=False)


class WithdrawForm(Form):
    """Why a file or photo is withdrawn."""

    submit = "Withdraw"
    because = forms.CharField(label="Why are you withdrawing it?", max_length=200)
