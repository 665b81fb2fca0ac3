"""Who looks after which teams, accounts and memberships.

A team manager looks after the team's practitioners and managers; an area administrator looks
after every team at work in the area. Nobody changes their own account or gives themselves a role.

Nobody opens a team alone: a membership given by somebody who does not manage the team, and the
listing of a discreet team, wait for a second person who is independent of the first.
"""

from typing import Any

from django.db.models import Q, QuerySet

from agencies.models import Agreement, Area, JoiningProposal, Membership, Team, User
from core.policy import allow, rule

Role = Membership.Role
NOT_SELF = "You cannot do this to your own account. Ask another administrator."
SECOND = (
    "A manager of the team, or another administrator of the area, must decide. Neither of the two "
    "people may have invited the other, or have changed the other’s account last."
)
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


def works_in(user: Any, team_id: int | None) -> bool:
    """Practises in this team, or manages it."""
    return any(
        place.team_id == team_id and place.role in Membership.RECORD_ROLES
        for place in user.live_memberships
    )


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


def looks_after_person(user: Any, person: Any) -> bool:
    """The account of a person: that of a program is kept on the page of its API client."""
    return looks_after(user, person) and not person.is_program


for action in ("user.edit", "invitation.renew"):
    rule(action, stands_on=managed, because=ELSEWHERE)(looks_after_person)


def manages_all_of(user: Any, person: Any) -> bool:
    """Does the user manage every team this person is in, with no role for an area among them?"""
    now = list(person.memberships.current())
    return bool(now) and all(begins_at_once(user, place.team, place.role) for place in now)


def still_invites(user: Any, person: Any) -> bool:
    """Does the one who sent a link still look after the person's team?"""
    return managed(user, type(person)).filter(pk=person.pk).exists()


def closes_account(user: Any, person: Any) -> bool:
    """The managers of all the person's teams, or an administrator of one of their areas."""
    if user.pk == person.pk:
        return False
    teams = person.memberships.current().values("team_id")
    in_area = Team.objects.administered_by(user).filter(pk__in=teams)
    return in_area.exists() or looks_after(user, person)


for action in ("user.disable", "user.reset_second_step"):
    rule(action, stands_on=managed, because=ELSEWHERE)(closes_account)
# Closing takes away, so it is quick; opening gives back every place that the person has.
rule("user.enable", stands_on=managed, because=ELSEWHERE)(looks_after)


@rule("membership.change", because=NOT_SELF)
def of_someone_else(user: Any, membership: Membership) -> bool:
    """The role of another person, which the user could have given; a program keeps its own."""
    is_another = user.pk != membership.user_id and not membership.user.is_program
    return is_another and _looks_after_membership(user, membership)


@rule("membership.end", because=ELSEWHERE)
def within_reach(user: Any, membership: Membership) -> bool:
    """A role the user could have given; their own too."""
    return _looks_after_membership(user, membership)


rule("membership.propose", stands_on=administered, because="This team has closed.")(while_open)
allow("membership.review", model="agencies.JoiningProposal")


def independent(user: Any, other: Any) -> bool:
    """May the user decide what the other asked for?

    Not if either invited the other, or last changed the other's account.
    """
    return User.objects.independent_of(user).filter(pk=other.pk).exists()


def begins_at_once(user: Any, team: Team, role: str) -> bool:
    """Only a manager of the team lets colleagues in alone, as practitioner or manager."""
    return role in Membership.RECORD_ROLES and user.is_manager_of(team.pk)


def decidable(user: Any, model: Any, **limits: Any) -> QuerySet:
    """Proposals for teams that the user manages or administers."""
    return model._default_manager.decidable_by(user)


def of_another(user: Any, proposal: JoiningProposal) -> bool:
    """Asked for by somebody independent, for a person other than the user."""
    return user.pk != proposal.user_id and independent(user, proposal.asked_by)


for action in ("membership.second", "membership.refuse"):
    rule(action, stands_on=decidable, because=SECOND)(of_another)


def asked_by_another(user: Any, team: Team) -> bool:
    """Somebody independent asks to list a discreet team; never the user's own request."""
    return team.listing_asked_by is None or independent(user, team.listing_asked_by)


for action in ("team.agree_listing", "team.refuse_listing"):
    rule(action, stands_on=managed, because=SECOND)(asked_by_another)


@rule(
    "team.withdraw_listing",
    stands_on=managed,
    because="Only the person who asked can withdraw the request.",
)
def own_listing(user: Any, team: Team) -> bool:
    """The user's own request to list a discreet team."""
    return user.pk == team.listing_asked_by_id


def managed_or_own(user: Any, model: Any, **limits: Any) -> QuerySet:
    """The accounts the user looks after, and their own."""
    return managed(user, model) | model._default_manager.filter(pk=user.pk)


@rule("user.confirm_address", stands_on=managed_or_own, because=SECOND)
def confirms_address(user: Any, person: Any) -> bool:
    """The account's owner; or somebody independent of the one who changed the address."""
    if user.pk == person.pk:
        return True
    changed_by = person.email_changed_by
    return looks_after(user, person) and (changed_by is None or independent(user, changed_by))


@rule("membership.withdraw", because="Only the person who asked can withdraw the request.")
def own_wish(user: Any, proposal: JoiningProposal) -> bool:
    """What the user asked for."""
    return user.pk == proposal.asked_by_id


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
