"""Who looks after which teams, accounts and memberships.

A team manager looks after the own team's practitioners and managers; an area administrator after
every team at work in the area. Nobody changes their own account or gives themselves a role.
"""

from typing import Any

from django.db.models import Q, QuerySet

from agencies.models import Agreement, Area, JoiningProposal, Membership, Team
from core.policy import allow, rule

Role = Membership.Role
NOT_SELF = "You cannot do this to your own account. Ask another administrator."
SECOND = "Another administrator of the area decides."
ELSEWHERE = (
    "This person also works in a team, or in a role, that you do not look after. "
    "Ask the administrator of their area."
)


def managed(user: Any, model: Any, **limits: Any) -> QuerySet:
    """What the user looks after: as manager of a team, or administrator of its area."""
    return model._default_manager.managed_by(user)


def administered(user: Any, model: Any, **limits: Any) -> QuerySet:
    """What lies in the areas for which the user is administrator."""
    return model._default_manager.administered_by(user)


def administers(user: Any, team: Team) -> bool:
    """Is the user administrator of an area in which this team is at work?"""
    return Team.objects.administered_by(user).filter(pk=team.pk).exists()


def roles_to_give(user: Any, team: Team) -> list[str]:
    """The roles that the user may give in this team.

    A role for whole areas comes only from an administrator of all areas that the team covers.
    """
    roles: list[str] = list(Membership.RECORD_ROLES)
    own = Area.objects.administered_by(user)
    covered = team.areas.all()
    if covered and not covered.exclude(pk__in=own.values("pk")).exists():
        roles += [Role.CONTROL_ROOM, Role.ADMINISTRATOR, Role.AUDITOR]
    return roles


allow("team.list")
allow("team.view")
allow("team.manage", stands_on=managed, model="agencies.Team")
allow("team.edit", stands_on=administered)
allow("team.close", stands_on=administered)
allow("team.add", stands_on=administered, model="agencies.Area")
allow("agency.add", stands_on=administered, model="agencies.Area")
allow("agency.edit", stands_on=administered)
allow("user.list", stands_on=managed)
allow("user.view", stands_on=managed)


@rule("user.invite", stands_on=managed, because="This team has closed.")
def while_open(user: Any, team: Team) -> bool:
    """People join a team that is open."""
    return team.closed_at is None


rule("membership.add", stands_on=managed, because="This team has closed.")(while_open)


def looks_after(user: Any, person: Any) -> bool:
    """The user looks after everything that this person does, and is someone else."""
    if user.pk == person.pk:
        return False
    now = list(person.memberships.current().select_related("team"))
    if not now:
        return user.has_role(Role.ADMINISTRATOR)
    return all(_looks_after_membership(user, membership) for membership in now)


def _looks_after_membership(user: Any, membership: Membership) -> bool:
    if user.is_manager_of(membership.team_id) and membership.role in Membership.RECORD_ROLES:
        return True
    return membership.role in roles_to_give(user, membership.team) and administers(
        user, membership.team
    )


for action in ("user.edit", "invitation.renew"):
    rule(action, stands_on=managed, because=ELSEWHERE)(looks_after)


def closes_account(user: Any, person: Any) -> bool:
    """Those who manage every team of the person; or an administrator of one of their areas."""
    if user.pk == person.pk:
        return False
    teams = person.memberships.current().values("team_id")
    in_area = Team.objects.administered_by(user).filter(pk__in=teams)
    return in_area.exists() or looks_after(user, person)


for action in ("user.disable", "user.enable"):
    rule(action, stands_on=managed, because=ELSEWHERE)(closes_account)


@rule("membership.change", because=NOT_SELF)
def of_someone_else(user: Any, membership: Membership) -> bool:
    """The role of another person, which the user could have given."""
    return user.pk != membership.user_id and _looks_after_membership(user, membership)


@rule("membership.end", because=ELSEWHERE)
def within_reach(user: Any, membership: Membership) -> bool:
    """A role the user could have given; their own too."""
    return _looks_after_membership(user, membership)


rule("membership.propose", stands_on=administered, because="This team has closed.")(while_open)
allow("membership.review", model="agencies.JoiningProposal")


def of_another(user: Any, proposal: JoiningProposal) -> bool:
    """Another administrator's request to join a team; never the user's own."""
    return user.pk != proposal.user_id


for action in ("membership.second", "membership.refuse"):
    rule(action, stands_on=administered, because=SECOND)(of_another)


@rule("membership.withdraw", because="Only who asked can take it back.")
def own_wish(user: Any, proposal: JoiningProposal) -> bool:
    """The user's own request to join a team."""
    return user.pk == proposal.user_id


def reads_register(user: Any) -> bool:
    """Works with records or looks after an area: such people read all agreements."""
    return bool(user.has_role(*Membership.RECORD_ROLES, Role.ADMINISTRATOR))


allow("agreement.list", model="agencies.Agreement")
allow("agreement.view")


def open_teams(user: Any, model: Any) -> Q:
    """`while_open` for many teams at once."""
    return Q(closed_at=None)


rule(
    "agreement.add",
    stands_on=administered,
    because="This team has closed.",
    model="agencies.Team",
    many=open_teams,
)(while_open)


def until_ended(user: Any, agreement: Agreement) -> bool:
    """An agreement that nobody has ended, lapsed or not."""
    return agreement.ended_at is None


for action in ("agreement.edit", "agreement.end"):
    rule(action, stands_on=administered, because="This agreement has ended.")(until_ended)
