"""Who was found in the register: parties put together to people, and how often each took part."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from core import prepared
from core.questions import Steps, in_steps
from referrals.answer import Turn, in_a_line
from referrals.models import Party

# Parties of all people on a page.
MOST = 1_000
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
# PostgreSQL does not look at the values as it plans: then it keeps the plan.
KIN = """SELECT p.id FROM referrals_party p
  WHERE p.is_registered AND p.area_id = ANY ((SELECT %s::bigint[])::bigint[])
  AND (p.profile_id = ANY ((SELECT %s::bigint[])::bigint[])
    OR p.sort_name = ANY ((SELECT %s::text[])::text[]))"""


@dataclass
class Person:
    """Somebody of the register: every time that they took part, newest first."""

    parties: list[Party] = field(default_factory=list)

    @property
    def latest(self) -> Party:
        return self.parties[0]

    @property
    def name(self) -> str:
        return self.latest.name

    @property
    def uuid(self) -> Any:
        """By which their answer is asked for."""
        return self.latest.uuid

    @property
    def profile(self) -> int | None:
        return next((party.profile_id for party in self.parties if party.profile_id), None)

    @property
    def born_on(self) -> Any:
        return _born(self.parties)

    @property
    def place(self) -> str:
        """The town of the latest address: never more of it."""
        return next(filter(None, (town_of(party.address) for party in self.parties)), "")

    @property
    def aliases(self) -> list[str]:
        """Other names by which the register has them."""
        named = [party.name for party in self.parties]
        known = [name.strip() for p in self.parties for name in p.also_known_as.split(",")]
        return [n for n in dict.fromkeys([*named, *known]) if n and n != self.name]

    @property
    def turns(self) -> list[Turn]:
        return [turn_of(party) for party in self.parties]

    @property
    def in_a_line(self) -> str:
        """How often, and when last: Twice, last in 2026."""
        return in_a_line(self.turns)


def turn_of(party: Party) -> Turn:
    """One time that somebody took part, as it is told."""
    entry = party.intervention
    return Turn(
        entry.happened_on,
        party.role.side,
        entry.level.said,
        entry.offence.name,
        entry.agreement,
    )


def town_of(address: str) -> str:
    """The town in an address that is written with commas."""
    parts = [POSTCODE.sub("", part).strip() for part in address.split(",")]
    parts = [part for part in parts if part]
    return parts[-1] if len(parts) > 1 else ""


@in_steps
def kin_of(user: Any, areas: list[int], people: Iterable[int], names: Iterable[str]) -> Steps:
    """The parties with one of these records or names that the reader may know, newest first."""
    asked = _kin.later(user=user, areas=areas, people=list(people), names=list(names))
    (found,) = yield [asked]
    return found


@prepared.query
def _kin(*, user: Any, areas: Any, people: Any, names: Any) -> QuerySet:
    values = [areas, people, names]
    kin = Party.objects.filter(pk__in=RawSQL(KIN, values))  # noqa: S611 - constant text; values are parameters
    shown = kin.shown_to(user).select_related(
        "role", "intervention__level", "intervention__offence", "intervention__team"
    )
    return shown.order_by("-happened_on", "-pk")[:MOST]


def people_of(parties: Sequence[Party]) -> list[Person]:
    """Put parties together: of one record; or of one name, with no other date of birth.

    Who has no date of birth is somebody else where there are several of the name.
    """
    groups: dict[Any, list[Party]] = defaultdict(list)
    for party in parties:
        key = party.profile_id or (party.sort_name, party.born_on)
        groups[key].append(party)
    of_name: dict[str, set[Any]] = defaultdict(set)
    for key, some in groups.items():
        for party in some:
            of_name[party.sort_name].add(key)
    for keys in of_name.values():
        _join(groups, [key for key in keys if key in groups])
    people = [Person(sorted(some, key=_newest_first)) for some in groups.values()]
    return sorted(people, key=lambda person: (person.latest.sort_name, str(person.born_on)))


def _newest_first(party: Party) -> tuple[int, int]:
    return -party.happened_on.toordinal(), -party.pk


def _join(groups: dict[Any, list[Party]], keys: list[Any]) -> None:
    """Of one name: join those without a record to the only one whom they can be."""
    recorded = [key for key in keys if not isinstance(key, tuple)]
    loose = [key for key in keys if isinstance(key, tuple)]
    for key in [key for key in loose if _born(groups[key])]:
        same = [other for other in recorded if _born(groups[other]) == _born(groups[key])]
        if len(same) == 1:
            groups[same[0]] += groups.pop(key)
            loose.remove(key)
    for key in [key for key in loose if not _born(groups[key])]:
        others = [other for other in (*recorded, *loose) if other != key]
        if len(others) == 1:
            groups[others[0]] += groups.pop(key)
            loose.remove(key)
    if len(recorded) == len(loose) == 1 and not _born(groups[recorded[0]]):
        groups[recorded[0]] += groups.pop(loose[0])


def _born(parties: Sequence[Party]) -> Any:
    return next((party.born_on for party in parties if party.born_on), None)
