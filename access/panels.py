"""What access says on the pages of lower apps."""

from typing import Any

from django.urls import reverse

from access.kinds import shared_models
from agencies.models import Membership, Team
from core.panels import register


@register("agencies.keeps_team_open", order=10)
def owned_records(team: Team) -> str | None:
    """A team that manages records cannot close: nobody would manage them."""
    owned = [
        (model._base_manager.filter(owner_team=team)[:1000].count(), model._meta)
        for model in shared_models()
    ]
    words = [
        f"{count} {meta.verbose_name if count == 1 else meta.verbose_name_plural}"
        for count, meta in owned
        if count
    ]
    if not words:
        return None
    return f"The team manages {' and '.join(words)}. Another team must take these over first."


@register("navigation", order=75)
def sharing(request: Any) -> dict[str, Any] | None:
    """Administrators share records of their area without reading them."""
    if request.user.has_role(Membership.Role.ADMINISTRATOR):
        return {"label": "Sharing", "url": reverse("access:find")}
    return None
