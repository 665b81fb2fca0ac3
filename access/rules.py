"""Who may give, change and end access, exclude, ask and decide."""

from typing import Any

from agencies.models import Membership, Team
from core.policy import allow, known, rule, visible

OWNERS = "Only the team that manages this record can do this."
MANAGERS = "Only a manager of the team that manages this record can do this."


def manages_owner(user: Any, obj: Any) -> bool:
    """A manager of the owner team."""
    return bool(user.is_manager_of(obj.owner_team_id))


def gives_access(user: Any, obj: Any) -> bool:
    """A manager of the owner team; its lead or every practitioner where the team allows it."""
    roles = {m.role for m in user.live_memberships if m.team_id == obj.owner_team_id}
    if Membership.Role.MANAGER in roles:
        return True
    if Membership.Role.PRACTITIONER not in roles:
        return False
    allows = obj.owner_team.gives_access
    return allows == Team.GivesAccess.PRACTITIONERS or (
        allows == Team.GivesAccess.LEAD and obj.lead_id == user.pk
    )


for action in ("access.grant", "access.change", "access.end"):
    rule(action, stands_on=visible, because=OWNERS)(gives_access)

for action in ("access.exclude", "access.decide"):
    rule(action, stands_on=visible, because=MANAGERS)(manages_owner)

allow("access.explain", stands_on=visible)
allow("access.stub", stands_on=known)


@rule("access.request", stands_on=known, because="You can already see this record.")
def not_yet_seen(user: Any, obj: Any) -> bool:
    """Who knows of a record and cannot read it may ask, as practitioner or manager."""
    practises = user.has_role(*Membership.CONVEYING)
    return practises and not visible(user, type(obj)).filter(pk=obj.pk).exists()
