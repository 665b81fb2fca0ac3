"""How the lists of teams and of accounts are narrowed; the whole state is in the address."""

from django import forms

from agencies.models import Agency
from agencies.models.agreements import SOON
from core.forms import FilterForm


class TeamFilter(FilterForm):
    """The directory, by name, area and kind of agency."""

    first = ("q", "area", "kind")

    q = forms.CharField(label="Team or agency", required=False, max_length=100)
    area = forms.ModelChoiceField(None, required=False)
    kind = forms.ChoiceField(
        label="Kind of agency", required=False, choices=[("", ""), *Agency.Kind.choices]
    )

    def __init__(self, data, *, areas, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["area"].queryset = areas

    def narrow(self, teams):
        """The teams that fit."""
        if "q" in self.wanted:
            teams = teams.containing(self.wanted["q"])
        if "area" in self.wanted:
            teams = teams.covering(self.wanted["area"])
        if "kind" in self.wanted:
            teams = teams.of_kind(self.wanted["kind"])
        return teams


class AccountFilter(FilterForm):
    """The accounts one looks after, by name, team and state."""

    first = ("q", "team", "state")

    q = forms.CharField(label="Name or user name", required=False, max_length=100)
    team = forms.ModelChoiceField(None, required=False)
    state = forms.ChoiceField(
        label="Account", required=False, choices=[("", ""), ("open", "Open"), ("closed", "Closed")]
    )

    def __init__(self, data, *, teams, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["team"].queryset = teams

    def narrow(self, people):
        """The accounts that fit."""
        if "q" in self.wanted:
            people = people.containing(self.wanted["q"])
        if "team" in self.wanted:
            people = people.in_team(self.wanted["team"])
        if "state" in self.wanted:
            people = people.filter(is_active=self.wanted["state"] == "open")
        return people


class AgreementFilter(FilterForm):
    """The register, by name, partner and state."""

    first = ("q", "state")
    STATES = (
        ("in_force", "In force"),
        ("lapsing", "Lapses within 60 days"),
        ("to_come", "Begins later"),
        ("lapsed", "Lapsed"),
        ("ended", "Ended"),
    )

    q = forms.CharField(label="Name or partner", required=False, max_length=100)
    state = forms.ChoiceField(required=False, choices=[("", ""), *STATES])

    def narrow(self, agreements):
        """The agreements that fit."""
        if "q" in self.wanted:
            agreements = agreements.containing(self.wanted["q"])
        if "state" in self.wanted:
            agreements = agreements.in_state(self.wanted["state"], SOON)
        return agreements
