"""What cannot be given, whatever the record; and what cannot be made of one only glimpsed."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from access.effective_access import access_paths
from access.levels import Level
from access.models import SharedModel
from agencies.models import Membership, Team, User

ONLY_TO_READ = (
    "You opened this record in an emergency, to read it. Ring the team that manages it, "
    "or ask for access once the hour is over."
)


def sees_by_glass_alone(user: User, obj: SharedModel) -> bool:
    """Does no path by which the user reads the record outlast an emergency?"""
    paths = access_paths(user, type(obj), obj.pk)
    return all(path.glass is not None for path in paths)


def require_lasting_access(user: User, obj: SharedModel, field: str = "__all__") -> None:
    """Before something lasting is made of a record. Raises ValidationError, by the field."""
    if sees_by_glass_alone(user, obj):
        raise ValidationError({field: ONLY_TO_READ})


def terms_problems(level: int, until: datetime.datetime) -> dict[str, str]:
    """What is wrong with how far and how long."""
    problems = {}
    if level not in (Level.VIEW, Level.CONTRIBUTE):
        problems["level"] = "Choose whether they can read, or read and add."
    if until <= timezone.now():
        problems["until"] = "Enter a date after today."
    return problems


def grantee_problems(team: Team, membership: Membership | None) -> dict[str, str]:
    """Why a team, or with a membership one person, cannot be given access at all."""
    if membership is None:
        if team.closed_at is not None:
            return {"team": f"{team.name} has closed. Choose another team."}
        return {}
    live = Membership.objects.live().filter(pk=membership.pk, role__in=Membership.RECORD_ROLES)
    if live.exists():
        return {}
    return {
        "people": f"{membership.user.name} cannot be given access: the account is closed or "
        "they no longer work in this team."
    }


def is_own(by: User, team: Team, membership: Membership | None) -> bool:
    """Is it a team of the giver's own, or a person who is in one, also if named in another?"""
    teams = Q(pk=team.pk)
    if membership is not None:
        places = Membership.objects.live().filter(user=membership.user_id)
        teams |= Q(pk__in=places.values("team_id"))
    own = by.memberships.live().values("team_id")
    return Team.objects.filter(teams, pk__in=own).exists()
