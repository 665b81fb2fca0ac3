"""Forms of sign-in, of the directory and of administration."""

from agencies.forms.sign_in import (
    ActingTeamForm,
    CodeForm,
    ConfirmCodeForm,
    ConfirmPasswordForm,
    NewRecoveryCodesForm,
    PasswordForm,
    RemoveAppForm,
    SetUpAppForm,
    SignInForm,
)

__all__ = [
    "ActingTeamForm",
    "CodeForm",
    "ConfirmCodeForm",
    "ConfirmPasswordForm",
    "NewRecoveryCodesForm",
    "PasswordForm",
    "RemoveAppForm",
    "SetUpAppForm",
    "SignInForm",
]
