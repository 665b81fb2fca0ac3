"""Where the pages of agencies get what they offer to choose from."""

from collections.abc import Iterable
from typing import Any

from agencies.models import (
    Agency,
    Agreement,
    Area,
    Invitation,
    JoiningProposal,
    Membership,
    Team,
    User,
)
from agencies.models.agreements import SOON
from agencies.querysets import (
    AgencyQuerySet,
    AgreementQuerySet,
    AreaQuerySet,
    JoiningQuerySet,
    TeamQuerySet,
)
from core import prepared
from core.questions import Steps, in_steps


def areas_in_directory(user: Any) -> AreaQuerySet:
    """Areas in which the user finds a team."""
    return Area.objects.in_directory_of(user)


def agencies_to_choose(user: Any) -> AgencyQuerySet:
    """Agencies to which a team may belong."""
    return Agency.objects.visible_to(user)


def open_accounts() -> Any:
    """People who can be added to a team, by their exact user name alone."""
    return User.objects.active().filter(is_program=False)


def attach_memberships(people: Iterable[User], user: Any) -> None:
    """Give each person of a page `shown`: the memberships that the user looks after."""
    Membership.objects.attach_to(people, user)


def teams_looked_after(person: User, user: Any) -> list[Team]:
    """The teams in which a person works with records, of those that the user looks after."""
    places = person.memberships.live().filter(role__in=Membership.RECORD_ROLES)
    teams = places.visible_to(user).values("team_id")
    return list(Team.objects.filter(pk__in=teams).order_by("name"))


def invitation_of(token: str) -> Invitation | None:
    """The invitation that a link stands for; None when it was used, ran out or never was."""
    return Invitation.objects.open().with_link(token).select_related("user").first()


def lapsing_soon(agreements: AgreementQuerySet) -> int:
    """How many of these lapse within two months."""
    return agreements.lapsing(SOON).count()


def keepers_in_directory(agreements: Iterable[Agreement], user: Any) -> None:
    """Give each agreement `keeper`: its team, or only the agency of a team not to be found."""
    found = set(
        Team.objects.visible_to(user)
        .filter(pk__in=[one.owner_team_id for one in agreements])
        .values_list("pk", flat=True)
    )
    for one in agreements:
        team = one.owner_team
        one.keeper = team if team.pk in found else None
        one.kept_by = team.name if team.pk in found else team.agency.name


def earlier_versions(agreement: Agreement) -> list[Any]:
    """What an agreement said before, newest first, each with the names of its partners."""
    partners = "historicalagreement_partners_set"
    rows = agreement.history.select_related("history_user").prefetch_related(f"{partners}__agency")
    found = list(rows[1:51])
    for row in found:
        row.partner_names = ", ".join(
            sorted(one.agency.name for one in getattr(row, partners).all())
        )
    return found


def to_decide(user: Any) -> JoiningQuerySet:
    """Places in teams that wait for this user to agree."""
    waiting = JoiningProposal.objects.to_decide(user)
    return waiting.select_related("team", "user", "asked_by")


def waiting_for(user: Any) -> int | None:
    """How many places in teams wait for this user; None for none."""
    return to_decide(user)[:100].count() or None


def listings_to_decide(user: Any) -> TeamQuerySet:
    """Discreet teams that somebody else asks to list in the directory."""
    return Team.objects.listings_to_decide(user).select_related("listing_asked_by")


def addresses_to_confirm(user: Any) -> Any:
    """Colleagues whose changed e-mail address waits for this user to confirm it."""
    waiting = User.objects.active().addresses_to_confirm(user)
    return waiting.select_related("email_changed_by").order_by("email_changed_at")


@in_steps
def to_agree(user: Any, most: int) -> Steps:
    """So many of each of these, for those who look after teams."""
    if not user.has_role(Membership.Role.MANAGER, Membership.Role.ADMINISTRATOR):
        return {"places": [], "listings": [], "addresses": []}
    (found,) = yield [_to_agree.later(most, user=user)]
    return found


@prepared.query
def _to_agree(most: int, *, user: Any) -> dict[str, Any]:
    return {
        "places": to_decide(user)[:most],
        "listings": listings_to_decide(user)[:most],
        "addresses": addresses_to_confirm(user)[:most],
    }


@in_steps
def own_asked(user: Any, most: int) -> Steps:
    """So many of each that the user asked for and somebody else has to agree to."""
    if not user.has_role(Membership.Role.MANAGER, Membership.Role.ADMINISTRATOR):
        return {"places": [], "listings": []}
    (found,) = yield [_own_asked.later(most, user=user)]
    return found


@prepared.query
def _own_asked(most: int, *, user: Any) -> dict[str, Any]:
    places = JoiningProposal.objects.waiting().filter(asked_by=user.pk)
    listings = Team.objects.managed_by(user).filter(listing_asked_by=user.pk)
    return {"places": places.select_related("team", "user")[:most], "listings": listings[:most]}


def waits_to_join(user: Any) -> bool:
    """Is this person in no team, and does a place wait for agreement?"""
    if Membership.objects.current().filter(user=user).exists():
        return False
    return JoiningProposal.objects.waiting().of(user).exists()


def name_in_directory(user: Any, of: int | None) -> str:
    """The name of a colleague whom the user may find in the directory; nothing for another."""
    found = Membership.objects.in_directory_of(user).filter(user_id=of).select_related("user")
    membership = found.first()
    return membership.user.name if membership else ""
