"""What a police force area arranges about restorative justice."""

from django import forms

from core.forms import Form
from core.widgets import short

MOST_DAYS = 90


class ArrangeForm(Form):
    """Who advises, who receives referrals, what is required."""

    champions = forms.ModelChoiceField(
        None,
        label="Team of RJ champions",
        required=False,
        empty_label="None yet",
        help_text="Its people advise officers",
    )
    coordinators = forms.ModelChoiceField(
        None,
        label="Team of the NRP coordinator",
        required=False,
        empty_label="None yet",
        help_text="Referrals of the area go to it",
    )
    champion_is_required = forms.BooleanField(
        label="An RJ champion must advise before a referral is submitted",
        required=False,
        help_text="For hate crime, domestic abuse, sexual offences and children one always must",
    )
    answer_within = forms.IntegerField(
        label="Days to answer a referral",
        min_value=1,
        max_value=MOST_DAYS,
        widget=short(3),
        help_text="A referral that waits longer stands out",
    )
    advice = forms.CharField(
        label="Said at the end of every answer of the register",
        max_length=200,
        required=False,
        help_text="For example, Ring the champion before offering it again",
    )

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("champions", "coordinators"):
            self.fields[name].queryset = teams
