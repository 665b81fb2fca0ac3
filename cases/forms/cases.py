"""A case, who is in it, what happened, how it ends."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from agencies.models import Team
from cases.models import Case, CaseOutcome, Incident, Participant, ParticipantRole
from cases.models.case import MOST_TAGS
from core.forms import (
    Fieldset,
    Form,
    InlineRadios,
    LenientDateField,
    ModelForm,
    MomentField,
)
from core.widgets import Autocomplete
from records.forms.lookups import offer

TAG_LENGTH = 30
ON_CASE = ("stage", "risk", "rag")


class TagsField(forms.CharField):
    """Words between commas, each once, in the order in which they were typed."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            max_length=400,
            help_text="Words to find it by, separated by commas. For example: noise, night-time",
            **kwargs,
        )

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value):
        words = [" ".join(word.split()).lower() for word in super().clean(value).split(",")]
        tags = list(dict.fromkeys(word for word in words if word))
        if len(tags) > MOST_TAGS:
            raise forms.ValidationError(f"Enter no more than {MOST_TAGS} tags")
        long = next((tag for tag in tags if len(tag) > TAG_LENGTH), None)
        if long:
            raise forms.ValidationError(
                f"A tag must be {TAG_LENGTH} characters or fewer. “{long}” has {len(long)}"
            )
        return tags


class CaseForm(ModelForm):
    """What the case is."""

    review_on = LenientDateField(
        label="Review by",
        ahead=True,
        required=False,
        help_text="The lead and the team see it on Home when it is overdue",
    )
    tags = TagsField(label="Tags")

    class Meta:
        model = Case
        fields = ["title", "kind", "stage", "risk", "rag", "review_on", "tags"]
        labels = {"risk": "Level of risk", "rag": "RAG rating"}
        help_texts = {"title": "What and where. For example: Noise and threats, Lansdown Court"}
        widgets = {"rag": forms.RadioSelect, "risk": forms.RadioSelect}
        error_messages = {"kind": {"required": "Choose the kind of case"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("kind", *ON_CASE):
            offer(self.fields[name], getattr(self.instance, f"{name}_id", None))
        for name in ("risk", "rag"):
            self.fields[name].empty_label = "Not assessed"

    def _post_clean(self):
        """The model is asked by the service."""


class NewCaseForm(CaseForm):
    """A new case, the team that manages it, and the first person in it."""

    submit = "Open the case"

    opened_on = LenientDateField(label="Opened on", past=True, initial="today")
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Managed by",
        empty_label=None,
        error_messages={"invalid_choice": "Choose your team that manages the case"},
    )
    role = forms.ModelChoiceField(
        ParticipantRole.objects.none(), label="Their role in the case", required=False
    )

    class Meta(CaseForm.Meta):
        fields = ["title", "kind", "opened_on", *CaseForm.Meta.fields[2:]]

    def __init__(self, *args, teams, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams
        self.fields["team"].initial = teams.first()
        self.person = person
        if person is None:
            del self.fields["role"]
        else:
            offer(self.fields["role"])
            self.fields["role"].label = self["role"].label = f"{person.name} is the"
            self.fields["role"].required = True
            self.fields["role"].error_messages["required"] = "Choose their role in the case"

    def layout(self):
        return [
            "title",
            "kind",
            *({"role"} & set(self.fields)),
            "opened_on",
            "stage",
            InlineRadios("risk"),
            InlineRadios("rag"),
            "review_on",
            "tags",
            "team",
        ]

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("Enter today or a later day")
        return day


class EditCaseForm(CaseForm):
    """What the case is, to be changed; who leads it, by managers."""

    reviewed_on = LenientDateField(label="Last reviewed", past=True, required=False)
    lead = forms.ModelChoiceField(
        None,
        label="Lead",
        required=False,
        empty_label="Nobody",
        widget=Autocomplete,
        help_text="The person in the managing team whom others ring first",
    )

    class Meta(CaseForm.Meta):
        fields = [
            *CaseForm.Meta.fields,
            "reviewed_on",
            "victim_contact_name",
            "victim_contact_organisation",
            "victim_contact_phone",
        ]
        labels = {
            **CaseForm.Meta.labels,
            "victim_contact_name": "Name",
            "victim_contact_organisation": "Organisation",
            "victim_contact_phone": "Phone",
        }

    def __init__(self, *args, leads, people, **kwargs):
        """Who may be made the lead, for managers; does the reader hold the people of the case?"""
        super().__init__(*args, **kwargs)
        if not people:
            for name in [name for name in self.fields if name.startswith("victim_contact")]:
                del self.fields[name]
        if leads is None:  # only managers choose the lead
            del self.fields["lead"]
        else:
            among = Q(pk__in=leads.values("pk")) | Q(pk=self.instance.lead_id)
            self.fields["lead"].queryset = leads.model.objects.filter(among)

    def layout(self):
        contact = [name for name in self.fields if name.startswith("victim_contact")]
        return [
            "title",
            "kind",
            "stage",
            InlineRadios("risk"),
            InlineRadios("rag"),
            "review_on",
            "reviewed_on",
            "tags",
            *([Fieldset("The victim’s point of contact", *contact)] if contact else []),
            *({"lead"} & set(self.fields)),
        ]

    def clean_reviewed_on(self):
        day = self.cleaned_data["reviewed_on"]
        if day and day < self.instance.opened_on:
            raise forms.ValidationError("Enter a day after the case was opened")
        return day


class CloseForm(Form):
    """How a case ends."""

    submit = "Close the case"

    outcome = forms.ModelChoiceField(
        CaseOutcome.objects.none(),
        label="Outcome",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the outcome"},
    )
    words = forms.CharField(
        label="Why are you closing it?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Enter why you are closing it"},
    )

    open_work = forms.ChoiceField(
        label="What happens to the open tasks?",
        choices=[("keep", "They stay open"), ("end", "Withdraw those that my team sent")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens to the open tasks"},
    )

    def __init__(self, *args, has_open_work=False, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self.fields["outcome"])
        if not has_open_work:
            del self.fields["open_work"]


class ReopenForm(Form):
    """Why work on a closed case goes on."""

    submit = "Reopen the case"

    reason = forms.CharField(
        label="Why?",
        max_length=300,
        error_messages={"required": "Enter why you are reopening it"},
    )


class ParticipantForm(ModelForm):
    """A person in a case; without a record, their name. The note, to those who may read it."""

    submit = "Save"

    ends_on = LenientDateField(
        label="Until", required=False, help_text="Leave empty while they are part of the case"
    )

    class Meta:
        model = Participant
        fields = ["name", "role", "note", "ends_on"]
        labels = {"role": "Role in the case"}
        error_messages = {
            "name": {"required": "Enter their name"},
            "role": {"required": "Choose their role in the case"},
        }

    def __init__(self, *args, person=None, reads_note=True, **kwargs):
        super().__init__(*args, **kwargs)
        if not reads_note:
            del self.fields["note"]
        offer(self.fields["role"], self.instance.role_id)
        if person is not None:
            del self.fields["name"]
        else:
            self.fields["name"].required = True
        if self.instance.pk is None:
            del self.fields["ends_on"]

    def _post_clean(self):
        """The model is asked by the service."""


class IncidentForm(ModelForm):
    """Something that happened."""

    submit = "Add this incident"

    moment = MomentField(
        label="When?",
        past=True,
        error_messages={"required": "Enter when it happened, like today 4pm or 3 June"},
        help_text="For example, yesterday 11pm, 3/6 or 3 June. Leave the time out if you do not "
        "know it.",
    )

    class Meta:
        model = Incident
        fields = ["moment", "text", "location", "number"]
        labels = {"text": "What happened?", "location": "Where?"}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def _post_clean(self):
        """The model is asked by the service."""


class LinkForm(Form):
    """Another case that belongs to this one."""

    submit = "Link this case"

    other = forms.CharField(
        label="Which case?",
        max_length=20,
        help_text="Its reference, for example C-2026-000123",
        error_messages={"required": "Enter the reference of the other case"},
    )
    why = forms.CharField(label="How are they linked?", max_length=200)

    def __init__(self, *args, cases, **kwargs):
        """The cases that the writer can see."""
        super().__init__(*args, **kwargs)
        self.cases = cases

    def clean_other(self):
        found = self.cases.filter(reference__iexact=self.cleaned_data["other"].strip()).first()
        if found is None:
            raise forms.ValidationError(
                "There is no case with this reference that you can see. Check the reference."
            )
        return found
