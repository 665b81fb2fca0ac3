"""What cannot be given, whatever the record: by field, in words."""

import datetime

from django.db.models import Q
from django.utils import timezone

from access.levels import Level
from agencies.models import Membership, Team, User


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
