"""Forms of reports: which kind, and what is added later. A section’s form is its questions."""

from django import forms

from core.forms import Form
from records.models import FormKind


class ReportStartForm(Form):
    """Which kind of report to start."""

    submit = "Start"
    kind = forms.ModelChoiceField(
        FormKind.objects.none(),
        label="Which report?",
        widget=forms.RadioSelect,
        empty_label=None,
        to_field_name="code",
    )

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        kind.queryset = FormKind.objects.offered_to(team)
        kind.widget.hints = {one.code: one.audience for one in kind.queryset}


class ReportSubmitForm(Form):
    """Confirms that a report is submitted: nothing to fill in."""

    submit = "Submit the report"


class ReportDiscloseForm(Form):
    """For whom a PDF of a report is made, and why."""

    submit = "Download the PDF"
    recipient = forms.CharField(
        label="Who is it for?",
        max_length=200,
        help_text="Name and organisation. It appears on every page.",
    )
    reason = forms.CharField(
        label="Why do they need it?", widget=forms.Textarea(attrs={"rows": 3}), max_length=500
    )


class ReportApproveForm(Form):
    """Confirms that a report is approved."""

    submit = "Approve the report"
    # When the text on the page was submitted.
    shown = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class ReportReturnForm(Form):
    """What the team is to change in a report before it is approved."""

    submit = "Return the report"
    because = forms.CharField(
        label="What needs to change?", widget=forms.Textarea(attrs={"rows": 5}), max_length=1000
    )


class ReportWithdrawForm(Form):
    """Confirms that a report is taken back."""

    submit = "Take it back"


class ReportRestoreForm(Form):
    """Confirms that a discarded draft is brought back."""

    submit = "Bring it back"


class ReportDiscardForm(Form):
    """Confirms that a draft is discarded."""

    submit = "Discard the draft"


class ReportAdditionForm(Form):
    """What is added to a report that was submitted."""

    submit = "Add to the report"
    text = forms.CharField(
        label="What do you want to add?", widget=forms.Textarea(attrs={"rows": 6}), max_length=4000
    )
