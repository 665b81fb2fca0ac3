"""Who the person is, and their risk. Choices come in already scoped."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from agencies.models import Team
from core.forms import (
    Fieldset,
    Form,
    InlineRadios,
    LenientDateField,
    ModelForm,
    Reveal,
)
from core.widgets import Autocomplete, Checkboxes, short
from profiles.models import Profile, RiskAssessment, RiskLevel, Role
from profiles.numbers import WrongNumberError, canonical, kind_of
from records.forms.lookups import offer

UNKNOWN = "Not known"
NOT_ASSESSED = "Not assessed"
RISK_SAYS = {"risk_of": "Enter what the risk is of", "risk_why": "Enter your reasons"}


class ProfileForm(ModelForm):
    """Who the person is."""

    born_on = LenientDateField(
        label="Date of birth",
        required=False,
        birth=True,
        help_text="For example, 14 March 1991 or 14/3/1991",
    )

    estimated_age = forms.IntegerField(
        required=False, min_value=0, max_value=Profile.OLDEST, widget=short(3)
    )
    age_estimated_on = LenientDateField(
        label="Estimated on", required=False, past=True, help_text="Leave empty for today"
    )

    class Meta:
        model = Profile
        fields = ["surname", "forenames", "born_on", "estimated_age", "age_estimated_on", "sex"]
        widgets = {"sex": forms.RadioSelect}

    def layout(self):
        return [
            "surname",
            "forenames",
            "born_on",
            Fieldset(
                "If the date of birth is not known",
                "estimated_age",
                "age_estimated_on",
                hint="A date of birth takes the place of an estimate.",
            ),
            InlineRadios("sex"),
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("age_estimated_on") and not cleaned.get("born_on"):
            self.require("estimated_age")
        return cleaned


class NumberField(forms.CharField):
    """A number by which another system knows a person, of whatever kind."""

    def __init__(self, **kwargs):
        super().__init__(
            label="Number in another system",
            required=False,
            max_length=30,
            help_text="PNC, CRO, CRN, prison number or NHS number",
            widget=short(20),
            **kwargs,
        )

    def clean(self, value):
        value = super().clean(value)
        if value:
            try:
                canonical(kind_of(value), value)
            except WrongNumberError as error:
                raise ValidationError(str(error)) from error
        return value


class FindFirstForm(Form):
    """Who a new record would be about: to see whether there is one already."""

    submit, method = "Look for them", "get"

    surname = forms.CharField(max_length=80)
    forenames = forms.CharField(label="First names", max_length=110, required=False)
    born_on = LenientDateField(label="Date of birth", required=False, birth=True)
    number = NumberField()

    def layout(self):
        return ["surname", "forenames", "born_on", "number"]

    @property
    def again(self):
        """The address that asks once more, with what was typed."""
        return f"?{urlencode({name: self.data.get(name, '') for name in self.fields})}&again=yes"


class NewProfileForm(ProfileForm):
    """Who the person is, and which of the author's teams manages the record."""

    submit = "Create the record"

    team = forms.ModelChoiceField(Team.objects.none(), label="Managed by", empty_label=None)
    number = NumberField()
    roles = forms.MultipleChoiceField(
        label="Role",
        choices=Role.Kind.choices,
        required=False,
        widget=Checkboxes,
        help_text="Tick all that apply, as far as you know.",
    )
    role_source = forms.CharField(
        label="Source of this information",
        required=False,
        max_length=Role._meta.get_field("source").max_length,
        help_text="For example Staffordshire Police, crime report. Leave empty for your own team.",
    )
    risk_level = forms.ModelChoiceField(
        RiskLevel.objects.none(),
        label="Level of risk",
        required=False,
        blank=True,
        empty_label=NOT_ASSESSED,
        widget=forms.RadioSelect,
    )
    risk_of = forms.CharField(
        label="Risk of what?",
        required=False,
        max_length=RiskAssessment._meta.get_field("of_what").max_length,
        help_text="For example, serious harm, self-harm, exploitation",
    )
    risk_why = forms.CharField(
        label="Why?",
        required=False,
        max_length=RiskAssessment._meta.get_field("rationale").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    # Records that the author was shown, and that are of other people.
    unlike = forms.CharField(required=False, max_length=800, widget=forms.HiddenInput)

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams
        self.fields["team"].initial = teams.first()
        self.fields["risk_level"].queryset = RiskLevel.objects.offered()

    def layout(self):
        return [
            *super().layout(),
            "number",
            "roles",
            "role_source",
            Fieldset(
                "Risk",
                InlineRadios("risk_level"),
                "risk_of",
                "risk_why",
                hint="Only if you assess it now. You can do it later.",
                depends=True,
            ),
            "team",
            "unlike",
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("risk_level"):
            for name, problem in RISK_SAYS.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, problem)
        elif cleaned.get("risk_of") or cleaned.get("risk_why"):
            self.require("risk_level")
        return cleaned

    @property
    def first_roles(self):
        """The roles that were ticked, each with who says so: the managing team, if nobody else."""
        source = self.cleaned_data["role_source"] or str(self.cleaned_data["team"])
        return [Role(kind=kind, source=source) for kind in self.cleaned_data["roles"]]

    @property
    def first_risk(self):
        """The assessment that was entered, for the service; nothing if there is none."""
        typed = self.cleaned_data
        if not typed["risk_level"]:
            return None
        return {
            "level": typed["risk_level"],
            "of_what": typed["risk_of"],
            "rationale": typed["risk_why"],
            "assessed_on": timezone.localdate(),
        }


class EditProfileForm(ProfileForm):
    """Who the person is, to be changed."""

    submit = "Save"
    linked = (
        ("born_on", "estimated_age", "age_estimated_on"),
        ("interpreter", "interpreter_language"),
    )

    class Meta(ProfileForm.Meta):
        fields = [
            *ProfileForm.Meta.fields,
            "gender",
            "ethnicity",
            "first_language",
            "interpreter",
            "interpreter_language",
        ]
        widgets = {**ProfileForm.Meta.widgets, "interpreter": forms.RadioSelect}
        labels = {"interpreter_language": "Which language?"}
        help_texts = {
            "gender": "As they state it",
            "ethnicity": "As they define it themselves",
            "interpreter_language": "Leave empty if it is their first language",
        }

    lead = forms.ModelChoiceField(
        None,
        label="Lead",
        required=False,
        empty_label="Nobody",
        widget=Autocomplete,
        help_text="The person in the managing team whom others ring first",
    )

    def __init__(self, *args, leads, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self.fields["ethnicity"], self.instance.ethnicity_id)
        self.fields["interpreter"].choices = [("", UNKNOWN), *Profile.Interpreter.choices]
        if leads is None:  # only managers choose the lead
            del self.fields["lead"]
        else:
            among = Q(pk__in=leads.values("pk")) | Q(pk=self.instance.lead_id)
            self.fields["lead"].queryset = leads.model.objects.filter(among)

    def layout(self):
        return [
            *super().layout(),
            "gender",
            "ethnicity",
            "first_language",
            Reveal("interpreter", {"yes": ["interpreter_language"]}),
            *({"lead"} & set(self.fields)),
        ]


class RiskForm(ModelForm):
    """A new assessment of risk."""

    submit = "Save this assessment"

    assessed_on = LenientDateField(label="Assessed on", past=True, initial="today")
    review_on = LenientDateField(
        label="Review by",
        ahead=True,
        required=False,
        help_text="The lead and the managers of the team see it on Home when it is overdue",
    )

    class Meta:
        model = RiskAssessment
        fields = ["level", "of_what", "rationale", "assessed_on", "review_on"]
        labels = {"level": "Risk", "of_what": "Of what?", "rationale": "Why?"}
        widgets = {"level": forms.RadioSelect, "rationale": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"of_what": "For example, serious harm, self-harm, exploitation"}
        error_messages = {
            "level": {"required": "Choose a level of risk"},
            "of_what": {"required": RISK_SAYS["risk_of"]},
            "rationale": {"required": RISK_SAYS["risk_why"]},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].queryset = RiskLevel.objects.offered()
        self.fields["level"].empty_label = None

    def layout(self):
        return [InlineRadios("level"), "of_what", "rationale", "assessed_on", "review_on"]

    def clean(self):
        cleaned = super().clean()
        assessed, review = cleaned.get("assessed_on"), cleaned.get("review_on")
        if assessed and review and review <= assessed:
            self.add_error("review_on", "Enter a day after the assessment")
        return cleaned
