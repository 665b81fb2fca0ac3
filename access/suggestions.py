"""Teams that may need to know of a record: those who know it, and those next door."""

from typing import Any

from django.db.models import QuerySet

from access.forms.grantees import Directory
from access.models import Grant, SharedModel
from access.selectors import people_to_name, teams_to_name
from agencies.models import Team, User


def directory_of(user: User) -> Directory:
    """The teams a user can name, and the people there who work with records.

    A discreet team is as one that never was.
    """
    return _directory(user, people_to_name(user).working_with_records())


def everyone_known_to(user: User) -> Directory:
    """The same with people of any role, for those who exclude.

    A control room reads the register, and an administrator shares without reading.
    """
    return _directory(user, people_to_name(user))


def _directory(user: User, memberships: Any) -> Directory:
    return Directory(
        teams=teams_to_name(user),
        memberships=memberships,
        closed=Team.objects.filter(is_discreet=False, closed_at__isnull=False),
    )


def nameable_teams(user: User) -> QuerySet:
    """Teams that may be suggested to the user: of the directory, and not discreet."""
    found: Any = teams_to_name(user).filter(is_discreet=False).select_related("agency")
    return found


def teams_who_know(obj: SharedModel, user: User) -> list[tuple[Team, str]]:
    """Teams who have access now, then neighbours of the owner; none of them discreet."""
    nameable = nameable_teams(user).exclude(pk=obj.owner_team_id)
    live = Grant.objects.of(obj).live().filter(team__in=nameable.values("pk"))
    knowing = {grant.team_id: _has(grant) for grant in live.order_by("-user_id")}
    found = [(team, knowing[team.pk]) for team in nameable.filter(pk__in=knowing)]
    near = Team.objects.neighbours_of(obj.owner_team).exclude(pk__in=knowing).values("pk")
    found += [(team, "Neighbouring team") for team in nameable.filter(pk__in=near)[:10]]
    return found[:10]


def _has(grant: Grant) -> str:
    if grant.user_id:
        return "Some of them have access now"
    return f"Has access now: {grant.get_level_display().lower()}"
