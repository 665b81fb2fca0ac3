"""Forms of referrals."""

from referrals.forms.acts import (
    AcceptForm,
    AdviseForm,
    ButtonForm,
    CloseForm,
    ConsultForm,
    WithdrewForm,
    WordsForm,
)
from referrals.forms.facts import FactsForm, StartForm
from referrals.forms.people import PartyForm
from referrals.forms.running import (
    AgreementForm,
    BreakForm,
    CompleteForm,
    HeldForm,
    PanelForm,
    TermForm,
)

__all__ = [
    "AcceptForm",
    "AdviseForm",
    "AgreementForm",
    "BreakForm",
    "ButtonForm",
    "CloseForm",
    "CompleteForm",
    "ConsultForm",
    "FactsForm",
    "HeldForm",
    "PanelForm",
    "PartyForm",
    "StartForm",
    "TermForm",
    "WithdrewForm",
    "WordsForm",
]
