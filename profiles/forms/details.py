"""Dated facts of a person: names, roles, warnings, ways to reach them, who works with them."""

from django import forms
from django.db.models import Q

from core.forms import Fieldset, InlineRadios, LenientDateField, ModelForm
from core.widgets import Autocomplete, short
from profiles.forms.person import UNKNOWN
from profiles.models import (
    Address,
    Cohort,
    CustodyStay,
    Identifier,
    Involvement,
    KeyDate,
    OtherName,
    Phone,
    Programme,
    Role,
    StatutoryStatus,
    Warning,
)
from profiles.models.details import Reach
from profiles.postcodes import LONGEST, tidy_postcode
from records.forms.lookups import offer


def read_postcode(text):
    """A postcode as it is kept. Raises ValidationError for what is too long for one."""
    postcode = tidy_postcode(text)
    if len(postcode) > LONGEST:
        raise forms.ValidationError("Enter a postcode like ST16 3QB")
    return postcode


def read_phone(text):
    """A phone number. Raises ValidationError for what has hardly a digit."""
    if sum(letter.isdigit() for letter in text) < 3:
        raise forms.ValidationError("Enter a phone number, like 01632 960 114")
    return text


class DetailForm(ModelForm):
    """A dated fact of a person."""

    submit = "Save"

    starts_on = LenientDateField(label="From", required=False)
    ends_on = LenientDateField(
        label="Until", required=False, help_text="Leave empty while this is still the case"
    )

    def __init__(self, *args, colleagues, may_restrict, **kwargs):
        """Whom the reader may name as a colleague, and whether restricted kinds are offered."""
        super().__init__(*args, **kwargs)
        self.colleagues, self.may_restrict = colleagues, may_restrict
        self.limit_choices()

    def limit_choices(self):
        """Narrow the choices to what is offered."""

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", "Enter a date on or after the first one")
        return cleaned


class OtherNameForm(DetailForm):
    linked = (("forenames", "surname"),)

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
        help_texts = {"source": "For example Staffordshire Police, crime report"}


class WarningForm(DetailForm):
    review_on = LenientDateField(label="Review on", ahead=True, required=False)

    class Meta:
        model = Warning
        fields = ["kind", "text", "source", "code", "starts_on", "review_on", "ends_on"]
        widgets = {"code": short(10)}
        labels = {"source": "Source of this information"}
        help_texts = {
            "source": "For example HMP Stafford, or the person’s GP",
            "code": "The code the prison or the police use, for example XSA",
        }

    def limit_choices(self):
        offer(self.fields["kind"], self.instance.kind_id)
        if not self.may_restrict:
            kinds = self.fields["kind"].queryset
            self.fields["kind"].queryset = kinds.filter(is_restricted=False)


class ReachForm(DetailForm):
    """A way to reach the person, and whether it is safe."""

    REACH = ["is_confidential", "safe_to_contact", "safe_to_leave_message", "starts_on", "ends_on"]
    SAFE = dict.fromkeys(REACH[1:3], forms.RadioSelect)
    # Safety is about this number or place: changing it asks again.
    linked = (("number", "text", "postcode", *REACH[:3]),)
    CONFIDENTIAL = (
        "Marked as confidential, and shown only to people with access to addresses and phones"
    )

    def limit_choices(self):
        offer(self.fields["kind"], self.instance.kind_id)
        for name in self.SAFE:
            self.fields[name].choices = [("", UNKNOWN), *Reach.Safe.choices]

    def layout(self):
        return [
            InlineRadios(name) if name in self.SAFE else name
            for name in (field.name for field in self.visible_fields())
        ]


class AddressForm(ReachForm):
    # As it is typed it may be longer than as it is kept.
    postcode = forms.CharField(required=False, max_length=20, widget=short(10))

    class Meta:
        model = Address
        fields = ["kind", "text", "postcode", *ReachForm.REACH]
        widgets = {"text": forms.Textarea(attrs={"rows": 3}), **ReachForm.SAFE}
        labels = {
            "safe_to_contact": "Safe to visit or write?",
            "safe_to_leave_message": "Safe to leave a message?",
        }
        help_texts = {"is_confidential": ReachForm.CONFIDENTIAL}

    def clean_postcode(self):
        return read_postcode(self.cleaned_data["postcode"])


class PhoneForm(ReachForm):
    class Meta:
        model = Phone
        fields = ["kind", "number", "note", *ReachForm.REACH]
        widgets = ReachForm.SAFE
        labels = {
            "safe_to_contact": "Safe to ring?",
            "safe_to_leave_message": "Safe to leave a message?",
        }
        help_texts = {
            "note": "For example, mother’s phone, evenings only",
            "is_confidential": ReachForm.CONFIDENTIAL,
        }

    def clean_number(self):
        return read_phone(self.cleaned_data["number"])


class CustodyStayForm(DetailForm):
    starts_on = LenientDateField(label="First day there", past=True)
    release_expected_on = LenientDateField(
        label="Release expected",
        ahead=True,
        required=False,
        help_text="Leave empty if it is not known",
    )
    ends_on = LenientDateField(
        label="Day they left",
        required=False,
        past=True,
        help_text="Released, or moved to another establishment. Leave empty while they are there",
    )

    class Meta:
        model = CustodyStay
        fields = ["establishment", "starts_on", "release_expected_on", "ends_on"]

    def limit_choices(self):
        offer(self.fields["establishment"], self.instance.establishment_id)

    def clean(self):
        cleaned = super().clean()
        start, release = cleaned.get("starts_on"), cleaned.get("release_expected_on")
        if start and release and release < start:
            self.add_error("release_expected_on", "Enter a date on or after the first one")
        return cleaned


class CohortForm(DetailForm):
    starts_on = LenientDateField(label="Selected on", past=True)
    ends_on = LenientDateField(
        label="De-selected on",
        past=True,
        required=False,
        help_text="Leave empty while they are in the cohort",
    )

    class Meta:
        model = Cohort
        fields = ["kind", "starts_on", "reason", "ends_on", "why_ended"]
        labels = {
            "kind": "Cohort",
            "reason": "Why were they selected?",
            "why_ended": "Why were they de-selected?",
        }

    def limit_choices(self):
        offer(self.fields["kind"], self.instance.kind_id)


class ProgrammeForm(DetailForm):
    identified_on = LenientDateField(label="Identified on", past=True, initial="today")
    starts_on = LenientDateField(label="Started on", required=False)
    ends_on = LenientDateField(label="Ended on", required=False)

    class Meta:
        model = Programme
        fields = [
            *("kind", "name", "provider", "pathway"),
            *("identified_on", "starts_on", "ends_on", "outcome"),
        ]
        labels = {
            "kind": "What is it about?",
            "name": "Which programme or course?",
            "provider": "Who runs it?",
            "outcome": "How did it end?",
        }
        help_texts = {"name": "For example Thinking Skills Programme"}

    def limit_choices(self):
        for name in ("kind", "pathway", "outcome"):
            offer(self.fields[name], getattr(self.instance, f"{name}_id"))


class KeyDateForm(DetailForm):
    starts_on = ends_on = None
    on = LenientDateField(label="Date")

    class Meta:
        model = KeyDate
        fields = ["kind", "on", "note", "is_cancelled"]
        labels = {"kind": "What happens?", "is_cancelled": "Cancelled, or no longer applies"}
        help_texts = {"note": "For example the court, the length of the sentence or the venue"}

    def limit_choices(self):
        offer(self.fields["kind"], self.instance.kind_id)
        if self.instance.pk is None:
            del self.fields["is_cancelled"]


class IdentifierForm(DetailForm):
    linked = (("kind", "value"),)
    # Those who were shown to have the number too.
    shared_with = forms.CharField(required=False, max_length=800, widget=forms.HiddenInput)

    class Meta:
        model = Identifier
        fields = ["kind", "value", "starts_on", "ends_on"]

    def layout(self):
        return [*super().layout(), "shared_with"]


class SomebodyForm(DetailForm):
    """A worker: a colleague with an account, or anyone by name."""

    FIELDS = ["user", "name", "organisation", "phone", "starts_on", "ends_on"]
    lookup, who, needed = "", "", False
    linked = (("user", "name", "organisation", "phone"),)

    def limit_choices(self):
        offer(self.fields[self.lookup], getattr(self.instance, f"{self.lookup}_id"))
        users = self.colleagues.model.objects
        self.fields["user"].queryset = users.filter(
            Q(pk__in=self.colleagues.values("pk")) | Q(pk=self.instance.user_id)
        )
        self.fields["user"].empty_label = "Somebody else"

    def layout(self):
        return [
            self.lookup,
            Fieldset(
                self.who,
                *("user", "name", "organisation", "phone"),
                hint="Choose a colleague, or say who it is.",
                depends=self.needed,
            ),
            "starts_on",
            "ends_on",
        ]


class StatutoryStatusForm(SomebodyForm):
    lookup, who = "kind", "Offender manager"

    class Meta:
        model = StatutoryStatus
        fields = ["kind", *SomebodyForm.FIELDS]
        widgets = {"user": Autocomplete}
        labels = {"kind": "Status", "user": "Someone in your team"}


class InvolvementForm(SomebodyForm):
    lookup, who, needed = "role", "Who is involved?", True

    class Meta:
        model = Involvement
        fields = ["role", *SomebodyForm.FIELDS]
        widgets = {"user": Autocomplete}
        labels = {"user": "Someone in your team"}

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("user") and "user" not in self.errors:
            self.require("name")
        return cleaned
