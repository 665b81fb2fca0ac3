"""The tab of administration, and on Home what waits for a manager's agreement."""

from django.urls import reverse

from agencies.models import Membership
from core.panels import WaitingLine, register
from core.wording import counted
from imports.selectors import address_of, to_agree

Role = Membership.Role


@register("agencies.administration", order=35)
def administration(user):
    """For team managers and area administrators."""
    if not user.has_role(Role.MANAGER, Role.ADMINISTRATOR):
        return None
    return {
        "key": "imports",
        "label": "Imports",
        "url": reverse("imports:list"),
        "about": "Bring people in from a spreadsheet",
    }


@register("home.waiting", order=52)
def imports_on_home(request):
    """Imports that somebody else prepared for a team that the reader manages."""
    if not request.user.has_role(Role.MANAGER):
        return []
    found = yield from to_agree.steps(request.user)
    # The number of all rows: it must not tell how many of these people have a record already.
    return [
        WaitingLine(
            address_of(uuid),
            asked_at,
            f"Agree to an import for {team}",
            f"{counted(number, 'person', 'people')}, from a spreadsheet.",
        )
        for uuid, asked_at, team, counts in found
        if (number := sum(counts.values()) - counts.get("problem", 0))
    ]
