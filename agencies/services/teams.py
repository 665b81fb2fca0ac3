"""Keeps agencies and teams: what they are called, where they work, how they are reached."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from agencies.changes import apply
from agencies.models import Agency, Area, Membership, Team, User
from agencies.verbs import Verb
from audit.models import Event
from audit.services import record
from core import panels, policy
from core.stale import Opened, merge

OWN_AREAS = "You work in this team. Another administrator must change where it works."
OWN_AGENCY = "You work in this team. Another administrator must change its agency."
WHOLE_AREAS = (
    "People in this team have roles for whole areas (control room, administrator or auditor), and "
    "would have them in the added area too. End these roles first, or give each person the role "
    "in a team of that area: a second person agrees to it."
)


def _check_name(model: type[models.Model], name: str, but: models.Model | None = None) -> None:
    same = model._default_manager.filter(name__iexact=name)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise ValidationError({"name": "Enter another name: this one is taken."})


def _save(row: models.Model, values: dict[str, Any], verb: str, by: User) -> None:
    """Save what differs and record it; nothing for no change."""
    changed = apply(row, values)
    if changed:
        record(
            verb=verb,
            operation=Event.ADMINISTRATION,
            actor=by,
            target=row,
            detail={"changed": changed},
        )


def _any_area(by: User) -> Area:
    """An area the actor administers: area administrators may add agencies."""
    return Area.objects.administered_by(by).first() or Area()


@transaction.atomic
def add_agency(*, by: User, name: str, kind: str) -> Agency:
    """Add an organisation, to which teams may then belong."""
    policy.lock(by, "agency.add", _any_area(by))
    _check_name(Agency, name)
    agency = Agency.objects.create(name=name, kind=kind)
    record(verb=Verb.AGENCY_ADDED, operation=Event.ADMINISTRATION, actor=by, target=agency)
    return agency


@transaction.atomic
def edit_agency(
    *, agency: Agency, by: User, name: str, kind: str, opened: Opened | None = None
) -> Agency:
    """Change an organisation's name or kind."""
    agency = policy.lock(by, "agency.edit", agency)
    values = merge(agency, {"name": name, "kind": kind}, opened)
    _check_name(Agency, values["name"], but=agency)
    _save(agency, values, Verb.AGENCY_EDITED, by)
    return agency


@transaction.atomic
def add_team(
    *,
    by: User,
    name: str,
    agency: Agency,
    areas: Iterable[Area],
    phone: str = "",
    email: str = "",
    is_discreet: bool = False,
) -> Team:
    """Add a team to an agency, in areas that the actor administers."""
    areas = list(areas)
    if not areas:
        raise ValidationError({"areas": "Choose the areas in which the team works: at least one"})
    for area in areas:
        policy.lock(by, "team.add", area)
    _check_name(Team, name)
    team = Team.objects.create(
        name=name, agency=agency, phone=phone, email=email, is_discreet=is_discreet
    )
    team.areas.set(areas)
    record(
        verb=Verb.TEAM_ADDED,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=team,
        detail={"areas": [area.name for area in areas]},
    )
    return team


@transaction.atomic
def edit_team(
    *,
    team: Team,
    by: User,
    name: str,
    agency: Agency,
    areas: Iterable[Area],
    is_discreet: bool,
    opened: Opened | None = None,
) -> Team:
    """Change what a team is and where it works. Areas of other administrators stay.

    *Discreet* is turned on at once, and off when a second person agrees.
    """
    team = policy.lock(by, "team.edit", team)
    own = set(policy.accessible(by, "team.add", Area))
    before = set(team.areas.all())
    after = before - own
    values = merge(
        team,
        {"name": name, "agency": agency, "is_discreet": is_discreet, "areas": list(areas)},
        opened,
        stored={"areas": list(before & own)},
    )
    _check_name(Team, values["name"], but=team)
    for area in values.pop("areas"):
        if area not in before:
            policy.require(by, "team.add", area)
        after.add(area)
    if not after:
        raise ValidationError({"areas": "Choose the areas in which the team works: at least one"})
    _refuse_widening(team, by, values["agency"], after - before)
    if team.is_discreet and not values["is_discreet"]:
        del values["is_discreet"]
        _ask_to_list(team, by)
    _save(team, values, Verb.TEAM_EDITED, by)
    if after != before:
        team.areas.set(after)
        record(
            verb=Verb.TEAM_EDITED,
            operation=Event.ADMINISTRATION,
            actor=by,
            target=team,
            detail={"areas": sorted(area.name for area in after)},
        )
    return team


def _refuse_widening(team: Team, by: User, agency: Agency, added: set[Area]) -> None:
    """Where a team works, and for whom, decides what its people reach: no single hand widens it.

    Memberships that are still to begin count, too.
    """
    places = team.memberships.current()
    works_here = places.filter(user=by).exists()
    problems = {}
    if added and works_here:
        problems["areas"] = OWN_AREAS
    elif added and places.exclude(role__in=Membership.RECORD_ROLES).exists():
        problems["areas"] = WHOLE_AREAS
    if works_here and agency != team.agency:
        problems["agency"] = OWN_AGENCY
    if problems:
        raise ValidationError(problems)


def _ask_to_list(team: Team, by: User) -> None:
    """Somebody turns *discreet* off: nothing changes until another agrees."""
    if team.listing_asked_by is not None:
        return
    team.listing_asked_by, team.listing_asked_at = by, timezone.now()
    team.save(update_fields=["listing_asked_by", "listing_asked_at"])
    record(verb=Verb.TEAM_LISTING_ASKED, operation=Event.ADMINISTRATION, actor=by, target=team)


@transaction.atomic
def manage_team(
    *,
    team: Team,
    by: User,
    phone: str,
    email: str,
    contact_point: User | None,
    gives_access: str,
    opened: Opened | None = None,
) -> Team:
    """Change how a team is reached, and who in it gives access to its records."""
    team = policy.lock(by, "team.manage", team)
    values = merge(
        team,
        {
            "phone": phone,
            "email": email,
            "contact_point": contact_point,
            "gives_access": gives_access,
        },
        opened,
    )
    contact_point = values["contact_point"]
    if contact_point is not None and contact_point not in team.people():
        raise ValidationError(
            {
                "contact_point": f"{contact_point.name} no longer works in this team. "
                "Choose another."
            }
        )
    _save(team, values, Verb.TEAM_EDITED, by)
    return team


@transaction.atomic
def close_team(*, team: Team, by: User, reason: str) -> Team:
    """Close a team: it leaves the directory, and its members act in it no longer."""
    team = policy.lock(by, "team.close", team)
    if team.closed_at is not None:
        raise ValidationError("This team has closed already.")
    if by.memberships.live().filter(team=team).exists():
        raise ValidationError("You work in this team. Ask another administrator to close it.")
    holding = panels.gather("agencies.keeps_team_open", team)
    if holding:
        raise ValidationError([str(why) for why in holding])
    team.closed_at = timezone.now()
    team.save()
    record(
        verb=Verb.TEAM_CLOSED,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=team,
        reason=reason,
    )
    return team
