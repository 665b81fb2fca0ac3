"""People and what is recorded of them."""

from profiles.models.custody import CustodyDecision, CustodyStay, Establishment
from profiles.models.details import Address, Identifier, OtherName, Phone, Role, Warning
from profiles.models.documents import ProfileDocument, ProfilePhoto
from profiles.models.due_reports import DueReport, UpdatePeriod
from profiles.models.involvement import Involvement, StatutoryStatus
from profiles.models.key_dates import KeyDate, KeyDateKind
from profiles.models.log import Amendment, Contact, FollowUp
from profiles.models.lookups import (
    AddressKind,
    ContactKind,
    ContactOutcome,
    Ethnicity,
    InvolvementRole,
    PhoneKind,
    StatutoryKind,
    WarningKind,
)
from profiles.models.needs import Need, NeedStatus, NeedStep, Pathway
from profiles.models.person import (
    Profile,
    ProfileActivity,
    ProfileExclusion,
    ProfileTeamHold,
    ProfileUserHold,
)
from profiles.models.programmes import (
    Cohort,
    CohortKind,
    Programme,
    ProgrammeKind,
    ProgrammeOutcome,
)
from profiles.models.reports import Report, ReportAddition, ReportSection
from profiles.models.risk import RiskAssessment, RiskLevel
from profiles.models.saved import SavedView

__all__ = [
    "Address",
    "AddressKind",
    "Amendment",
    "Contact",
    "ContactKind",
    "CustodyDecision",
    "CustodyStay",
    "DueReport",
    "Establishment",
    "ContactOutcome",
    "Ethnicity",
    "FollowUp",
    "Identifier",
    "Involvement",
    "InvolvementRole",
    "KeyDate",
    "KeyDateKind",
    "Need",
    "NeedStatus",
    "NeedStep",
    "OtherName",
    "Pathway",
    "Phone",
    "PhoneKind",
    "Cohort",
    "CohortKind",
    "Programme",
    "ProgrammeKind",
    "ProgrammeOutcome",
    "Profile",
    "ProfileActivity",
    "ProfileDocument",
    "ProfileExclusion",
    "ProfilePhoto",
    "ProfileTeamHold",
    "ProfileUserHold",
    "Report",
    "ReportAddition",
    "ReportSection",
    "RiskAssessment",
    "RiskLevel",
    "Role",
    "SavedView",
    "StatutoryKind",
    "StatutoryStatus",
    "UpdatePeriod",
    "Warning",
    "WarningKind",
]
