"""Grants, the holds they project onto, exclusions, requests, break-glass and transfers.

A *grant* is the record of one share and is never deleted. A *hold* is the live row that a grant,
or ownership, projects onto: a django-guardian direct-foreign-key permission row. `access_models`
makes the tables of one kind of record, beside its model (`ProfileTeamHold` in `profiles/`).
"""

from access.models.concrete import access_models, access_permissions
from access.models.emergencies import BreakGlass
from access.models.grants import Grant
from access.models.holds import TeamHold, UserHold
from access.models.listing import ListingException
from access.models.requests import AccessRequest, Discovery
from access.models.samples import SampledAccess
from access.models.shared import Activity, Exclusion, SharedModel
from access.models.transfers import Transfer

__all__ = [
    "AccessRequest",
    "Activity",
    "BreakGlass",
    "Exclusion",
    "Discovery",
    "Grant",
    "ListingException",
    "SampledAccess",
    "SharedModel",
    "TeamHold",
    "Transfer",
    "UserHold",
    "access_models",
    "access_permissions",
]
