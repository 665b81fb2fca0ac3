"""The menu entries of the directory and of administration."""

from django.urls import reverse

from agencies.models import Membership
from core.panels import register


@register("navigation", order=40)
def directory(request):
    if request.user.live_memberships:
        return {"label": "Teams", "url": reverse("agencies:teams")}
    return None


@register("navigation", order=80)
def administration(request):
    if request.user.has_role(Membership.Role.MANAGER, Membership.Role.ADMINISTRATOR):
        return {"label": "Administration", "url": reverse("agencies:administration")}
    return None
