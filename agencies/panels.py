"""The menu entries of the directory and of administration; who waits for agreement, on Home."""

from django.urls import reverse

from agencies.models import Membership
from agencies.selectors import (
    addresses_to_confirm,
    listings_to_decide,
    to_decide,
    waits_to_join,
)
from core.panels import WaitingLine, register

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


@register("home.waiting", order=60)
def places_to_agree(request):
    """Colleagues whom somebody else wants to let in to a team."""
    if not request.user.has_role(*LOOKS_AFTER):
        return None
    return [
        WaitingLine(
            proposal.get_absolute_url(),
            proposal.asked_at,
            f"Should {proposal.user} join {proposal.team}?",
            f"{proposal.get_role_display()}, asked by {proposal.asked_by}",
        )
        for proposal in to_decide(request.user)[:MOST_WAITING]
    ]


@register("home.waiting", order=61)
def listings_to_agree(request):
    """Discreet teams that somebody else wants to list in the directory."""
    if not request.user.has_role(*LOOKS_AFTER):
        return None
    return [
        WaitingLine(
            reverse("agencies:team-manage", args=[team.uuid]),
            team.listing_asked_at,
            f"Should {team} be listed in the directory?",
            f"{team.listing_asked_by} asks: it would no longer be discreet",
        )
        for team in listings_to_decide(request.user)[:MOST_WAITING]
    ]


@register("home.waiting", order=62)
def addresses_to_check(request):
    """Changed e-mail addresses: the user's own, and those of colleagues they look after."""
    lines = []
    if request.user.address_is_held:
        lines.append(
            WaitingLine(
                reverse("account"),
                request.user.email_changed_at,
                "Is your new e-mail address right?",
                f"{request.user.email_changed_by or 'Somebody'} changed it",
            )
        )
    if request.user.has_role(*LOOKS_AFTER):
        lines += [
            WaitingLine(
                reverse("agencies:user-confirm-address", args=[person.uuid]),
                person.email_changed_at,
                f"Is the new e-mail address of {person} right?",
                f"{person.email_changed_by or 'Somebody'} changed it",
            )
            for person in addresses_to_confirm(request.user)[:MOST_WAITING]
        ]
    return lines


@register("home", order=5)
def own_place_waits(request):
    """Somebody who is in no team yet is told why they see nothing."""
    if request.user.live_memberships or not waits_to_join(request.user):
        return None
    return {"template": "agencies/_place_waits.html"}
