"""After a referral is accepted: panels, agreements and terms; how content both sides are."""

from django import forms

from core.forms import (
    Fieldset,
    Form,
    InlineRadios,
    LenientDateField,
    ModelForm,
    MomentField,
    name_empty_choice,
    prepare,
)
from core.widgets import Checkboxes, TextArea
from records.forms.lookups import offer
from referrals.models import Panel, PanelOutcome, Party, PartyRole, Satisfaction, Term

# How many terms one page takes; more are added on the same page again.
TERMS = 4


class PanelForm(ModelForm):
    """When and where a panel is held, and by whom."""

    submit = "Plan the panel"

    moment = MomentField(
        coming=True,
        label="When?",
        error_messages={"required": "Enter when it is, like 3 June 2pm"},
        help_text="For example, 3 June 2pm. Leave the time out if it is not fixed yet.",
    )

    class Meta:
        model = Panel
        fields = ["moment", "venue", "facilitator", "co_facilitator"]
        labels = {"venue": "Where?", "co_facilitator": "Co-facilitator"}

    def _post_clean(self):
        """The model is asked by the service."""


class HeldForm(Form):
    """What came of a panel."""

    submit = "Record the panel"

    outcome = forms.ModelChoiceField(
        PanelOutcome.objects.none(),
        label="What came of it?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose what came of it"},
    )
    came = forms.ModelMultipleChoiceField(
        Party.objects.none(),
        label="Who came?",
        required=False,
        widget=Checkboxes,
        to_field_name="uuid",
    )
    others_came = forms.CharField(label="Who else came?", max_length=300, required=False)
    words = forms.CharField(
        label="What was said and decided?",
        max_length=2000,
        required=False,
        widget=TextArea(rows=5),
    )

    def __init__(self, *args, parties, names, **kwargs):
        """The parties, and how the reader may know each, by its id."""
        super().__init__(*args, **kwargs)
        offer(self.fields["outcome"])
        self.fields["came"].queryset = parties
        self.fields["came"].label_from_instance = lambda party: names[party.pk]


class AgreementForm(Form):
    """What was agreed, a term in each row."""

    submit = "Save the agreement"
    marks_optional = False

    agreed_on = LenientDateField(label="When was it agreed?", past=True, initial="today")

    def __init__(self, *args, agreed_on, **kwargs):
        """The day of an agreement that only gets more terms."""
        super().__init__(*args, **kwargs)
        self.agreed_on = agreed_on
        if agreed_on:
            del self.fields["agreed_on"]

    def layout(self):
        rows = [
            Fieldset(f"Term {number}", f"text_{number}", f"due_on_{number}")
            for number in range(1, TERMS + 1)
        ]
        return [*({"agreed_on"} & set(self.fields)), *rows]

    def clean(self):
        cleaned = super().clean()
        for number in range(1, TERMS + 1):
            text, due_on = f"text_{number}", f"due_on_{number}"
            if cleaned.get(text) and not cleaned.get(due_on) and due_on not in self.errors:
                self.add_error(due_on, "Enter the day it must be done by, like 3 June 2026")
            if cleaned.get(due_on) and not cleaned.get(text) and text not in self.errors:
                self.add_error(text, "Enter what was agreed")
        return cleaned

    @property
    def numbers(self):
        """The rows that say something."""
        return [n for n in range(1, TERMS + 1) if self.cleaned_data[f"text_{n}"]]

    def terms(self):
        """What the service takes."""
        said = self.cleaned_data
        return [Term(text=said[f"text_{n}"], due_on=said[f"due_on_{n}"]) for n in self.numbers]


for number in range(1, TERMS + 1):
    AgreementForm.base_fields |= {
        f"text_{number}": forms.CharField(
            label="What was agreed?", max_length=300, required=False
        ),
        f"due_on_{number}": LenientDateField(label="By when?", ahead=True, required=False),
    }


class TermForm(Form):
    """What came of a term."""

    submit = "Save"

    state = forms.ChoiceField(
        label="Was it done?",
        choices=[(Term.State.DONE, "Done"), (Term.State.NOT_DONE, "Not done")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it was done"},
    )
    settled_on = LenientDateField(label="Date", past=True, initial="today")
    evidence = forms.CharField(
        label="How do you know?",
        max_length=500,
        required=False,
        help_text="For example: receipt seen, school rang",
    )
    victim_told_on = LenientDateField(
        label="When was the person harmed told?", past=True, required=False
    )

    def layout(self):
        return [InlineRadios("state"), "settled_on", "evidence", "victim_told_on"]


class EndForm(Form):
    """How an agreement ended, and how content each side is with it."""

    words = forms.CharField(label="Words", max_length=500, required=False, widget=TextArea(rows=4))
    asks, missing = "", ""

    def __init__(self, *args, shown, **kwargs):
        """The parties as the reader may know them."""
        super().__init__(*args, **kwargs)
        self.parties = {}
        for one in shown:
            if one.role.side != PartyRole.Side.BESIDE:
                self.ask(one)
        self.relabel(words=self.asks)
        self.fields["words"].required = bool(self.missing)
        self.fields["words"].error_messages["required"] = self.missing

    def ask(self, one):
        name = f"content_{one.party.uuid.hex}"
        self.parties[name] = one.party
        field = forms.ModelChoiceField(
            Satisfaction.objects.offered(),
            label=f"How satisfied is {one.name} ({one.role})?",
            error_messages={"required": f"Choose how satisfied {one.name} is"},
        )
        self.fields[name] = field
        prepare(field.label, field)
        name_empty_choice(field, "Choose")

    def said(self):
        """What the services take."""
        content = {party: self.cleaned_data[name] for name, party in self.parties.items()}
        return {"words": self.cleaned_data["words"], "satisfaction": content}


class CompleteForm(EndForm):
    submit, asks = "The agreement was kept", "Anything to add?"


class BreakForm(EndForm):
    submit, asks = "The agreement was broken", "What was not kept, and why?"
    missing = "Enter what was not kept"
