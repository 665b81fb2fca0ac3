"""Somebody who takes part in a referral, and whether they agreed to."""

from core.forms import Fieldset, LenientDateField, ModelForm
from records.forms.lookups import offer
from referrals.forms.ringing import (
    HELP,
    LABELS,
    LINKED,
    RINGING,
    WIDGETS,
    asked_of_a_phone,
    offer_safety,
)
from referrals.models import Party

NAMES = ("forenames", "surname", "also_known_as", "born_on")
REACHED = ("address", *RINGING)
CONSENT = ("consented_on", "consent_method")


class PartyForm(ModelForm):
    """Who they are, as whom they take part, and their consent while the referral is a draft."""

    linked = [CONSENT, LINKED]
    not_an_edit = "Of a new person the name is copied from their record, to be confirmed."

    born_on = LenientDateField(label="Date of birth", birth=True, required=False)
    consented_on = LenientDateField(label="When?", past=True, required=False)

    class Meta:
        model = Party
        fields = ["role", *NAMES, *REACHED, *CONSENT]
        labels = {"role": "They are the", "consent_method": "How?", **LABELS}
        help_texts = HELP
        widgets = WIDGETS
        error_messages = {
            "role": {"required": "Choose as whom they take part"},
            "surname": {"required": "Enter their surname"},
        }

    def __init__(self, *args, records_consent, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self.fields["role"], self.instance.role_id)
        offer(self.fields["consent_method"], self.instance.consent_method_id)
        offer_safety(self)
        if not records_consent:
            for name in CONSENT:
                del self.fields[name]

    def layout(self):
        consent = Fieldset(
            "Have they agreed to take part?",
            *CONSENT,
            hint="It is voluntary. They can withdraw at any time.",
            depends=True,
        )
        asks = "consented_on" in self.fields
        return ["role", *NAMES, "address", *asked_of_a_phone(), *([consent] if asks else [])]

    def clean(self):
        cleaned = super().clean()
        if any(cleaned.get(name) for name in CONSENT):
            self.require(*CONSENT)
        return cleaned
