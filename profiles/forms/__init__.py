"""Forms about a person."""

from profiles.forms.person import (
    UNKNOWN,
    AmendmentForm,
    ContactForm,
    EditProfileForm,
    NewProfileForm,
    ProfileForm,
    RiskForm,
)

__all__ = [
    "UNKNOWN",
    "AmendmentForm",
    "ContactForm",
    "EditProfileForm",
    "NewProfileForm",
    "ProfileForm",
    "RiskForm",
]
