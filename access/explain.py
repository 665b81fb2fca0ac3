"""Who can see this record, and why; and who could on a day that has passed."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from access.access_summary import how_many, readers_in_words
from access.forms.grantees import Grantee
from access.levels import Level
from access.models import BreakGlass, Grant, SharedModel, Transfer
from access.naming import ANOTHER_TEAM, Naming, naming
from access.while_open import while_open_words
from agencies.models import FOREVER, Membership, Team, User
from core import prepared
from core.dates import day_of
from core.days import begin_of, end_of
from core.querysets import among, as_array

SOON, SECOND = datetime.timedelta(days=7), datetime.timedelta(seconds=1)


class Practising(NamedTuple):
    """Who practises in a team, by name, and how many of them are API clients."""

    names: list[str]
    clients: int


NOBODY = Practising([], 0)


@dataclass
class Access:
    """One person or team with access: what they can do, why, since, until, by whom."""

    who: str
    can: str
    sections: list[str]
    why: str
    since: datetime.datetime
    until: datetime.datetime | None = None
    # While this case is open, to those who may know of the case.
    lasts: str = ""
    by: str = ""
    basis: str = ""
    agreement: str = ""
    # By name, with the API clients that work for the team, and how many of them are clients.
    people: list[str] = field(default_factory=list)
    clients: int = 0
    # Who is in a discreet team is not told; that is not the same as nobody.
    are_people_told: bool = True
    phone: str = ""
    named_in: str = ""
    is_owner: bool = False
    # A team's access while the record is for named people only: set aside, not ended.
    is_set_aside: bool = False
    is_emergency: bool = False
    grant: Grant | None = None
    ended_because: str = ""
    over_at: datetime.datetime | None = None

    @property
    def last_day(self) -> datetime.date | None:
        """The last day on which it is in force: of somebody named, no later than their role."""
        return day_of(self.until - SECOND) if self.until else None

    @property
    def ends_soon(self) -> bool:
        return self.until is not None and self.until - timezone.now() < SOON

    @property
    def readers(self) -> str:
        """4 people and 1 API client."""
        return readers_in_words(len(self.people) - self.clients, self.clients)

    @property
    def again(self) -> str:
        """What the address of “Give access” needs, to offer the same again."""
        if self.grant is None:
            return ""
        terms = {
            "chosen": Grantee(self.grant.team, self.grant.membership).value,
            "level": self.grant.level,
            "sections": self.grant.offered_sections,
        }
        return urlencode(terms, doseq=True)

    @property
    def is_joint(self) -> bool:
        """Two teams manage jointly: the other team reads and adds."""
        return (
            self.grant is not None
            and not self.named_in
            and not self.is_set_aside
            and self.grant.level == Level.CONTRIBUTE
        )


@dataclass
class Explanation:
    """Everyone with access to a record, and access that is over."""

    live: list[Access] = field(default_factory=list)
    over: list[Access] = field(default_factory=list)
    is_restricted: bool = False

    @property
    def open(self) -> list[Access]:
        """The access that is in force."""
        return [access for access in self.live if not access.is_set_aside]

    @property
    def teams(self) -> int:
        return sum(not access.named_in for access in self.open)

    @property
    def people(self) -> int:
        return sum(bool(access.named_in) for access in self.open)

    @property
    def others(self) -> list[Access]:
        """Those with access besides the owner."""
        return [access for access in self.open if not access.is_owner]

    @property
    def joint(self) -> list[Access]:
        """The teams that manage this together with the owner."""
        return [access for access in self.live if access.is_joint]

    @property
    def in_words(self) -> str:
        return how_many(self.teams, self.people)

    @property
    def ending(self) -> int:
        return sum(access.ends_soon for access in self.live)


def explain(obj: SharedModel, viewer: User) -> Explanation:
    """Who can see this record and why, as far as the viewer may know it.

    Of discreet teams, `naming` says to whom.
    """
    names = naming(viewer, obj)
    found = _accesses(type(obj), record=obj.pk)
    live = sorted(_told(found["live"], names), key=lambda grant: grant.user_id is not None)
    teams = as_array([obj.owner_team_id, *(grant.team_id for grant in live)])
    people = _by_team(_practising(type(obj), record=obj.pk, teams=teams))
    glass = [] if obj.is_restricted else _told_glass(found["glass"], names)
    paths = [
        _owner(obj, obj.owner_team, _since(obj, obj.owner_team_id, found["taken"]), people, names),
        *_accesses_in_words(live, obj, people, names),
        *(_emergency(one) for one in glass),
    ]
    for path in paths:
        path.is_set_aside = obj.is_restricted and not path.named_in
    return Explanation(
        live=paths,
        over=[_access(grant, people, names) for grant in _told(found["over"], names)],
        is_restricted=obj.is_restricted,
    )


@prepared.query
def _accesses(model: Any, *, record: Any) -> dict[str, QuerySet]:
    """Every grant of one record and every glass broken for it."""
    about: Any = SimpleNamespace(_meta=model._meta, pk=record)
    grants, kept_out = _grants(about), _kept_out(model, record)
    open_to = Q(user=None) | Q(user__is_active=True) & ~Q(user__in=kept_out)
    in_role = Q(membership=None) | Q(membership__valid_until__gt=Now())
    over = Q(ended_at__isnull=False) | Q(valid_until__lte=Now()) | ~in_role
    glass = _glass(about).live().filter(user__is_active=True)
    return {
        "live": grants.live().filter(open_to, in_role),
        "over": grants.filter(over).order_by("-ended_at", "-valid_until", "-pk")[:50],
        "glass": glass.exclude(user__in=kept_out),
        "taken": Transfer.objects.of(about).accepted(),
    }


@prepared.query
def _practising(model: Any, *, record: Any, teams: Any) -> QuerySet:
    """Who practises in these teams and is not kept from the record."""
    granting = Membership.objects.live().filter(role__in=Membership.RECORD_ROLES)
    return _named(granting.exclude(user__in=_kept_out(model, record)), among(teams))


def _kept_out(model: Any, record: Any) -> QuerySet:
    exclusions = model._meta.get_field("exclusions").related_model.objects
    return exclusions.filter(content_object_id=record).filter(ended_at=None).values("user")


def explain_day(obj: SharedModel, viewer: User, day: datetime.date) -> Explanation:
    """Who could have seen this record at any time on a day, as far as the viewer may know it.

    Read from what was on record then: the owner and the restriction from the record's versions,
    the people from their memberships.
    """
    begins, ends = begin_of(day), end_of(day)
    versions = _versions(obj, begins, ends)
    if not versions:
        return Explanation()
    restricted = all(version.is_restricted for version in versions)
    kept_out = obj.exclusions.filter(
        Q(ended_at=None) | Q(ended_at__gte=ends), excluded_at__lte=begins
    ).values("user")
    names = naming(viewer, obj)
    grants = _grants(obj).filter(
        Q(ended_at=None) | Q(ended_at__gt=begins), valid_from__lt=ends, valid_until__gt=begins
    )
    owners = dict.fromkeys(version.owner_team_id for version in reversed(versions))
    taken = Transfer.objects.of(obj).accepted().filter(decided_at__lt=ends)
    members = Membership.objects.filter(
        Q(user__is_active=True) | Q(user__disabled_at__gt=begins),
        valid_from__lt=ends,
        valid_until__gt=begins,
        role__in=Membership.RECORD_ROLES,
    ).exclude(user__in=kept_out)
    found = _told([*grants.filter(user=None), *grants.filter(membership__in=members)], names)
    people = _by_team(_named(members, [*owners, *(grant.team_id for grant in found)]))
    glass = _glass(obj).filter(broken_at__lt=ends, valid_until__gt=begins, membership__in=members)
    teams = Team.objects.in_bulk(owners)
    paths = [
        *(_owner(obj, teams[pk], _since(obj, pk, taken), people, names) for pk in owners),
        *_accesses_in_words(found, obj, people, names),
        *([] if restricted else [_emergency(one) for one in _told_glass(glass, names)]),
    ]
    for path in paths:
        path.is_set_aside = restricted and not path.named_in
    return Explanation(live=paths, is_restricted=restricted)


def _since(obj: SharedModel, team: int, taken: Iterable[Transfer]) -> datetime.datetime:
    """When this owner took the record over last; when it was made, if nobody handed it on."""
    moments = [one.decided_at for one in taken if one.to_team_id == team and one.decided_at]
    return moments[-1] if moments else obj.created_at


def _versions(obj: SharedModel, begins: datetime.datetime, ends: datetime.datetime) -> list[Any]:
    """The record as it was when the day began, and every version of the day."""
    versions = obj.history.filter(history_date__lt=ends).order_by("history_date", "history_id")
    before = versions.filter(history_date__lt=begins).last()
    return [*([before] if before else []), *versions.filter(history_date__gte=begins)]


def _grants(obj: SharedModel) -> Any:
    return Grant.objects.of(obj).select_related(
        "team", "user", "basis", "given_by", "given_by_team", "membership", "ended_by", "agreement"
    )


def _glass(obj: SharedModel) -> Any:
    return BreakGlass.objects.of(obj).select_related("user", "membership__team")


def _told(grants: Iterable[Grant], names: Naming) -> list[Grant]:
    """The grants of teams, and of people in teams, that the viewer may know."""
    return [grant for grant in grants if names.names_team(grant.team)]


def _told_glass(glass: Iterable[BreakGlass], names: Naming) -> list[BreakGlass]:
    """The emergencies of people in teams that the viewer may know."""
    return [one for one in glass if names.names_team(one.membership.team)]


def _named(memberships: QuerySet, teams: Any) -> QuerySet:
    """Team, id and name of those who are members of these teams, by name; is it a client?"""
    rows = memberships.filter(team_id__in=teams).order_by("user__name")
    return rows.values_list("team_id", "user_id", "user__name", "user__is_program")


def _by_team(rows: Iterable[tuple[int, int, str, bool]]) -> dict[int, Practising]:
    """Who practises in each team."""
    names: dict[int, dict[int, str]] = defaultdict(dict)
    clients: dict[int, set[int]] = defaultdict(set)
    for team, user, name, is_program in rows:
        names[team][user] = name
        if is_program:
            clients[team].add(user)
    return {
        team: Practising(list(people.values()), len(clients[team]))
        for team, people in names.items()
    }


def _owner(
    obj: SharedModel,
    team: Team,
    since: datetime.datetime,
    people: dict[int, Practising],
    names: Naming,
) -> Access:
    """The owner. Today's is part of the record's identity: named, though not its people."""
    is_now, is_named = team.pk == obj.owner_team_id, names.names_team(team)
    told = people.get(team.pk, NOBODY) if is_named else NOBODY
    return Access(
        who=team.name if is_now or is_named else ANOTHER_TEAM.capitalize(),
        can=Level.MANAGE.label,
        sections=list(obj.offered_sections().values()),
        why=f"Manages this {obj._meta.verbose_name}",
        since=since,
        people=told.names,
        clients=told.clients,
        are_people_told=is_named,
        phone=team.phone if is_now or is_named else "",
        is_owner=True,
    )


def _accesses_in_words(
    grants: list[Grant], obj: SharedModel, people: dict[int, Practising], names: Naming
) -> list[Access]:
    found = [_access(grant, people, names) for grant in grants]
    lasting = while_open_words(grants, obj, names.reader)
    for grant, access in zip(grants, found, strict=True):
        access.lasts = lasting.get(grant.pk, "")
    return found


def _access(grant: Grant, people: dict[int, Practising], names: Naming) -> Access:
    until = grant.valid_until
    if grant.membership:
        until = min(until, grant.membership.valid_until)
    over_at = grant.ended_at or (until if until <= timezone.now() else None)
    of_team = NOBODY if grant.user_id else people.get(grant.team_id, NOBODY)
    return Access(
        who=grant.user.name if grant.user else grant.team.name,
        named_in=grant.team.name if grant.user_id else "",
        can=grant.get_level_display(),
        sections=grant.section_names,
        why=grant.purpose,
        basis=", ".join(filter(None, [grant.basis.name, grant.basis.gateway])),
        agreement=str(grant.agreement or ""),
        since=grant.valid_from,
        until=None if until >= FOREVER else until,
        by=names.actor(grant.given_by, grant.given_by_team),
        phone=(grant.user.phone if grant.user else "") or grant.team.phone,
        people=of_team.names,
        clients=of_team.clients,
        grant=grant,
        ended_because=grant.ended_because or ("Ran out" if over_at else ""),
        over_at=over_at,
    )


def _emergency(glass: BreakGlass) -> Access:
    return Access(
        who=glass.user.name,
        named_in=glass.membership.team.name,
        can="Read, in an emergency",
        sections=[],
        why=glass.reason,
        since=glass.broken_at,
        until=glass.valid_until,
        by="Opened it without being given access",
        phone=glass.user.phone or glass.membership.team.phone,
        is_emergency=True,
    )
