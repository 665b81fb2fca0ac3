"""The menu entries of the directory and of administration; on Home, what waits for agreement."""

from django.urls import reverse

from agencies.models import Membership
from agencies.selectors import own_asked, to_agree, waits_to_join
from agencies.views.base import tabs
from core.panels import WaitingLine, gather, register

# Of each kind of thing that waits, on Home.
MOST_WAITING = 20
LOOKS_AFTER = (Membership.Role.MANAGER, Membership.Role.ADMINISTRATOR)


@register("navigation", order=40)
def directory(request):
    if request.user.live_memberships:
        return {"label": "Teams", "url": reverse("agencies:teams")}
    return None


@register("navigation", order=80)
def administration(request):
    if request.user.has_role(*LOOKS_AFTER):
        return {"label": "Administration", "url": reverse("agencies:administration")}
    return None


@register("administration.tabs", order=10)
def tabs_of_administration(user, current):
    """For pages of administration in apps below this one."""
    return tabs(user, current)


@register("home", order=30)
def what_administrators_do(request):
    """After what waits and what is new."""
    if request.user.has_role(Membership.Role.ADMINISTRATOR):
        upper = gather("agencies.administration", request.user)
        return {"template": "agencies/_home_area.html", "upper": upper}
    return None


@register("home", order=4)
def whom_to_ring(request):
    """For the control room, who work with no records."""
    if request.user.has_role(Membership.Role.CONTROL_ROOM):
        return {"template": "agencies/_home_teams.html"}
    return None


@register("home.waiting", order=60)
def to_agree_to(request):
    """What waits for those who look after teams: by one question."""
    found = yield from to_agree.steps(request.user, MOST_WAITING)
    return [
        *map(_place, found["places"]),
        *map(_listing, found["listings"]),
        *_own_address(request.user),
        *map(_address, found["addresses"]),
    ]


def _place(proposal):
    """A colleague whom somebody else wants to let in to a team."""
    return WaitingLine(
        proposal.get_absolute_url(),
        proposal.asked_at,
        f"Should {proposal.user} join {proposal.team}?",
        f"{proposal.get_role_display()}, asked by {proposal.asked_by}",
    )


def _listing(team):
    """A discreet team that somebody else wants to list in the directory."""
    return WaitingLine(
        reverse("agencies:team-manage", args=[team.uuid]),
        team.listing_asked_at,
        f"Should {team} be listed in the directory?",
        f"{team.listing_asked_by} asks: it would no longer be discreet",
    )


def _own_address(user):
    """The user's own e-mail address, if somebody changed it."""
    if not user.address_is_held:
        return []
    return [
        WaitingLine(
            reverse("account"),
            user.email_changed_at,
            "Is your new e-mail address right?",
            f"{user.email_changed_by or 'Somebody'} changed it",
        )
    ]


def _address(person):
    """The changed e-mail address of a colleague whom the user looks after."""
    return WaitingLine(
        reverse("agencies:user-confirm-address", args=[person.uuid]),
        person.email_changed_at,
        f"Is the new e-mail address of {person} right?",
        f"{person.email_changed_by or 'Somebody'} changed it",
    )


@register("home.asked", order=40)
def own_proposals(request):
    """What the user asked for and somebody else has to agree to."""
    found = yield from own_asked.steps(request.user, MOST_WAITING)
    return [*map(_own_place, found["places"]), *map(_own_listing, found["listings"])]


def _own_place(proposal):
    who = "" if proposal.is_own else f"that {proposal.user} may "
    return WaitingLine(
        proposal.get_absolute_url(),
        proposal.asked_at,
        f"You asked {who or 'to '}join {proposal.team}",
        "Nobody has agreed yet",
    )


def _own_listing(team):
    return WaitingLine(
        reverse("agencies:team-manage", args=[team.uuid]),
        team.listing_asked_at,
        f"You asked to list {team} in the directory",
        "Nobody has agreed yet: it stays discreet",
    )


@register("home", order=5)
def own_place_waits(request):
    """Somebody who is in no team yet is told why they see nothing."""
    if request.user.live_memberships or not waits_to_join(request.user):
        return None
    return {"template": "agencies/_place_waits.html"}
