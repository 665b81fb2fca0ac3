"""Asking for an exception to the limit on listing people, and answering."""

from django import forms

from access.forms.asking import words
from core.forms import Form, Reveal


class AskToListForm(Form):
    """Why more people must be listed."""

    submit = "Ask your manager"

    team = forms.ModelChoiceField(None, label="Which of your teams is it for?", empty_label=None)
    reason = words("What do you need to list more people for?", "Enter what you need it for")

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams
        self.fields["team"].initial = teams.first()


class AnswerListingForm(Form):
    """Allow it for eight hours, or refuse with the reason."""

    submit = "Send the answer"

    ALLOW, REFUSE = "allow", "refuse"

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[(ALLOW, "Allow it for the next 8 hours"), (REFUSE, "Refuse")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose allow or refuse"},
    )
    why_not = words("Why are you refusing?", "", required=False)

    def layout(self):
        return [Reveal("answer", {self.REFUSE: ["why_not"]})]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == self.REFUSE and not cleaned.get("why_not"):
            self.add_error("why_not", "Enter why you are refusing")
        return cleaned
