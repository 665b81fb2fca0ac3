"""Who can see this record, and why: the answer on the Sharing tab."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone

from access.levels import Level
from access.models import Grant, SharedModel
from access.rules import manages_owner
from agencies.models import Membership, User

SOON = timedelta(days=7)


@dataclass
class Access:
    """One way in: who, what they can do, why, since, until, by whom."""

    who: str
    can: str
    sections: list[str]
    why: str
    since: datetime
    until: datetime | None = None
    by: str = ""
    basis: str = ""
    people: int = 0
    phone: str = ""
    named_in: str = ""
    is_owner: bool = False
    grant: Grant | None = None
    ended_because: str = ""
    over_at: datetime | None = None

    @property
    def ends_soon(self) -> bool:
        return self.until is not None and self.until - timezone.now() < SOON


@dataclass
class Explanation:
    """Every way in to a record, and those that are over."""

    live: list[Access] = field(default_factory=list)
    over: list[Access] = field(default_factory=list)

    @property
    def teams(self) -> int:
        return sum(not access.named_in for access in self.live)

    @property
    def people(self) -> int:
        return sum(bool(access.named_in) for access in self.live)

    @property
    def others(self) -> list[Access]:
        """Those with access besides the owner."""
        return [access for access in self.live if not access.is_owner]

    @property
    def in_words(self) -> str:
        """5 teams and 1 named person."""
        words = f"{self.teams} team{'' if self.teams == 1 else 's'}"
        if self.people:
            words += f" and {self.people} named {'person' if self.people == 1 else 'people'}"
        return words

    @property
    def ending(self) -> int:
        return sum(access.ends_soon for access in self.live)


def explain(obj: SharedModel, viewer: User) -> Explanation:
    """Who can see this record and why, as far as the viewer may know it.

    Discreet teams, a refuge for example, are named only to managers of the owner team.
    """
    grants = Grant.objects.of(obj).select_related(
        "team", "user", "basis", "given_by", "given_by_team", "membership", "ended_by"
    )
    if not manages_owner(viewer, obj):
        grants = grants.filter(team__is_discreet=False)
    live = list(grants.live().filter(user=None) | grants.live().filter(user__is_active=True))
    people = _people([obj.owner_team_id, *(grant.team_id for grant in live)])
    owner = Access(
        who=obj.owner_team.name,
        can=Level.MANAGE.label,
        sections=list(obj.SECTIONS.values()),
        why=f"Manages this {obj._meta.verbose_name}",
        since=obj.created_at,
        people=people.get(obj.owner_team_id, 0),
        phone=obj.owner_team.phone,
        is_owner=True,
    )
    over = grants.over().order_by("-ended_at", "-valid_until", "-pk")[:50]
    return Explanation(
        live=[owner, *(_access(grant, people) for grant in live)],
        over=[_access(grant, people) for grant in over],
    )


def _people(teams: list[int]) -> dict[int, int]:
    conveying = Membership.objects.live().filter(team_id__in=teams, role__in=Membership.CONVEYING)
    counted = conveying.order_by().values("team_id").annotate(n=Count("user_id", distinct=True))
    return {row["team_id"]: row["n"] for row in counted}


def _access(grant: Grant, people: dict[int, int]) -> Access:
    until = grant.valid_until
    if grant.membership:
        until = min(until, grant.membership.valid_until)
    over_at = grant.ended_at or (until if until <= timezone.now() else None)
    return Access(
        who=grant.user.name if grant.user else grant.team.name,
        named_in=grant.team.name if grant.user_id else "",
        can=grant.get_level_display(),
        sections=grant.section_names,
        why=grant.purpose,
        basis=", ".join(filter(None, [grant.basis.name, grant.basis.gateway])),
        since=grant.valid_from,
        until=None if grant.is_for_ever else until,
        by=f"{grant.given_by.name}, {grant.given_by_team.name}",
        phone=(grant.user.phone if grant.user else "") or grant.team.phone,
        people=0 if grant.user_id else people.get(grant.team_id, 0),
        grant=grant,
        ended_because=grant.ended_because or ("Ran out" if over_at else ""),
        over_at=over_at,
    )
