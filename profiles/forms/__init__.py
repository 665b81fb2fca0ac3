"""Forms about a person."""

from profiles.forms.log import (
    AmendmentForm,
    ContactForm,
    FollowUpForm,
    LogFilterForm,
    QuickContactForm,
)
from profiles.forms.person import (
    UNKNOWN,
    EditProfileForm,
    FindFirstForm,
    NewProfileForm,
    ProfileForm,
    RiskForm,
)

__all__ = [
    "UNKNOWN",
    "AmendmentForm",
    "ContactForm",
    "EditProfileForm",
    "FollowUpForm",
    "LogFilterForm",
    "NewProfileForm",
    "FindFirstForm",
    "ProfileForm",
    "QuickContactForm",
    "RiskForm",
]
