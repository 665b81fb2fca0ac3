"""Who may give, change and end access, restrict, exclude, ask, decide, break glass, transfer."""

from typing import Any

from django.db.models import Q, QuerySet

from access.levels import Level
from agencies.models import Membership, Team
from core.policy import allow, is_visible, known, rule, sharable, visible
from core.querysets import as_array

GIVERS = (
    "Only managers of the team that manages this record, and members whom it lets give access, "
    "can do this."
)
MANAGERS = "Only a manager of the team that manages this record can do this."
SEEN = "You can already see this record."


def findable(user: Any, model: Any, **limits: Any) -> QuerySet:
    """What exact particulars show to this user as a stub."""
    return model._default_manager.to_be_found_by(user)


def adds_to(section: str = "") -> Any:
    """Holds the section (or identity, without one) at the level that adds."""

    def condition(user: Any, obj: Any) -> bool:
        limits: dict[str, Any] = {"section": section} if section else {}
        return is_visible(user, obj, level=Level.CONTRIBUTE, **limits)

    return condition


def manages_owner(user: Any, obj: Any) -> bool:
    """A manager of the owner team."""
    return bool(user.is_manager_of(obj.owner_team_id))


def gives_access(user: Any, obj: Any) -> bool:
    """A manager of the owner team; its lead or every practitioner where the team allows it."""
    roles = {m.role for m in user.live_memberships if m.team_id == obj.owner_team_id}
    if Membership.Role.MANAGER in roles:
        return True
    if Membership.Role.PRACTITIONER not in roles:
        return False
    allows = obj.owner_team.gives_access
    return allows == Team.GivesAccess.PRACTITIONERS or (
        allows == Team.GivesAccess.LEAD and obj.lead_id == user.pk
    )


def teams_given_by(user: Any) -> tuple[set[int], set[int]]:
    """The teams to whose records the user gives access: to all, and to those the user leads."""
    practised = {m.team for m in user.live_memberships if m.role == Membership.Role.PRACTITIONER}
    managed = {m.team for m in user.live_memberships if m.role == Membership.Role.MANAGER}
    openly = {t for t in practised if t.gives_access == Team.GivesAccess.PRACTITIONERS}
    as_lead = {t for t in practised if t.gives_access == Team.GivesAccess.LEAD}
    return {team.pk for team in managed | openly}, {team.pk for team in as_lead}


def of_teams_given(user: Any, openly: Any, as_lead: Any) -> Q:
    """Records of these teams, as arrays: all of the first, of the others those the user leads."""
    return Q(owner_team__any=openly) | Q(owner_team__any=as_lead, lead=user.pk)


def given_by(user: Any) -> Q:
    """`gives_access` for many records at once."""
    return of_teams_given(user, *map(as_array, teams_given_by(user)))


def shares(user: Any, obj: Any) -> bool:
    """Those who give access for the owner team; administrators of its area."""
    if gives_access(user, obj):
        return True
    if not user.has_role(Membership.Role.ADMINISTRATOR):
        return False
    return bool(type(obj)._default_manager.administrable_by(user).filter(pk=obj.pk).exists())


def shared_by(user: Any, model: Any) -> Q:
    """`shares` for many records at once."""
    if not user.has_role(Membership.Role.ADMINISTRATOR):
        return given_by(user)
    return given_by(user) | Q(pk__in=model._default_manager.administrable_by(user).values("pk"))


def works_in(user: Any, model: Any, **limits: Any) -> Any:
    """The teams in which the user is practitioner or manager."""
    places = Membership.objects.with_record_access(user)
    return model.objects.filter(pk__in=places.values("team_id"))


for action in ("access.grant", "access.change", "access.end"):
    rule(action, stands_on=sharable, because=GIVERS, many=shared_by)(shares)

for action in (
    "access.restrict",
    "access.exclude",
    "access.decide",
    "access.review",
    "owner.transfer",
):
    rule(action, stands_on=visible, because=MANAGERS)(manages_owner)

# Of a proposal: its queryset holds those that the user, as a manager of the receiver, may answer.
allow("owner.accept", stands_on=visible)

# Of a sampled access: its queryset holds those that the user, as a manager of the record's owner,
# may review.
allow("access.review_sample", stands_on=visible)

# Teams whose records the user works with; of an exception, those that the user may decide about.
allow("listing.ask", stands_on=works_in, model="agencies.Team")
allow("listing.decide", stands_on=visible)

allow("access.explain", stands_on=sharable)
allow("access.stub", stands_on=known)
allow("access.find", stands_on=findable)


def not_yet_seen(user: Any, obj: Any) -> bool:
    """Who knows of a record and cannot read it, as practitioner or manager."""
    practises = user.has_role(*Membership.RECORD_ROLES)
    return practises and not is_visible(user, obj)


for action in ("access.request", "access.break_glass"):
    rule(action, stands_on=known, because=SEEN)(not_yet_seen)


def nameable_by(user: Any, model: Any) -> Q:
    """`gives_somewhere` for all teams at once."""
    return Q() if gives_somewhere(user, None) else Q(pk__in=[])


@rule("access.name", stands_on=visible, model="agencies.Team", many=nameable_by)
def gives_somewhere(user: Any, team: Any) -> bool:
    """Roles that can give access: practitioners, managers, administrators."""
    return bool(user.has_role(*Membership.RECORD_ROLES, Membership.Role.ADMINISTRATOR))
