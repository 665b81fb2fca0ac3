"""API clients in administration, and on Home for those who may agree to one."""

from django.urls import reverse

from agencies.models import Membership
from api.selectors import clients_to_agree
from core.panels import WaitingLine, register

LOOKS_AFTER = (Membership.Role.MANAGER, Membership.Role.ADMINISTRATOR)
MOST_WAITING = 20


@register("agencies.administration", order=60)
def administration(user):
    """For managers of teams and administrators of areas."""
    if not user.has_role(*LOOKS_AFTER):
        return None
    return {
        "key": "api-clients",
        "label": "API clients",
        "url": reverse("api-clients:list"),
        "about": "Programs of partner agencies that work for a team, and their keys",
    }


@register("home.waiting", order=62)
def to_agree_to(request):
    """Clients that somebody else made, for those who look after the team."""
    if not request.user.has_role(*LOOKS_AFTER):
        return []
    found = yield from clients_to_agree.steps(request.user, MOST_WAITING)
    return [
        WaitingLine(
            client.get_absolute_url(),
            client.created_at,
            f"May {client.name} use the API for {client.team}?",
            f"{client.created_by} asks",
        )
        for client in found
    ]
