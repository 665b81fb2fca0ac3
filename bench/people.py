"""Whom it is measured for: users of each kind, and the records they open."""

import random
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from agencies.models import Membership, Team, User
from core import policy
from core.tidy import folded
from profiles.models import Address, Contact, Identifier, OtherName, Phone, Profile
from profiles.search import CONTACT_DETAILS

KINDS = {"small": "small", "large": "large", "dormant": "dormant", "hq50": "hq"}
EACH = 40
MANY = 5_000


@dataclass
class Case:
    """A user, one record they can read, and what is looked for."""

    user: Any
    profile: Any
    team: Any
    words: dict[str, str]
    after: dict[str, str]
    held: int


def cases(kind: str, rng: random.Random) -> list[Case]:
    """Users of this kind with something to read, in an order that is the same in every run."""
    beginning = KINDS[kind]
    users = list(User.objects.active().filter(username__startswith=beginning).order_by("pk"))
    rng.shuffle(users)
    found = []
    for user in users:
        held = Profile.objects.count_for(user, cap=2000)
        # A small user sees 500 to 1,100 people; where there are few people, whatever there is.
        if held < 30 or (kind == "small" and held > 1100):
            continue
        found.append(_case(user, held, rng))
        if len(found) == EACH:
            break
    return found


def _case(user: Any, held: int, rng: random.Random) -> Case:
    after = {
        order: Profile.objects.page_for(user, order=order).next_cursor or ""
        for order in ("name", "-activity")
    }
    some = list(Profile.objects.page_for(user, order=rng.choice(["name", "-name"]), size=60))
    profile = rng.choice(some)
    name = folded(rng.choice(some).surname).split()[-1]
    team = Team.objects.own_to(user).order_by("pk").first()
    words = {"prefix": name[:4], "inside": name[2:6], "misspelt": misspelt(name)}
    return Case(user, profile, team, {**words, **particulars(user, some)}, after, held)


def at_length(rng: random.Random) -> list[Case]:
    """People whose log has 200 entries, and who leads each."""
    entries = Contact.objects.values("profile").annotate(many=Count("pk")).filter(many__gte=200)
    people = Profile.objects.filter(pk__in=entries.values("profile"), is_restricted=False)
    found = [
        Case(person.lead, person, person.owner_team, {}, {}, 0)
        for person in people.select_related("lead", "owner_team").order_by("pk")[: 4 * EACH]
        if policy.can(person.lead, "profile.view_log", person)
    ]
    rng.shuffle(found)
    return found[:EACH]


def particulars(user: Any, some: list[Profile]) -> dict[str, str]:
    """Another name, a number, a phone and an address by which the user finds one of these."""
    among = Profile.objects.filter(pk__in=[profile.pk for profile in some])
    told = among.visible_to(user).with_section(user, CONTACT_DETAILS)

    def one(model: Any) -> Any:
        people = told if model in (Phone, Address) else among
        return model.objects.filter(profile__in=people.values("pk")).order_by("pk").first()

    found = {
        "other name": one(OtherName) and folded(one(OtherName).surname),
        "identifier": one(Identifier) and one(Identifier).value,
        "phone": one(Phone) and one(Phone).number,
        "address": one(Address) and folded(one(Address).text),
    }
    if found["address"]:
        number, street, *_ = found["address"].split()
        found["misspelt address"] = f"{number} {misspelt(street)}"
    return {name: words for name, words in found.items() if words}


def misspelt(name: str) -> str:
    """The name with two letters the wrong way round, so that no name contains it."""
    middle = len(name) // 2
    turned = name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]
    return turned if turned != name else f"{name}q"


def giver(rng: random.Random) -> list[tuple[Any, Any, Any]]:
    """Managers, with a record of their team and a team that has no access to it."""
    found = []
    teams = list(Team.objects.open().filter(is_discreet=False))
    managing = Membership.objects.live().filter(
        role=Membership.Role.MANAGER, user__username__startswith="manager"
    )
    for membership in list(managing.select_related("user", "team")[:EACH]):
        mine = Profile.objects.filter(owner_team=membership.team, is_restricted=False)
        profile = mine.first()
        team = rng.choice(teams)
        if profile and not profile.team_holds.filter(group_id=team.pk).exists():
            found.append((membership.user, profile, team))
    return found


def bulk_giver() -> tuple[Any, list[int], Any] | None:
    """A manager of a large team, 5,000 of its records, and a team of the agency without access."""
    managing = Membership.objects.live().filter(role=Membership.Role.MANAGER)
    for membership in managing.select_related("user", "team").order_by("pk"):
        mine = Profile.objects.filter(owner_team=membership.team, is_restricted=False)
        ids = list(mine.order_by("pk").values_list("pk", flat=True)[:MANY])
        if len(ids) < MANY:
            continue
        beside = Team.objects.open().filter(agency=membership.team.agency, is_discreet=False)
        others = beside.exclude(pk__in=membership.user.memberships.values("team"))
        for team in others.order_by("-pk"):
            if not Profile.objects.filter(pk__in=ids, team_holds__group_id=team.pk).exists():
                return membership.user, ids, team
    return None


def receivers(rng: random.Random) -> list[tuple[Any, Any, Any]]:
    """Managers with a record, and another manager whose team could take it over."""
    found = []
    for by, profile, _ in giver(rng):
        other = Membership.objects.live().filter(
            role=Membership.Role.MANAGER, team__agency=profile.owner_team.agency
        )
        other = other.exclude(team=profile.owner_team).exclude(user=by).order_by("pk").first()
        if other and not profile.exclusions.exists():
            found.append((by, profile, other))
    return found
