"""Giving access to teams and people found by typing."""

from django import forms

from access.forms.terms import TermsForm
from core.forms import Reveal


class GiveAccessForm(TermsForm):
    """Who is given access, and the terms. Teams and people come in as directories to look in."""

    submit = "Check before you give access"

    TEAM, PEOPLE = "team", "people"

    to = forms.ChoiceField(
        label="Who needs it?",
        choices=[(TEAM, "A whole team"), (PEOPLE, "Named people only")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a whole team or named people"},
    )
    team = forms.CharField(label="Team", required=False, max_length=150)
    people = forms.CharField(
        label="People",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Names or user names, one on each line. Their team-mates will see only that "
        "your team manages this person.",
    )

    field_order = ["to", "team", "people"]

    def __init__(self, *args, teams, memberships, **kwargs):
        super().__init__(*args, **kwargs)
        self.teams, self.memberships = teams, memberships

    def layout(self):
        who = Reveal("to", {self.TEAM: ["team"], self.PEOPLE: ["people"]})
        return [who, *self.terms()]

    def clean_team(self):
        name = self.cleaned_data["team"]
        if self.cleaned_data.get("to") != self.TEAM:
            return None
        if not name:
            raise forms.ValidationError("Enter the name of a team")
        found = self.teams.filter(name__iexact=name).first()
        if found is None:
            near = self.teams.near(name)[:5]
            raise forms.ValidationError(_not_found(f"No team is called “{name}”.", near))
        return found

    def clean_people(self):
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines()]
        names = [line for line in lines if line]
        if self.cleaned_data.get("to") != self.PEOPLE:
            return []
        if not names:
            raise forms.ValidationError("Enter at least one name")
        if len(names) > 20:
            raise forms.ValidationError("Enter 20 people at most, or give access to the team")
        found = [self._person(name) for name in names]
        return list({membership.pk: membership for membership in found}.values())

    def _person(self, name):
        matches = list(self.memberships.named(name)[:6])
        if not matches:
            raise forms.ValidationError(f"Nobody in the directory is called “{name}”.")
        if len({membership.user_id for membership in matches}) > 1:
            several = ", ".join(f"{m.user.username} ({m.team})" for m in matches)
            raise forms.ValidationError(
                f"Several people are called “{name}”. Enter the user name: {several}."
            )
        return matches[0]

    @property
    def grantees(self):
        """Pairs of team and, for a named person, membership."""
        if self.cleaned_data["to"] == self.TEAM:
            return [(self.cleaned_data["team"], None)]
        return [(m.team, m) for m in self.cleaned_data["people"]]


def _not_found(words, near):
    names = ", ".join(str(team) for team in near)
    return f"{words} Did you mean: {names}?" if names else f"{words} Look in Teams for its name."
