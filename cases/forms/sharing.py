"""Sharing a case with several teams at once."""

from django import forms

from access.forms import USUAL, TermsForm


class ShareWithTeamsForm(TermsForm):
    """Which of the teams that know the people in it get the case, and on which terms."""

    submit = "Check before you give access"

    teams = forms.MultipleChoiceField(
        label="Teams who already know the people in it",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one team"},
    )

    def __init__(self, *args, known, **kwargs):
        """`known` are the teams that may be ticked, each with the words why."""
        super().__init__(*args, **kwargs)
        self.known = {str(team.uuid): team for team, _ in known}
        self.fields["teams"].choices = [
            (str(team.uuid), f"{team}, {team.agency}. {why}") for team, why in known
        ]

    def layout(self):
        return ["teams", *self.terms()]

    def receiving_teams(self):
        return [self.known[value] for value in self.cleaned_data.get("teams", [])]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("how_long") == USUAL and cleaned.get("teams"):
            cleaned["until"] = self.usual_end()
        return cleaned
