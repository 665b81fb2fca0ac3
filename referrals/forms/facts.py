"""What happened: the facts of a referral, and the first person in it."""

from django import forms

from agencies.models import Team
from core.forms import Fieldset, InlineRadios, LenientDateField, ModelForm
from core.tidy import is_name
from core.widgets import TextArea
from records.forms.lookups import offer
from referrals.models import Intervention, RjLevel

# The level of what a referral asks for, where nobody says otherwise.
PANEL = "panel"
FACTS = [
    *("offence", "number", "happened_on", "place", "summary", "admission"),
    *("level", "method", "officer_phone"),
]


class FactsForm(ModelForm):
    """What happened, and what is asked for."""

    happened_on = LenientDateField(label="When did it happen?", past=True)

    class Meta:
        model = Intervention
        fields = FACTS
        labels = {
            "place": "Where?",
            "summary": "What happened?",
            "admission": "Does the person responsible admit it?",
            "level": "What are you referring it for?",
            "method": "How would they meet?",
            "officer_phone": "Your phone",
        }
        help_texts = {
            "summary": "A few sentences, without the names of other people",
            "officer_phone": "The coordinator will ring you on this number",
        }
        widgets = {
            "summary": TextArea(rows=4),
            "admission": forms.RadioSelect,
            "level": forms.RadioSelect,
            "method": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("offence", "level", "method"):
            offer(self.fields[name], getattr(self.instance, f"{name}_id", None))
        self.fields["level"].empty_label = None
        self.fields["method"].empty_label = "Not decided yet"

    def layout(self):
        return [name for name in FACTS if name in self.fields]

    def _post_clean(self):
        """The model is asked by the service."""


class StartForm(FactsForm):
    """A new referral, with the person responsible."""

    submit = "Start the referral"
    not_an_edit = "A new referral. The name is copied from the record, to be confirmed."

    forenames = forms.CharField(
        label="First names", max_length=110, required=False, validators=[is_name]
    )
    surname = forms.CharField(label="Surname", max_length=80, validators=[is_name])
    born_on = LenientDateField(label="Date of birth", birth=True, required=False)
    team = forms.ModelChoiceField(Team.objects.none(), label="For your team", empty_label=None)

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].initial = RjLevel.objects.filter(code=PANEL).first()
        self.fields["team"].queryset = teams
        self.fields["team"].initial = teams.first()

    def layout(self):
        return [
            *("offence", "number", "happened_on", "place", "summary"),
            Fieldset("Who is responsible?", "forenames", "surname", "born_on"),
            InlineRadios("admission"),
            *("level", "method", "officer_phone", "team"),
        ]
