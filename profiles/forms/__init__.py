"""Forms about a person."""

from profiles.forms.log import (
    AmendmentForm,
    ContactForm,
    FollowUpForm,
    QuickContactForm,
)
from profiles.forms.needs import (
    HandOnForm,
    NeedForm,
    NeedStepForm,
    PickUpForm,
    ReopenForm,
    ResolveForm,
)
from profiles.forms.person import (
    UNKNOWN,
    EditProfileForm,
    FindFirstForm,
    NewProfileForm,
    ProfileForm,
    RiskForm,
)
from profiles.forms.reports import (
    ReportAdditionForm,
    ReportApproveForm,
    ReportDiscardForm,
    ReportDiscloseForm,
    ReportRestoreForm,
    ReportReturnForm,
    ReportStartForm,
    ReportSubmitForm,
    ReportWithdrawForm,
)

__all__ = [
    "UNKNOWN",
    "AmendmentForm",
    "ContactForm",
    "EditProfileForm",
    "FollowUpForm",
    "HandOnForm",
    "NeedForm",
    "NeedStepForm",
    "NewProfileForm",
    "FindFirstForm",
    "PickUpForm",
    "ProfileForm",
    "ReopenForm",
    "ResolveForm",
    "QuickContactForm",
    "ReportAdditionForm",
    "ReportApproveForm",
    "ReportDiscardForm",
    "ReportDiscloseForm",
    "ReportRestoreForm",
    "ReportReturnForm",
    "ReportStartForm",
    "ReportSubmitForm",
    "ReportWithdrawForm",
    "RiskForm",
]
