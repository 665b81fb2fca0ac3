"""The program of another system in the demo world: it waits for the second person who agrees."""

import datetime

from agencies.models import Team
from api.services import create_client
from core.panels import register


@register("demo", order=10)
def another_system(cast, past):
    """What the county's figures are made by: the lead adds it, an administrator is to agree."""
    with past.act("an API client", 2):
        create_client(
            team=Team.objects.get(name="Staffordshire IOM Team"),
            by=cast["lead.staffordshire"],
            name="County performance dashboard",
            purpose="Monthly figures for the partnership board, and which reports are in",
            contact="Performance team, 01632 960118",
            scopes=["reports:read", "statistics:read"],
            expires_on=past.now.date() + datetime.timedelta(days=180),
        )
