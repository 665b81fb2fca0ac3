"""What a move proposes: whose access to a record may no longer fit where the person is.

Computed from the stays and the access there is, so that a proposal is never out of date; only a
decision to leave access as it is, with its reason, is kept. Nothing happens by itself: each
proposal leads to the page where access is given or ended.
"""

import datetime
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q

from access.bulk_preview import shares_any
from access.levels import Level
from access.models import Grant
from access.rules import teams_given_by
from agencies.models import Agency, Membership, Team
from core import policy, prepared
from core.querysets import among, as_array
from core.questions import Steps, in_steps
from core.request_cache import cached_for_request, recall
from profiles.models import CustodyDecision, CustodyStay, Establishment, Profile, ProfileTeamHold

About = CustodyDecision.About
ANSWERS = "custody.dismiss"


@dataclass(frozen=True)
class Proposal:
    """Access to give to the team where the person is, or to end where the person was."""

    stay: CustodyStay
    about: str
    to_end: list[Grant] = field(default_factory=list)
    # The access that an earlier prison had: its terms are proposed for the next one.
    earlier: Grant | None = None

    @property
    def team(self) -> Any:
        return self.stay.establishment.team

    @property
    def is_to_end(self) -> bool:
        return self.about == About.ENDING

    @property
    def terms(self) -> str:
        """The team and the terms that the earlier prison had, for the page that gives access."""
        asked: list[tuple[str, Any]] = [("chosen", f"team:{self.team.uuid}")]
        if self.earlier is not None:
            asked += [("sections", section) for section in self.earlier.sections]
            asked.append(("level", self.earlier.level))
        return urlencode(asked)


def proposals_for(user: Any, person: Profile) -> list[Proposal]:
    """What is proposed on one record, for readers who may give and end access to it."""
    if not policy.can(user, ANSWERS, person):
        return []
    proposed = _proposed(person=person.pk)
    ends, gives = proposed["to_end"], proposed["to_give"]
    if not ends and not gives:
        return []
    left = {stay.establishment.team_id for stay in ends}
    grants = _grants(person=person.pk, left=as_array(left))
    found = [
        Proposal(stay, About.ENDING, _to_team(grants["left"], stay.establishment.team_id))
        for stay in ends
    ]
    earlier = next(iter(grants["earlier"]), None)
    return found + [Proposal(stay, About.GIVING, earlier=earlier) for stay in gives]


@prepared.query
def _proposed(*, person: Any) -> Any:
    stays = CustodyStay.objects.filter(profile_id=person).select_related("establishment__team")
    return {"to_end": stays.to_end(), "to_give": stays.to_give()}


def _to_team(grants: list[Grant], team_id: int) -> list[Grant]:
    return [grant for grant in grants if grant.team_id == team_id]


@prepared.query
def _grants(*, person: Any, left: Any) -> Any:
    """The access of these teams, and the last of a team whose establishment the person left."""
    about: Any = SimpleNamespace(_meta=Profile._meta, pk=person)
    grants, stays = Grant.objects.of(about), CustodyStay.objects.filter(profile_id=person)
    teams = stays.over().order_by().values("establishment__team")
    given = grants.filter(team__in=teams, team__is_discreet=False, user=None)
    return {
        "left": grants.live().filter(team__any=left).select_related("team", "user"),
        "earlier": given.order_by("-given_at", "-pk")[:1],
    }


@dataclass
class Waiting:
    """A record on which a move waits for an answer: how much of what, and since when."""

    record: Profile
    since: datetime.date
    to_end: int = 0
    to_give: int = 0


# Of a team that moves more people than this, Home looks at the latest; Sharing leaves none out.
LATEST = 500


@in_steps
def moves_waiting_for(user: Any, most: int = 20) -> Steps:
    """The records on which this user may answer a proposal, those that changed last first."""
    if not shares_any(user):
        return []
    openly, as_lead = map(as_array, teams_given_by(user))
    administers = user.has_role(Membership.Role.ADMINISTRATOR)
    # First whose they are, then what they propose: neither is read for the whole country.
    (latest,) = yield [_latest_stays.later(administers, user=user, openly=openly, as_lead=as_lead)]
    stays = {pk for part in latest.values() for pk, _ in part}
    if not stays:
        return []
    people = {profile for part in latest.values() for _, profile in part}
    answered = Profile.objects.filter(pk__in=among(people))
    allowed = policy.allowed(user, ANSWERS, answered).values_list("pk", flat=True)
    (proposed,) = yield [_proposing.later(most, stays=as_array(stays), people=as_array(allowed))]
    found: dict[int, Waiting] = {}
    for stay in proposed["to_end"]:
        _waiting(found, stay, stay.ends_on).to_end += 1
    for stay in proposed["to_give"]:
        _waiting(found, stay, stay.starts_on).to_give += 1
    return sorted(found.values(), key=lambda one: one.since, reverse=True)[:most]


@prepared.compiled
def _latest_stays(administers: bool, *, user: Any, openly: Any, as_lead: Any) -> Any:
    """The latest stays of people of teams whose records the user shares.

    Which they are is read from the holds' indexes: the records themselves lie all over the disk,
    and a large team has more of them than can be read while somebody waits. With which of them
    the user may do it, the rule says afterwards.
    """
    teams = Q(group_id__any=openly)
    if administers:
        teams |= Q(group_id__in=Team.objects.administered_by(user).values("pk"))
    managed = ProfileTeamHold.objects.filter(teams, level=Level.MANAGE)
    led = Profile.objects.filter(owner_team__any=as_lead, lead=user.pk)
    people = {"managed": managed.values("content_object_id"), "led": led.order_by().values("pk")}
    found = {}
    for which, some in people.items():
        stays = CustodyStay.objects.filter(profile_id__in=some).values_list("pk", "profile_id")
        found[f"left {which}"] = stays.over().order_by("-ends_on")[:LATEST]
        found[f"there {which}"] = stays.current().order_by("-starts_on")[:LATEST]
    return found


@prepared.query
def _proposing(most: int, *, stays: Any, people: Any) -> Any:
    """Those of these stays, of these people, that propose to end or to give access."""
    asked = CustodyStay.objects.filter(
        pk__in=among(stays), profile__in=among(people)
    ).select_related("profile")
    return {
        "to_end": asked.to_end().order_by("-ends_on", "-pk")[:most],
        "to_give": asked.to_give().order_by("-starts_on", "-pk")[:most],
    }


def _waiting(found: dict[int, Waiting], stay: CustodyStay, since: datetime.date) -> Waiting:
    one = found.setdefault(stay.profile_id, Waiting(stay.profile, since))
    one.since = max(one.since, since)
    return one


def establishments() -> list[Establishment]:
    """All of them; a page asks once."""
    return list(cached_for_request("establishments", _every_establishment))


@prepared.query
def _every_establishment() -> Any:
    return Establishment.objects.all()


@prepared.query
def _establishments_of(*, teams: Any) -> Any:
    return Establishment.objects.filter(team__in=among(teams))


@in_steps
def own_establishments(user: Any) -> Steps:
    """The establishments whose team the user practises in; asked only of staff of prisons."""
    if not policy.is_someone(user):
        return []
    teams = {
        place.team_id
        for place in user.live_memberships
        if place.role in Membership.RECORD_ROLES and place.team.agency.kind == Agency.Kind.PRISON
    }
    if not teams:
        return []
    own = as_array(sorted(teams))
    key = ("own establishments", own)
    known = recall(key)
    if known is None:
        (known,) = yield [_establishments_of.later(teams=own)]
        cached_for_request(key, lambda: known)
    return list(known)
