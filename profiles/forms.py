"""Forms about a person. Choices come in already scoped."""

from django import forms

from agencies.models import Team
from core.forms import Form, InlineRadios, LenientDateField, ModelForm, MomentField, Reveal
from profiles.models import (
    Address,
    Contact,
    ContactKind,
    Identifier,
    OtherName,
    Phone,
    Profile,
    RiskAssessment,
    RiskLevel,
    Role,
    Warning,
)


class ProfileForm(ModelForm):
    """Who the person is."""

    born_on = LenientDateField(
        label="Date of birth",
        required=False,
        birth=True,
        help_text="For example, 14 March 1991 or 14/3/1991",
    )

    class Meta:
        model = Profile
        fields = ["surname", "forenames", "born_on", "sex"]
        widgets = {"sex": forms.RadioSelect}

    def layout(self):
        return ["surname", "forenames", "born_on", InlineRadios("sex")]


class NewProfileForm(ProfileForm):
    """Who the person is, and which of the author's teams manages the record."""

    submit = "Create the record"

    team = forms.ModelChoiceField(Team.objects.none(), label="Managed by", empty_label=None)

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams
        self.fields["team"].initial = teams.first()

    def layout(self):
        return [*super().layout(), "team"]


class EditProfileForm(ProfileForm):
    """Who the person is, with the version that the reader had before them."""

    submit = "Save"

    version = forms.IntegerField(widget=forms.HiddenInput)
    lead = forms.ModelChoiceField(
        None,
        label="Lead",
        required=False,
        empty_label="Nobody",
        help_text="The person in the managing team whom others ring first",
    )

    def __init__(self, *args, leads, **kwargs):
        super().__init__(*args, **kwargs)
        if leads is None:  # only managers choose the lead
            del self.fields["lead"]
        else:
            self.fields["lead"].queryset = leads

    def layout(self):
        return [*super().layout(), *({"lead"} & set(self.fields)), "version"]


class ContactForm(ModelForm):
    """One dealing with the person."""

    submit = "Save contact"

    moment = MomentField(
        label="When?",
        past=True,
        error_messages={"required": "Enter when it happened, like today 4pm or 3 June"},
        help_text="For example, today, yesterday 4pm, 3/6 or 3 June. Leave the time out if you "
        "do not know it.",
    )

    class Meta:
        model = Contact
        fields = [
            "kind",
            "moment",
            "text",
            "basis",
            "told_by",
            "attitude",
            "response",
            "anxieties",
        ]
        labels = {
            "kind": "How?",
            "text": "What happened?",
            "basis": "This is",
            "told_by": "Who told you?",
            "anxieties": "What worries them?",
        }
        widgets = {
            "kind": forms.RadioSelect,
            "basis": forms.RadioSelect,
            "attitude": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 5}),
        }
        error_messages = {
            "kind": {"required": "Choose how you were in contact"},
            "basis": {"required": "Choose fact, opinion or reported"},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = ContactKind.objects.offered()
        self.fields["kind"].empty_label = None
        self.fields["basis"].choices = [
            ("fact", "Fact: I saw or heard it"),
            ("opinion", "Opinion: my professional view"),
            ("reported", "Reported: someone told me"),
        ]
        self.fields["attitude"].choices = Contact.Attitude.choices

    def layout(self):
        return [
            InlineRadios("kind"),
            "moment",
            "text",
            Reveal("basis", {"reported": ["told_by"]}),
            InlineRadios("attitude"),
            "response",
            "anxieties",
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("basis") == Contact.Basis.REPORTED and not cleaned.get("told_by"):
            self.add_error("told_by", "Enter who told you")
        return cleaned


class AmendmentForm(Form):
    """What is added to an entry."""

    submit = "Add to this entry"

    text = forms.CharField(
        label="What do you want to add?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The entry itself stays as it was.",
    )


class RiskForm(ModelForm):
    """A new grading of risk."""

    submit = "Save this grading"

    assessed_on = LenientDateField(label="Assessed on", past=True, initial="today")

    class Meta:
        model = RiskAssessment
        fields = ["level", "of_what", "rationale", "assessed_on"]
        labels = {"level": "Risk", "of_what": "Of what?", "rationale": "Why?"}
        widgets = {"level": forms.RadioSelect, "rationale": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"of_what": "For example, serious harm, self-harm, exploitation"}
        error_messages = {
            "level": {"required": "Choose a level of risk"},
            "of_what": {"required": "Enter what the risk is of"},
            "rationale": {"required": "Enter your reasons"},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].queryset = RiskLevel.objects.offered()
        self.fields["level"].empty_label = None

    def layout(self):
        return [InlineRadios("level"), "of_what", "rationale", "assessed_on"]


class DetailForm(ModelForm):
    """A dated fact of a person."""

    submit = "Save"

    starts_on = LenientDateField(label="From", required=False)
    ends_on = LenientDateField(
        label="Until", required=False, help_text="Leave empty while it is still so"
    )

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "Enter a date on or after the first one")
        return cleaned


class OtherNameForm(DetailForm):
    class Meta:
        model = OtherName
        fields = ["forenames", "surname", "starts_on", "ends_on"]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("surname") and not cleaned.get("forenames"):
            self.add_error("surname", "Enter a surname or a first name")
        return cleaned


class RoleForm(DetailForm):
    class Meta:
        model = Role
        fields = ["kind", "source", "starts_on", "ends_on"]
        help_texts = {"source": "Who says so, for example Staffordshire Police, crime report"}


class WarningForm(DetailForm):
    review_on = LenientDateField(label="Review on", required=False)

    class Meta:
        model = Warning
        fields = ["kind", "text", "starts_on", "review_on", "ends_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = self.fields["kind"].queryset.offered()


class AddressForm(DetailForm):
    class Meta:
        model = Address
        fields = ["text", "postcode", "is_confidential", "starts_on", "ends_on"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "is_confidential": "Shown only, and marked, to people who hold addresses and phones"
        }


class PhoneForm(DetailForm):
    class Meta:
        model = Phone
        fields = ["number", "note", "is_confidential", "starts_on", "ends_on"]
        help_texts = {"note": "For example, mother’s phone, do not leave a message"}

    def clean_number(self):
        number = self.cleaned_data["number"]
        if sum(letter.isdigit() for letter in number) < 3:
            raise forms.ValidationError("Enter a phone number, like 01632 960 114")
        return number


class IdentifierForm(DetailForm):
    class Meta:
        model = Identifier
        fields = ["kind", "value", "starts_on", "ends_on"]
