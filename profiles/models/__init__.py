"""People and what is recorded of them."""

from profiles.models.details import Address, Identifier, OtherName, Phone, Role, Warning
from profiles.models.log import Amendment, Contact
from profiles.models.lookups import ContactKind, WarningKind
from profiles.models.person import (
    Profile,
    ProfileActivity,
    ProfileExclusion,
    ProfileTeamHold,
    ProfileUserHold,
)
from profiles.models.risk import RiskAssessment, RiskLevel

__all__ = [
    "Address",
    "Amendment",
    "Contact",
    "ContactKind",
    "Identifier",
    "OtherName",
    "Phone",
    "Profile",
    "ProfileActivity",
    "ProfileExclusion",
    "ProfileTeamHold",
    "ProfileUserHold",
    "RiskAssessment",
    "RiskLevel",
    "Role",
    "Warning",
    "WarningKind",
]
