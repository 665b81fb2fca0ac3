"""Asking for access, and answering; opening a record in an emergency, and reviewing it."""

from django import forms

from access.forms.terms import TermsForm
from access.models import AccessRequest, BreakGlass
from core.forms import Form, InlineRadios, Reveal


def words(label, empty, *, rows=3, limit=1000, **kwargs):
    """A box for a few sentences."""
    return forms.CharField(
        label=label,
        max_length=limit,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": empty},
        **kwargs,
    )


class AskForm(Form):
    """Why someone needs to see a record."""

    submit = "Ask for access"

    reason = forms.ChoiceField(
        label="Why do you need it?",
        choices=AccessRequest.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reason"},
    )
    words = words(
        "Your reason",
        "Enter what you need it for",
        help_text="The team that manages the record reads this.",
    )


class ReplyForm(Form):
    """What a manager asked to know before answering."""

    submit = "Send your reply"

    reply = words("Your reply", "Enter your reply")


class AnswerForm(TermsForm):
    """Give what was asked for, ask for more, or refuse with the reason."""

    not_an_edit = "The request stays as it was asked; what was asked is only offered again."

    submit = "Send the answer"

    GIVE, MORE, REFUSE = "give", "more", "refuse"

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[(GIVE, "Give access"), (MORE, "Ask for more"), (REFUSE, "Refuse")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose give, ask for more or refuse"},
    )
    question = words("What do you want to know?", "", required=False)
    why_not = words("Why are you refusing?", "", required=False)

    def __init__(self, *args, team, **kwargs):
        """`team` is the one for which they asked."""
        super().__init__(*args, **kwargs)
        self.team = team
        if self.data.get("answer") != self.GIVE:
            for name in ("level", "purpose", "basis", "how_long"):
                self.fields[name].required = False

    def layout(self):
        terms = ["sections", InlineRadios("level"), "purpose", "basis", "how_long", "until"]
        inside = {self.GIVE: terms, self.MORE: ["question"], self.REFUSE: ["why_not"]}
        return [Reveal("answer", inside)]

    def receiving_teams(self):
        return [self.team]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == self.REFUSE and not cleaned.get("why_not"):
            self.add_error("why_not", "Enter why you are refusing")
        if cleaned.get("answer") == self.MORE and not cleaned.get("question"):
            self.add_error("question", "Enter what you want to know")
        return cleaned


class BreakGlassForm(Form):
    """Why a record must be read now."""

    submit = "Open it for 60 minutes"

    reason = words(
        "Why must you see it now?",
        "Enter why you must see it now",
        limit=500,
        help_text="The managers of the team are told at once, with this reason and your name.",
    )


class ReviewForm(Form):
    """Was opening a record in an emergency right?"""

    submit = "Save the review"

    outcome = forms.ChoiceField(
        label="Was it justified?",
        choices=BreakGlass.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose justified or not justified"},
    )
    note = words("What did you find?", "Enter what you found")
