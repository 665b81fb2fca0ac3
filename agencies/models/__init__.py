"""Areas, agencies, agreements, teams, users, memberships and invitations."""

from agencies.models.accounts import FailedSignIn, Invitation, UsedCode, User
from agencies.models.agreements import Agreement, AgreementReminder
from agencies.models.joining import JoiningProposal
from agencies.models.places import Agency, Area
from agencies.models.teams import FOREVER, Membership, Team

__all__ = [
    "FOREVER",
    "Agency",
    "Agreement",
    "AgreementReminder",
    "Area",
    "FailedSignIn",
    "Invitation",
    "JoiningProposal",
    "Membership",
    "Team",
    "UsedCode",
    "User",
]
