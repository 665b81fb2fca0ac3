"""How somebody who takes part is rung: the number, and whether that is safe."""

from django import forms

from core.forms import InlineRadios
from profiles.forms.person import UNKNOWN
from profiles.models.details import SAFE, Reach

SAFETY = tuple(SAFE)
RINGING = ("phone", *SAFETY, "phone_note")
# Safety is about this number: who changes it and who answers for it must not miss each other.
LINKED = RINGING[:3]
LABELS = {
    "safe_to_contact": "Safe to ring?",
    "safe_to_leave_message": "Safe to leave a message?",
    "phone_note": "Note about the phone",
}
HELP = {"phone_note": "For example, mother’s phone, evenings only"}
WIDGETS = dict.fromkeys(SAFETY, forms.RadioSelect)


def offer_safety(form):
    """The answers, of which not known is one."""
    for name in SAFETY:
        form.fields[name].choices = [("", UNKNOWN), *Reach.Safe.choices]


def asked_of_a_phone():
    """The fields in their order on a form."""
    return [InlineRadios(name) if name in SAFETY else name for name in RINGING]
