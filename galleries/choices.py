"""The areas and teams that an administrator may choose for a gallery."""

from typing import Any

from django.db.models import Q, QuerySet

from agencies.models import Area, Team
from galleries.models import Gallery


def areas_to_show(user: Any, gallery: Gallery | None) -> QuerySet:
    """Those that the user administers, and their neighbours; those chosen before stay on offer."""
    own = Area.objects.administered_by(user).order_by()
    offered = Q(pk__in=own.values("pk")) | Q(neighbours__in=own.filter(parent=None).values("pk"))
    if gallery is not None:
        offered |= Q(pk__in=gallery.areas.values("pk"))
    return Area.objects.filter(offered).distinct().order_by("name")


def teams_to_choose(user: Any, gallery: Gallery | None) -> QuerySet:
    """Open teams of these areas that are named to everybody; those chosen before stay."""
    areas = areas_to_show(user, gallery).order_by().values("pk")
    based = Q(areas__in=areas) | Q(areas__parent__in=areas)
    offered = Q(pk__in=Team.objects.open().filter(based, is_discreet=False).values("pk"))
    if gallery is not None:
        offered |= Q(pk__in=gallery.teams.values("pk"))
        offered |= Q(pk__in=gallery.curators.values("pk"))
    return Team.objects.filter(offered).order_by("name")
