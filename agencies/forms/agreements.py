"""Forms about agreements, and about joining a team."""

from django import forms

from agencies.models import Agreement, JoiningProposal
from core.forms import Fieldset, Form, LenientDateField
from core.widgets import Radios, TextArea

MOST = 100  # partners


class AgreementMixin(forms.Form):
    """What an agreement says. Partners are typed by name, one on each line."""

    name = forms.CharField(max_length=80, help_text="As the partners call it")
    partners = forms.CharField(
        max_length=9000,
        widget=TextArea(rows=4),
        help_text="Names of agencies, one on each line, at least two",
    )
    owner_team = forms.ModelChoiceField(
        None, label="Team that keeps it", help_text="Its managers are told before it lapses"
    )
    purpose = forms.CharField(
        label="What is shared, and what for?", max_length=2000, widget=TextArea(rows=4)
    )
    reference = forms.CharField(
        label="Reference or link",
        required=False,
        max_length=300,
        help_text="Where the signed agreement is, like ISA 2026/14 or https://…",
    )
    in_force_from = LenientDateField(label="First day")
    in_force_until = LenientDateField(label="Last day", ahead=True)
    review_due_on = LenientDateField(label="Review due", ahead=True)
    marking = forms.ChoiceField(choices=Agreement.Marking.choices, widget=Radios(inline=True))
    handling = forms.CharField(
        label="Handling instructions",
        required=False,
        max_length=200,
        help_text="Like “Partners’ information managers only”",
    )

    def offer(self, agencies, teams):
        """The choices, already scoped."""
        self.agencies = agencies
        self.fields["owner_team"].queryset = teams

    def clean_partners(self):
        lines = self.cleaned_data["partners"].splitlines()
        names = list(dict.fromkeys(filter(None, (line.strip() for line in lines))))[: MOST + 1]
        if len(names) > MOST:
            raise forms.ValidationError(f"Enter {MOST} agencies or fewer.")
        found = [(name, self.agencies.named(name).first()) for name in names]
        unknown = [self.unknown(name) for name, agency in found if agency is None]
        if unknown:
            raise forms.ValidationError(unknown)
        partners = list({agency.pk: agency for _, agency in found}.values())
        if len(partners) < 2:
            raise forms.ValidationError("Enter at least two agencies, one on each line.")
        return partners

    def unknown(self, name):
        """What to enter instead of a name that no agency has."""
        near = [agency.name for agency in self.agencies.near(name)[:2]]
        hint = f"Did you mean {' or '.join(near)}?" if near else "Check it, or add the agency."
        return f"No agency is called “{name[:60]}”. {hint}"

    def layout(self):
        return [
            *("name", "partners", "owner_team", "purpose", "reference"),
            Fieldset(
                "When is it in force?",
                *("in_force_from", "in_force_until", "review_due_on"),
                hint="Dates like 1 April 2026. After the last day no access is given under it.",
                in_a_row=True,
            ),
            *("marking", "handling"),
        ]


class AgreementForm(AgreementMixin, Form):
    """A new agreement."""

    submit = "Add the agreement"

    def __init__(self, *args, agencies, teams, **kwargs):
        kwargs["initial"] = {"marking": Agreement.Marking.OFFICIAL, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.offer(agencies, teams)


class EditAgreementForm(AgreementMixin, Form):
    """What an agreement says, to be changed."""

    def __init__(self, *args, of, agencies, teams, **kwargs):
        super().__init__(*args, of=of, **kwargs)
        self.offer(agencies, teams)

    def shown(self, name, value):
        if name == "partners":
            return "\n".join(agency.name for agency in value)
        return super().shown(name, value)


class JoinForm(Form):
    """An area administrator asks to work in a team."""

    submit = "Ask to join"

    role = forms.ChoiceField(
        choices=JoiningProposal.ROLES,
        widget=Radios(
            hints={
                "practitioner": "Works with the team’s records",
                "manager": "Also gives access and looks after the team’s people",
            }
        ),
    )
    reason = forms.CharField(label="Why?", max_length=500, widget=TextArea(rows=3))
