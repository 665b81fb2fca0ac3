"""Who takes part in an intervention, what they agreed to, and what came of it."""

from django import forms

from core.dates import format_day
from core.forms import Fieldset, Form, InlineRadios, LenientDateField, ModelForm
from core.layout import Rows
from core.rows import row_set
from core.widgets import Radios, TextArea
from records.forms.lookups import offer
from referrals.forms.register import birth, day
from referrals.forms.ringing import (
    HELP,
    LABELS,
    LINKED,
    RINGING,
    WIDGETS,
    asked_of_a_phone,
    offer_safety,
)
from referrals.models import Intervention, Party, Satisfaction, Term

Agreement = Intervention.Agreement


class PartyForm(ModelForm):
    """Somebody who takes part: who, in which role, and whether they agreed."""

    submit = "Save"
    linked = (("consented_on", "consent_method", "withdrew_on"), LINKED)
    not_an_edit = "begins with what a record says of a person; the register keeps a copy"

    born_on = birth()
    consented_on = day("Day on which they agreed", help_text="Leave empty if they have not agreed")
    withdrew_on = day("Withdrew on")

    class Meta:
        model = Party
        fields = [
            *("role", "forenames", "surname", "born_on", "address", *RINGING, "also_known_as"),
            *("consented_on", "consent_method", "withdrew_on", "withdrew_because"),
            *("satisfaction", "satisfaction_words"),
        ]
        labels = {
            "surname": "Surname, or name of the organisation",
            "consent_method": "How they agreed",
            "satisfaction": "How satisfied are they?",
            "satisfaction_words": "In their words",
            **LABELS,
        }
        help_texts = HELP
        widgets = WIDGETS

    LATER = ("withdrew_on", "withdrew_because", "satisfaction", "satisfaction_words")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("role", "consent_method", "satisfaction"):
            offer(self.fields[name], getattr(self.instance, f"{name}_id"))
        offer_safety(self)
        unused = self.LATER if self.instance.pk is None else ()
        if self.instance.pk and not self.instance.withdrew_on:
            # Withdrawing has a page of its own, which says what follows.
            unused = self.LATER[:2]
        for name in unused:
            del self.fields[name]

    def layout(self):
        groups = [
            ("Agreed to take part", ("consented_on", "consent_method")),
            ("Withdrew", self.LATER[:2]),
            ("Satisfaction", self.LATER[2:]),
        ]
        return [
            *("role", "forenames", "surname", "born_on", "address"),
            *asked_of_a_phone(),
            "also_known_as",
            *(
                Fieldset(legend, *names)
                for legend, names in groups
                if set(names) <= set(self.fields)
            ),
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("consented_on") or cleaned.get("consent_method"):
            self.require("consented_on", "consent_method")
        return cleaned

    def _post_clean(self):
        """The model is asked by the service."""


class RemovePartyForm(Form):
    """Takes out somebody who was named by mistake: a button."""

    submit = "Take them out"


class WithdrawForm(Form):
    """Somebody takes part no longer."""

    submit = "Record that they withdrew"

    withdrew_on = LenientDateField(label="When did they withdraw?", past=True, initial="today")
    because = forms.CharField(label="Why?", max_length=300, required=False)


class TermRow(Form):
    """One thing that somebody agreed to do."""

    text = forms.CharField(label="What they will do", max_length=300)
    due_on = LenientDateField(label="Day to be done by", ahead=True)


class AgreeForm(Form):
    """What was agreed, term by term."""

    submit = "Record the agreement"
    row_sets = {"terms": row_set(TermRow, noun="term", extra=0, least=1, most=10)}

    agreed_on = LenientDateField(label="When was it agreed?", past=True, initial="today")

    def __init__(self, *args, agreed_on=None, **kwargs):
        """When it was agreed, if it is more of an agreement."""
        super().__init__(*args, **kwargs)
        self.day = agreed_on
        if agreed_on is not None:
            self.submit = "Add to the agreement"
            del self.fields["agreed_on"]

    def layout(self):
        return [*({"agreed_on"} & set(self.fields)), Rows("terms")]

    def terms(self):
        """The rows that were filled in."""
        return [Term(**row) for row in self.cleaned_data["terms"]]

    def is_valid(self):
        return super().is_valid() and self._nothing_is_due_before()

    def _nothing_is_due_before(self):
        """Nothing is due before the day of the agreement."""
        begun = self.day or self.cleaned_data["agreed_on"]
        early = [
            row
            for row in self.rows["terms"].forms
            if row.has_changed() and row.cleaned_data["due_on"] < begun
        ]
        for row in early:
            day = format_day(begun)
            row.add_error("due_on", f"Enter {day}, the day of the agreement, or a later day")
        return not early


class SettleForm(Form):
    """What came of one term."""

    submit = "Save"

    state = forms.ChoiceField(
        label="Was it done?",
        choices=[(Term.State.DONE, "Done"), (Term.State.NOT_DONE, "Not done")],
        widget=Radios(),
        error_messages={"required": "Choose whether it was done"},
    )
    settled_on = LenientDateField(
        label="On which day?",
        past=True,
        initial="today",
        error_messages={"required": "Enter the day, like 3 June"},
    )
    evidence = forms.CharField(
        label="How is it known?",
        max_length=500,
        required=False,
        help_text="For example, a receipt, or whom you asked",
    )
    victim_told_on = day("Person harmed told on", help_text="Leave empty if not yet")

    def layout(self):
        return [InlineRadios("state"), "settled_on", "evidence", "victim_told_on"]


class EndForm(Form):
    """What came of the whole agreement, and how content each is."""

    submit = "Save"

    agreement = forms.ChoiceField(
        label="What came of it?",
        choices=[
            (Agreement.KEPT, "The agreement was kept"),
            (Agreement.BROKEN, "The agreement was broken"),
            (Agreement.WITHDRAWN, "It was withdrawn"),
        ],
        widget=Radios(),
        error_messages={"required": "Choose what came of it"},
    )
    ended_on = LenientDateField(
        label="On which day?",
        past=True,
        initial="today",
        error_messages={"required": "Enter the day, like 3 June"},
    )
    words = forms.CharField(
        label="In words", max_length=500, required=False, widget=TextArea(rows=3)
    )

    def __init__(self, *args, parties, **kwargs):
        """Those whom the writer may name, of the two sides."""
        super().__init__(*args, **kwargs)
        self.parties = {f"content_{party.uuid.hex}": party for party in parties}
        for name, party in self.parties.items():
            self.fields[name] = forms.ModelChoiceField(
                Satisfaction.objects.none(),
                label=f"How satisfied is {party.name}?",
                required=False,
                empty_label="Not asked yet",
            )
            offer(self.fields[name], party.satisfaction_id)
            self.relabel(**{name: f"How satisfied is {party.name}?"})

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("agreement") in (Agreement.BROKEN, Agreement.WITHDRAWN):
            self.require("words")
        return cleaned

    def satisfaction(self):
        """What each said, of those who were asked."""
        return {
            party: self.cleaned_data[name]
            for name, party in self.parties.items()
            if self.cleaned_data.get(name)
        }
