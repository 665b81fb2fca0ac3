"""What restorative justice is made of."""

from referrals.models.arrangements import Arrangement
from referrals.models.lookups import (
    ConsentMethod,
    PanelOutcome,
    PartyRole,
    RjLevel,
    RjMethod,
    RjOffence,
    Satisfaction,
)
from referrals.models.parties import Party
from referrals.models.referrals import (
    Consultation,
    Panel,
    Referral,
    ReferralForm,
    ReferralFormPart,
    ReferralStep,
)
from referrals.models.register import Intervention
from referrals.models.terms import Term

__all__ = [
    "Arrangement",
    "ConsentMethod",
    "Consultation",
    "Intervention",
    "Panel",
    "PanelOutcome",
    "Party",
    "PartyRole",
    "Referral",
    "ReferralForm",
    "ReferralFormPart",
    "ReferralStep",
    "RjLevel",
    "RjMethod",
    "RjOffence",
    "Satisfaction",
    "Term",
]
