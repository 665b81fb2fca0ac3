"""Asking for access, and answering."""

from django import forms

from access.forms.terms import TermsForm
from access.models import AccessRequest
from core.forms import Form, InlineRadios, Reveal


class AskForm(Form):
    """Why someone needs to see a record."""

    submit = "Ask for access"

    reason = forms.ChoiceField(
        label="Why do you need it?",
        choices=AccessRequest.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reason"},
    )
    words = forms.CharField(
        label="Tell them more",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The team that manages the record reads this.",
        error_messages={"required": "Enter what you need it for"},
    )


class AnswerForm(TermsForm):
    """Give what was asked for, or refuse with the reason."""

    submit = "Send the answer"

    GIVE, REFUSE = "give", "refuse"

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[(GIVE, "Give access"), (REFUSE, "Refuse")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose give or refuse"},
    )
    why_not = forms.CharField(
        label="Why do you refuse?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.data.get("answer") != self.GIVE:
            for name in ("level", "purpose", "basis", "how_long"):
                self.fields[name].required = False

    def layout(self):
        return [
            Reveal(
                "answer",
                {
                    self.GIVE: [
                        "sections",
                        InlineRadios("level"),
                        "purpose",
                        "basis",
                        "how_long",
                        "until",
                    ],
                    self.REFUSE: ["why_not"],
                },
            )
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == self.REFUSE and not cleaned.get("why_not"):
            self.add_error("why_not", "Enter why you refuse")
        return cleaned
