"""Who prepares an import, and who agrees to it.

No single hand opens a door: an administrator prepares an import for a team, and a manager of that
team begins it. Records are made in the name of that manager. Once the rows were compared with
records, only managers of the team decide: what is left to decide tells who is on record.
"""

from typing import Any

from django.db.models import QuerySet

from agencies.models import Membership
from core.policy import allow, rule, visible
from imports.models import Import

Role = Membership.Role
MANAGERS = "Only a manager of the team that will manage these records can do this."
BEGUN = "This import is with the managers of the team, has begun, or is over."


def looked_after(user: Any, model: Any, **limits: Any) -> QuerySet:
    """Open teams that the user manages, or in whose area the user is administrator."""
    return model.objects.managed_by(user).open()


def looks_after(user: Any) -> bool:
    """Is there such a team?"""
    return bool(user.has_role(Role.MANAGER, Role.ADMINISTRATOR))


def undecided(user: Any, of: Import) -> bool:
    """It is checked, nobody has begun it, and the user may know what it was compared with."""
    return bool(of.state == Import.State.CHECKED and may_decide(user, of))


def manages_team(user: Any, of: Import) -> bool:
    """Manages the team that will manage the records."""
    return bool(user.is_manager_of(of.team_id))


def may_decide(user: Any, of: Import) -> bool:
    """Manages the team; or the rows were not compared with any record yet."""
    return of.compared_by_id is None or manages_team(user, of)


def not_begun(user: Any, of: Import) -> bool:
    """It can be cancelled: nothing is under way."""
    idle = (Import.State.CHECKING, Import.State.CHECKED, Import.State.STOPPED)
    return of.state in idle and may_decide(user, of)


allow("import.prepare", stands_on=looked_after, model="agencies.Team", by_account=looks_after)
allow("import.list", stands_on=visible)
allow("import.view", stands_on=visible)
rule("import.choose", stands_on=visible, because=BEGUN)(undecided)
rule("import.start", stands_on=visible, because=MANAGERS)(manages_team)
rule("import.stop", stands_on=visible, because=MANAGERS)(manages_team)
rule("import.cancel", stands_on=visible, because=BEGUN)(not_begun)
