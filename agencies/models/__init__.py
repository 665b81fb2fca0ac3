"""Areas, agencies, teams, users, memberships and invitations."""

from agencies.models.accounts import FailedSignIn, Invitation, User
from agencies.models.places import Agency, Area
from agencies.models.teams import FOREVER, Membership, Team

__all__ = [
    "FOREVER",
    "Agency",
    "Area",
    "FailedSignIn",
    "Invitation",
    "Membership",
    "Team",
    "User",
]
