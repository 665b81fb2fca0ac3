"""Forms about a person."""

from profiles.forms.log import (
    AmendmentForm,
    ContactForm,
    FollowUpForm,
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
from profiles.forms.reports import (
    ReportAdditionForm,
    ReportApproveForm,
    ReportDiscardForm,
    ReportDiscloseForm,
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
    "NewProfileForm",
    "FindFirstForm",
    "ProfileForm",
    "QuickContactForm",
    "ReportAdditionForm",
    "ReportApproveForm",
    "ReportDiscardForm",
    "ReportDiscloseForm",
    "ReportReturnForm",
    "ReportStartForm",
    "ReportSubmitForm",
    "ReportWithdrawForm",
    "RiskForm",
]
