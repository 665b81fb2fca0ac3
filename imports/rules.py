"""Who prepares an import, and who agrees to it.

No single hand opens a door: an administrator prepares an import for a team, and a manager of that
team begins it. Records are made in the name of that manager.
"""

from typing import Any

from django.db.models import QuerySet

from agencies.models import Membership
from core.policy import allow, rule, visible
from imports.models import Import

Role = Membership.Role
MANAGERS = "Only a manager of the team that will manage these records can do this."
BEGUN = "This import has begun. Stop it, or look at what it did."
OVER = "This import is over, or nothing is under way."


def looked_after(user: Any, model: Any, **limits: Any) -> QuerySet:
    """Open teams that the user manages, or in whose area the user is administrator."""
    return model.objects.managed_by(user).open()


def looks_after(user: Any) -> bool:
    """Is there such a team?"""
    return bool(user.has_role(Role.MANAGER, Role.ADMINISTRATOR))


def undecided(user: Any, of: Import) -> bool:
    """It is checked, and nobody has begun it."""
    return bool(of.state == Import.State.CHECKED)


def manages_team(user: Any, of: Import) -> bool:
    """Manages the team that will manage the records."""
    return bool(user.is_manager_of(of.team_id))


def not_begun(user: Any, of: Import) -> bool:
    """It can be cancelled: it has made no record, or was stopped by a manager."""
    if of.state == Import.State.STOPPED:
        return manages_team(user, of)
    return of.state in (Import.State.CHECKING, Import.State.CHECKED)


allow("import.prepare", stands_on=looked_after, model="agencies.Team", by_account=looks_after)
allow("import.list", stands_on=visible)
allow("import.view", stands_on=visible)
rule("import.choose", stands_on=visible, because=BEGUN)(undecided)
rule("import.start", stands_on=visible, because=MANAGERS)(manages_team)
rule("import.stop", stands_on=visible, because=MANAGERS)(manages_team)
rule("import.cancel", stands_on=visible, because=BEGUN)(not_begun)
