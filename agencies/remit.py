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
def actor(username: str) -> int | None:
    """The account with this user name, open or closed, whatever the capitals."""
    return User.objects.filter(username__iexact=username).values_list("pk", flat=True).first()


@provide("withheld")
def own_account(user: Any) -> dict[str, QuerySet]:
    """The auditor's own account and roles."""
    return {
        "agencies.user": User.objects.filter(pk=user.pk),
        "agencies.membership": Membership.objects.filter(user_id=user.pk),
    }
