"""Why a part of the log is taken out; which delivery is tried again."""

from django import forms

from core.forms import Form
from core.widgets import TextArea


class ExportForm(Form):
    """Why a part of the log is taken out."""

    submit = "Ask for the file"

    reason = forms.CharField(
        label="Why you need this file",
        max_length=500,
        widget=TextArea(rows=3),
        help_text="Recorded with the export, and written into the file.",
    )


class RetryForm(Form):
    """Which dead letter is tried again; all of them without one."""

    submit = "Try all again"

    delivery = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )
