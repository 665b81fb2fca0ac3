"""Who audits, who administers, which teams are covered, what is an auditor’s own account."""

from typing import Any

from django.db.models import QuerySet

from agencies.models import Membership, Team, User
from agencies.querysets import TeamQuerySet
from audit.remit import provide


@provide("audits")
def audits(user: Any) -> bool:
    """Holds a live membership as auditor."""
    return bool(user.has_role(Membership.Role.AUDITOR))


@provide("administers")
def administers(user: Any) -> bool:
    """Holds a live membership as area administrator."""
    return bool(user.has_role(Membership.Role.ADMINISTRATOR))


@provide("teams")
def teams(user: Any) -> TeamQuerySet:
    """Teams at work in the areas of the user's auditor teams; closed ones too."""
    return Team.objects.audited_by(user)


@provide("actor")
def actor(typed: str) -> int | None:
    """The account with this user name, open or closed, or the only one with this name.

    Capitals do not matter.
    """
    for field in ("username", "name"):
        found = User.objects.filter(**{f"{field}__iexact": typed}).values_list("pk", flat=True)[:2]
        if len(found) == 1:
            return int(found[0])
    return None


@provide("withheld")
def own_account(user: Any) -> dict[str, QuerySet]:
    """The auditor's own account and roles."""
    return {
        "agencies.user": User.objects.filter(pk=user.pk),
        "agencies.membership": Membership.objects.filter(user_id=user.pk),
    }
