"""What an area has arranged about restorative justice: who advises, who receives, who is rung."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from agencies.models import Area, Membership, Team
from referrals.models import Arrangement, Referral


def arrangement_of(area: Area) -> Arrangement:
    """As the area has it; where it has said nothing, nobody is named and nothing is required."""
    found: Arrangement | None = Arrangement.objects.of(area)
    return found or Arrangement(area=area)


def attach_arrangements(areas: Iterable[Area]) -> None:
    """Give each area of a page `arranged`: what it has arranged, or nothing."""
    found = {one.area_id: one for one in Arrangement.objects.in_areas(areas)}
    for area in areas:
        area.arranged = found.get(area.pk)


def teams_to_arrange(area: Area, arrangement: Arrangement) -> QuerySet:
    """The teams that may advise or receive: at work in the area, and named to everybody.

    One that was chosen before may be chosen again.
    """
    chosen = [arrangement.champions_id, arrangement.coordinators_id]
    offered = Team.objects.open().covering(area).filter(is_discreet=False)
    found: QuerySet = Team.objects.filter(Q(pk__in=offered.values("pk")) | Q(pk__in=chosen))
    return found.order_by("name")


def champions_of(area: Area) -> QuerySet:
    """The RJ champions of an area, as memberships of the team that it names."""
    team = arrangement_of(area).champions_id
    members = Membership.objects.live().filter(
        team=team, role__in=Membership.RECORD_ROLES, user__is_program=False
    )
    return members.select_related("user", "team").order_by("user__name")


def coordinators_of(area: Area) -> Team | None:
    """The team to which referrals of an area go, if it has named one that is open."""
    team = arrangement_of(area).coordinators
    return team if team is not None and team.closed_at is None else None


def who_to_ring(arrangement: Arrangement) -> list[dict[str, Any]]:
    """The teams to ring about restorative justice, with their phones."""
    asked = [
        ("RJ champions", arrangement.champions),
        ("NRP coordinator", arrangement.coordinators),
    ]
    return [
        {"what": what, "team": team.name, "phone": team.phone}
        for what, team in asked
        if team is not None and not team.is_discreet
    ]


def waits_too_long(referral: Referral) -> bool:
    """Undecided for longer than its area has arranged."""
    if not referral.is_undecided:
        return False
    return referral.days_waiting > arrangement_of(referral.intervention.area).answer_within
