"""Makes the first accounts of a site, at the server: nobody can be invited before."""

import secrets
from datetime import timedelta
from typing import Any, NamedTuple, cast

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from agencies.models import Agency, Area, Invitation, Membership, Team, User
from agencies.querysets import digest
from agencies.verbs import Verb
from audit.models import Event
from audit.services import record

SET_UP = "Set-up at the server"
LINK_HOURS = 24
# With two who are independent of each other, everybody else is invited.
ENOUGH = 2


class NewAdministrator(NamedTuple):
    """Who it is, and the team of which agency in which area they belong to."""

    username: str
    name: str
    email: str
    area: Area
    agency: str
    kind: str
    team: str


def administrators_at_work() -> list[User]:
    """Every area administrator whose account is open."""
    places = Membership.objects.live().filter(role=Membership.Role.ADMINISTRATOR)
    return list(User.objects.active().filter(memberships__in=places).distinct())


@transaction.atomic
def make_first_administrator(
    *, new: NewAdministrator, password: str | None, another: bool = False
) -> tuple[User, str]:
    """Make the account of an area administrator; without a password, the secret of a link to it.

    Refused where there is an administrator. `another` makes one beside the only administrator of
    the area, since two who are independent of each other have to agree.
    """
    with connection.cursor() as cursor:  # one at a time
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('first administrator'))")
    _refuse_needless(new.area, another=another)
    user = _account(new, password)
    team = _team(new)
    Membership.objects.create(user=user, team=team, role=Membership.Role.ADMINISTRATOR)
    record(
        verb=Verb.SITE_BEGUN,
        operation=Event.ADMINISTRATION,
        actor=SET_UP,
        target=user,
        recipient=user.name,
        detail={"team": team.name, "area": new.area.name, "by_link": password is None},
        channel="command",
    )
    return user, "" if password else _link(user)


def _refuse_needless(area: Area, *, another: bool) -> None:
    there = administrators_at_work()
    if there and not another:
        raise ValidationError(
            f"There is an administrator already: {there[0].name}. They invite everybody else. "
            "Where their area needs a second one, or another area its first: --another."
        )
    here = [one for one in there if Area.objects.administered_by(one).filter(pk=area.pk).exists()]
    if len(here) >= ENOUGH:
        raise ValidationError(
            f"{area.name} has {len(here)} administrators. They invite everybody else."
        )


def _account(new: NewAdministrator, password: str | None) -> User:
    if User.objects.filter(username__iexact=new.username).exists():
        raise ValidationError(f"Choose another user name: {new.username} is taken.")
    user = User(username=new.username, name=new.name, email=new.email)
    if password is None:
        user.set_unusable_password()
    else:
        validate_password(password, user)
        user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    return user


def _team(new: NewAdministrator) -> Team:
    agency = Agency.objects.named(new.agency).first()
    if agency is None:
        agency = Agency(name=new.agency, kind=new.kind)
        agency.full_clean()
        agency.save()
    teams: Any = Team.objects
    team = teams.filter(name__iexact=new.team).first()
    if team is None:
        team = Team.objects.create(name=new.team, agency=agency)
        team.areas.set([new.area])
    is_there = team.agency == agency and team.areas.filter(pk=new.area.pk).exists()
    if not is_there or team.closed_at is not None:
        raise ValidationError(
            f"There is another team named {team.name}. Choose another name: --team."
        )
    return cast(Team, team)


def _link(user: User) -> str:
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        user=user,
        invited_by=user,
        token_hash=digest(token),
        valid_until=timezone.now() + timedelta(hours=LINK_HOURS),
    )
    return token
