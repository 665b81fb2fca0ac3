"""An intervention that is entered into the register, and its correction."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from agencies.models import Team
from core.dates import format_day
from core.forms import Fieldset, Form, InlineRadios, LenientDateField, ModelForm, Reveal
from core.layout import Depending, Details
from core.tidy import is_name
from core.widgets import Radios, TextArea, short
from records.forms.lookups import offer
from referrals.models import (
    ConsentMethod,
    Intervention,
    Party,
    PartyRole,
    RjLevel,
    RjMethod,
    RjOffence,
    Term,
)

Admission, Agreement = Intervention.Admission, Intervention.Agreement
NOW, OTHER, NOT = "now", "other", "no"
AGREED = [
    (NOW, "Yes, today, in person"),
    (OTHER, "Yes, on another day or in another way"),
    (NOT, "No"),
]
NO_ADMISSION = (
    "Restorative justice needs a person who admits responsibility. Record another disposal if "
    "they do not"
)


def line(label, most, *, needed=False, **kwargs):
    """One line of text."""
    return forms.CharField(label=label, max_length=most, required=needed, **kwargs)


def day(label, **kwargs):
    """A day that is over."""
    return LenientDateField(label=label, past=True, required=False, **kwargs)


def birth():
    """The day on which somebody was born."""
    return LenientDateField(
        label="Date of birth",
        birth=True,
        required=False,
        help_text="For example, 14 March 1991 or 14/3/1991",
    )


def how():
    """How somebody said that they will take part."""
    return forms.ModelChoiceField(
        ConsentMethod.objects.none(), label="How they agreed", required=False
    )


class WhoForm(Form):
    """The two sides of an intervention, as they are told on the street."""

    forenames = line("First names", 110, validators=[is_name])
    surname = line("Surname", 80, needed=True, validators=[is_name])
    born_on = birth()
    address = line("Address", 200)
    phone = line("Phone", 40)
    also_known_as = line("Also known as", 200)
    admission = forms.ChoiceField(
        label="Do they admit responsibility?",
        choices=[(Admission.ADMITTED, "Yes"), (Admission.DENIED, "No")],
        widget=Radios(),
        error_messages={"required": "Choose whether they admit responsibility"},
    )
    agreed = forms.ChoiceField(
        label="Did they agree to take part?", choices=AGREED, initial=NOW, widget=Radios()
    )
    consented_on = day("Day on which they agreed")
    consent_method = how()
    harmed_forenames = line("First names", 110, validators=[is_name])
    harmed_surname = line("Surname, or name of the organisation", 80, validators=[is_name])
    harmed_born_on = birth()
    harmed_phone = line("Phone", 40)
    harmed_agreed = forms.ChoiceField(
        label="Did they agree to take part?", choices=AGREED, initial=NOW, widget=Radios()
    )
    harmed_consented_on = day("Day on which they agreed")
    harmed_consent_method = how()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("consent_method", "harmed_consent_method"):
            offer(self.fields[name])

    def clean_admission(self):
        admission = self.cleaned_data["admission"]
        if admission != Admission.ADMITTED:
            raise ValidationError(NO_ADMISSION)
        return admission

    def check_consent(self, begins=""):
        """When and how, of one side: the day on which they agreed is on or after the incident."""
        cleaned = self.cleaned_data
        if cleaned.get(f"{begins}agreed") != OTHER:
            return
        named = f"{begins}consented_on"
        self.require(named, f"{begins}consent_method")
        happened_on, said = cleaned.get("happened_on"), cleaned.get(named)
        if happened_on and said and said < happened_on:
            self.add_error(named, f"Enter a day from {format_day(happened_on)} to today")

    def consent(self, begins=""):
        """When and how one side agreed, as a party has it."""
        cleaned = self.cleaned_data
        agreed = cleaned[f"{begins}agreed"]
        if agreed == NOT:
            return {}
        if agreed == NOW:
            method = ConsentMethod.objects.get(code="in-person")
            return {"consented_on": timezone.localdate(), "consent_method": method}
        return {name: cleaned[begins + name] for name in ("consented_on", "consent_method")}

    def parties(self, person=None):
        """The person responsible, with their record if they have one, and the person harmed."""
        cleaned = self.cleaned_data
        named = ("forenames", "surname", "born_on", "phone")
        more = {name: cleaned[name] for name in ("address", "also_known_as")}
        said = {name: cleaned[name] for name in named}
        found = [
            Party(role=_role("responsible"), profile=person, **said, **more, **self.consent())
        ]
        if cleaned["harmed_surname"]:
            said = {name: cleaned[f"harmed_{name}"] for name in named}
            found.append(Party(role=_role("harmed"), **said, **self.consent("harmed_")))
        return found


def _role(code):
    return PartyRole.objects.get(code=code)


class InterventionForm(WhoForm):
    """A street intervention, in a minute: what, who, what was agreed."""

    submit = "Record it"
    not_an_edit = "begins with what a record says of a person; the register keeps a copy"

    offence = forms.ModelChoiceField(
        RjOffence.objects.none(),
        label="What was it?",
        error_messages={"required": "Choose the kind of offence or incident"},
    )
    happened_on = LenientDateField(
        label="When?",
        past=True,
        initial="today",
        error_messages={"required": "Enter when it happened, like 3 June"},
    )
    place = line("Where?", 200)
    summary = forms.CharField(
        label="What happened?", max_length=2000, required=False, widget=TextArea(rows=2)
    )
    number = line("Crime or incident number", 40, widget=short(20))
    agreement = forms.ChoiceField(
        label="What came of it?",
        choices=[
            (Agreement.KEPT, "Agreed, and done on the spot"),
            (Agreement.ACTIVE, "Agreed, to be done by a day"),
            (Agreement.NONE, "No agreement"),
        ],
        widget=Radios(),
        error_messages={"required": "Choose what came of it"},
    )
    done = line("What they did", 300, help_text="For example, apologised in person")
    term = line("What they will do", 300, help_text="For example, pay for the pane")
    due_on = LenientDateField(label="Day to be done by", ahead=True, required=False)
    is_community_resolution = forms.BooleanField(
        label="It is a community resolution", required=False
    )
    level = forms.ModelChoiceField(
        RjLevel.objects.none(), label="Level", empty_label=None, widget=Radios()
    )
    method = forms.ModelChoiceField(RjMethod.objects.none(), label="How they met", required=False)
    facilitator = line("Facilitator", 150, help_text="If it was not you")
    champion_name = line("RJ champion", 150)
    champion_on = day("Day on which you asked", help_text="Leave empty for today")
    champion_advice = line("What did they advise?", 500)
    team = forms.ModelChoiceField(Team.objects.none(), label="Recorded by", empty_label=None)

    FACTS = (
        *("offence", "happened_on", "place", "summary", "number", "admission", "level", "method"),
        *("facilitator", "champion_name", "champion_on", "champion_advice"),
        "is_community_resolution",
    )

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("offence", "level", "method"):
            offer(self.fields[name])
        self.fields["level"].initial = self.fields["level"].queryset.filter(code="street").first()
        self.fields["team"].queryset = teams
        self.fields["team"].initial = teams.first()
        # Asked of those alone who have a choice.
        self.only_team = teams[0] if len(teams) == 1 else None
        if self.only_team:
            del self.fields["team"]

    def layout(self):
        consent = ["consented_on", "consent_method"]
        return [
            *("offence", "happened_on", "place", "summary", "number"),
            Fieldset(
                "Person responsible",
                *("forenames", "surname", "born_on", "address"),
                Details("Their phone and other names", "phone", "also_known_as"),
                InlineRadios("admission"),
                Reveal("agreed", {OTHER: consent}),
            ),
            Fieldset(
                "Person harmed",
                *("harmed_forenames", "harmed_surname"),
                Details("Their date of birth and phone", "harmed_born_on", "harmed_phone"),
                Reveal("harmed_agreed", {OTHER: [f"harmed_{name}" for name in consent]}),
                hint="Leave this empty if nobody was harmed.",
                depends=True,
            ),
            Reveal("agreement", {Agreement.KEPT: ["done"], Agreement.ACTIVE: ["term", "due_on"]}),
            "is_community_resolution",
            Details("Level, how they met and who facilitated", "level", "method", "facilitator"),
            Details("RJ champion consulted", "champion_name", "champion_on", "champion_advice"),
            *({"team"} & set(self.fields)),
        ]

    def clean(self):
        cleaned = super().clean()
        self.check_consent()
        if cleaned.get("harmed_surname"):
            self.check_consent("harmed_")
        elif cleaned.get("harmed_forenames"):
            self.require("harmed_surname")
        if cleaned.get("agreement") == Agreement.ACTIVE:
            self.require("term", "due_on")
        if cleaned.get("champion_on") or cleaned.get("champion_advice"):
            self.require("champion_name")
        if cleaned.get("champion_name") and not cleaned.get("champion_on"):
            cleaned["champion_on"] = timezone.localdate()
        return cleaned

    def agreed_on(self):
        """The day of the agreement: when the person responsible agreed, or today."""
        return self.consent().get("consented_on") or timezone.localdate()

    def facts(self):
        """What the intervention is, with what came of it."""
        cleaned = self.cleaned_data
        facts = {name: cleaned[name] for name in self.FACTS}
        facts["team"] = self.only_team or cleaned["team"]
        facts["agreement"] = cleaned["agreement"]
        if cleaned["agreement"] != Agreement.NONE:
            facts["agreed_on"] = self.agreed_on()
        if cleaned["agreement"] == Agreement.KEPT:
            facts["ended_on"] = facts["agreed_on"]
        return facts

    def terms(self) -> Sequence[Term]:
        """What they did on the spot, or will do."""
        cleaned, day = self.cleaned_data, self.agreed_on()
        if cleaned["agreement"] == Agreement.KEPT and cleaned["done"]:
            done = Term.State.DONE
            return [Term(text=cleaned["done"], due_on=day, state=done, settled_on=day)]
        if cleaned["agreement"] == Agreement.ACTIVE:
            return [Term(text=cleaned["term"], due_on=cleaned["due_on"])]
        return []

    @staticmethod
    def blame(problem):
        """What the service could not accept, at the field of this page."""
        if not hasattr(problem, "error_dict"):
            return problem
        at = {"due_on_1": "due_on"}
        return ValidationError({at.get(k, k): v for k, v in problem.error_dict.items()})


class EditInterventionForm(ModelForm):
    """What an intervention is, to be corrected; without a referral, what came of it too."""

    linked = (("agreement", "agreed_on", "ended_on"), ("champion_name", "champion_on"))

    happened_on = LenientDateField(label="When?", past=True)
    champion_on = day("Day on which they were asked")
    agreed_on = day("Agreed on")
    ended_on = day("Kept, broken or withdrawn on")
    AGREEMENT = ("agreement", "agreed_on", "ended_on", "outcome")

    class Meta:
        model = Intervention
        fields = [
            *("offence", "happened_on", "place", "summary", "number", "admission", "level"),
            *("method", "facilitator", "officer_name", "officer_phone", "champion_name"),
            *("champion_on", "champion_advice", "is_community_resolution"),
            *("agreement", "agreed_on", "ended_on", "outcome"),
        ]
        labels = {
            "offence": "What was it?",
            "place": "Where?",
            "summary": "What happened?",
            "method": "How they met",
            "champion_name": "RJ champion",
            "champion_advice": "What did they advise?",
            "is_community_resolution": "It is a community resolution",
        }
        widgets = {
            "summary": TextArea(rows=3),
            "admission": Radios(),
            "agreement": Radios(),
            "outcome": TextArea(rows=2),
        }

    def __init__(self, *args, has_referral, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("offence", "level", "method"):
            offer(self.fields[name], getattr(self.instance, f"{name}_id"))
        self.fields["admission"].choices = Admission.choices
        if has_referral:
            for name in self.AGREEMENT:
                del self.fields[name]
        else:
            self.fields["agreement"].choices = Agreement.choices

    def layout(self):
        of_agreement = [name for name in self.AGREEMENT if name in self.fields]
        return [
            *("offence", "happened_on", "place", "summary", "number"),
            InlineRadios("admission"),
            *("level", "method", "facilitator", "is_community_resolution"),
            Fieldset("Officer", "officer_name", "officer_phone"),
            Fieldset("RJ champion consulted", "champion_name", "champion_on", "champion_advice"),
            *([Fieldset("Agreement", Depending(*of_agreement))] if of_agreement else []),
        ]

    def clean(self):
        cleaned = super().clean()
        over = cleaned.get("agreement") in Intervention.OVER
        if cleaned.get("ended_on") and "agreement" in cleaned and not over:
            self.add_error("ended_on", "Leave this empty while the agreement is not over")
        if cleaned.get("champion_on") or cleaned.get("champion_advice"):
            self.require("champion_name")
        return cleaned

    def _post_clean(self):
        """The model is asked by the service."""
