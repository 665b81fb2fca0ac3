"""Why a list leaves E-CINS, and as which file; a manager's answer about one over the limit."""

from django import forms

from core.forms import Form, InlineRadios, Reveal
from core.widgets import TextArea
from exports.models import Export


class AskForm(Form):
    """As which file a list is wanted, and why."""

    submit = "Ask for the file"

    file_format = forms.ChoiceField(
        label="File",
        choices=[
            (Export.Format.XLSX, "Excel workbook (XLSX)"),
            (Export.Format.CSV, "CSV, for other programs"),
        ],
        initial=Export.Format.XLSX,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why you need this file",
        max_length=500,
        widget=TextArea(rows=3),
        help_text="Recorded with the export, and written into the file.",
        error_messages={"required": "Enter why you need this file"},
    )

    def layout(self):
        return [InlineRadios("file_format"), "reason"]


class AnswerForm(Form):
    """Allow one export over the limit, or leave the limit with the reason."""

    submit = "Send the answer"

    ALLOW, DECLINE = "allow", "decline"

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[(ALLOW, "Allow this export"), (DECLINE, "Do not allow it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer"},
    )
    why_not = forms.CharField(
        label="Why not?", max_length=500, required=False, widget=TextArea(rows=3)
    )

    def layout(self):
        return [Reveal("answer", {self.DECLINE: ["why_not"]})]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == self.DECLINE and not cleaned.get("why_not"):
            self.add_error("why_not", "Enter why not")
        return cleaned
