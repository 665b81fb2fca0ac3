"""Where the pages of agencies get what they offer to choose from."""

from collections.abc import Iterable
from typing import Any

from agencies.models import Agency, Area, Invitation, Membership, User
from agencies.querysets import AgencyQuerySet, AreaQuerySet


def areas_in_directory(user: Any) -> AreaQuerySet:
    """Areas in which the user finds a team."""
    return Area.objects.in_directory_of(user)


def agencies_to_choose(user: Any) -> AgencyQuerySet:
    """Agencies to which a team may belong."""
    return Agency.objects.visible_to(user)


def open_accounts() -> Any:
    """People who can be added to a team, by their exact user name alone."""
    return User.objects.active()


def attach_memberships(people: Iterable[User], user: Any) -> None:
    """Give each person of a page `shown`: the memberships that the user looks after."""
    Membership.objects.attach_to(people, user)


def invitation_of(token: str) -> Invitation | None:
    """The invitation that a link stands for; None when it was used, ran out or never was."""
    return Invitation.objects.open().with_link(token).select_related("user").first()
