"""Which areas, teams, people and memberships a user meets, and how they are narrowed."""

from agencies.querysets.agreements import AgreementQuerySet
from agencies.querysets.areas import AgencyQuerySet, AreaQuerySet
from agencies.querysets.memberships import JoiningQuerySet, MembershipQuerySet
from agencies.querysets.people import (
    InvitationQuerySet,
    UserManagerWithScopes,
    UserQuerySet,
    digest,
)
from agencies.querysets.teams import TeamQuerySet

__all__ = [
    "AgencyQuerySet",
    "AgreementQuerySet",
    "AreaQuerySet",
    "InvitationQuerySet",
    "JoiningQuerySet",
    "MembershipQuerySet",
    "TeamQuerySet",
    "UserManagerWithScopes",
    "UserQuerySet",
    "digest",
]
