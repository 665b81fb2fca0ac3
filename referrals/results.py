"""What a search of the register comes to: one person's answer, a list of people, or entries."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from access.naming import Naming
from agencies.models import Area
from core import policy, prepared
from core.paging import PAGE_SIZE, Page, capped, page_of_rows, start_of
from core.querysets import as_array
from core.wording import counted
from referrals import answer, search_sql
from referrals.arranged import who_to_ring
from referrals.found import Person, kin_of, people_of
from referrals.models import Arrangement, Intervention, Party
from referrals.naming import officer_of
from referrals.parties import attach, subjects_shown
from referrals.search import ADDRESS, ADDRESS_ALIKE, CAP, PHONE_NUMBER, Found, RegisterSearch

# What the register is in order of.
NEWEST = ("happened_on", "pk")
LAST = datetime.date.max, 2**62
# Times that the answer about one person tells.
MOST_TIMES = 50
# Beside an answer.
MOST_OTHERS = 10


@dataclass(frozen=True)
class Register:
    """The areas whose register the reader searches, and what they have arranged."""

    areas: list[Area]
    arrangements: list[Arrangement]

    @property
    def ids(self) -> list[int]:
        return [area.pk for area in self.areas]

    @property
    def named(self) -> str:
        return " and ".join(area.name for area in self.areas)

    @property
    def to_ring(self) -> list[dict[str, Any]]:
        return [line for one in self.arrangements for line in who_to_ring(one)]

    def advice_for(self, area_id: int) -> str:
        """What the area has said at the end of every answer."""
        return next((one.advice for one in self.arrangements if one.area_id == area_id), "")


def register_of(user: Any) -> Register:
    """The areas whose register the user reads; none, for who reads none."""
    if not policy.can(user, "rj.search"):
        return Register([], [])
    found = _register_of(user=user)
    return Register(found["areas"], found["arrangements"])


@prepared.query
def _register_of(*, user: Any) -> dict[str, QuerySet]:
    arrangements = Arrangement.objects.visible_to(user)
    return {
        "areas": policy.accessible(user, "rj.search", Area).order_by("name"),
        "arrangements": arrangements.select_related("champions", "coordinators"),
    }


def latest_entries(
    user: Any, register: Register, after: str = "", *, size: int = PAGE_SIZE
) -> Page:
    """The register from its newest entry, a page at a time."""
    start = start_of(after, Intervention, NEWEST)
    day, pk = start or LAST
    params = {"areas": register.ids, "day": day, "pk": pk}
    ids = [pk for (pk,) in prepared.rows(search_sql.latest(size), params)]
    return page_of_rows(_entries(user, ids), NEWEST, size, is_first=start is None)


def count_of_register(register: Register, most: int) -> int:
    """How many entries there are, counted no further than one more than this."""
    entries = Intervention.objects.filter(area__any=register.ids, registered_at__isnull=False)
    return int(entries.order_by()[: most + 1].count())


def _known(user: Any, entries: list[Intervention]) -> list[Intervention]:
    """These entries, with who is in them as the reader may know them."""
    attach(entries, user)
    name_officers(entries, user)
    return entries


def _entries(user: Any, ids: list[int]) -> list[Intervention]:
    """The entries with these ids, in this order."""
    rows = {entry.pk: entry for entry in _entries_of(ids=as_array(ids))}
    return _known(user, [rows[pk] for pk in ids if pk in rows])


@prepared.query
def _entries_of(*, ids: Any) -> QuerySet:
    return Intervention.objects.filter(pk__any=ids).with_words().order_by()


@prepared.query
def _asked_for(*, user: Any, areas: Any, uuid: Any) -> QuerySet:
    """The party whose answer is asked for, if the reader may know them."""
    return (
        Party.objects.filter(is_registered=True, area__any=areas, uuid=uuid)
        .shown_to(user)
        .order_by()
    )


class Results:
    """What the words find, as the page shows it; `asked` names a party whose answer is wanted."""

    def __init__(
        self, user: Any, register: Register, search: RegisterSearch, asked: str = ""
    ) -> None:
        self.user, self.register, self.search = user, register, search
        self.asked = self._party_of(asked)

    def _party_of(self, text: str) -> Party | None:
        try:
            uuid = UUID(text)
        except ValueError:
            return None
        areas = as_array(self.register.ids)
        return next(iter(_asked_for(user=self.user, areas=areas, uuid=uuid)), None)

    @property
    def of_entries(self) -> bool:
        method = self.search.method
        return method is not None and method.of_entries

    @property
    def is_empty(self) -> bool:
        return self.search.method is None and self.asked is None

    # ---- People ---------------------------------------------------------------------------------
    @cached_property
    def _keys(self) -> list[Found]:
        """The first row of each who was found, as far as a page has room."""
        first: dict[Any, Found] = {}
        for row in () if self.of_entries else (*self.search.found, *self.search.beside):
            first.setdefault(row.key, row)
        return list(first.values())

    @cached_property
    def _people(self) -> list[Person]:
        keys = self._keys[:PAGE_SIZE]
        records = {row.person for row in keys if row.person}
        names = {row.sort_name for row in keys}
        if self.asked is not None:
            records |= {self.asked.profile_id} - {None}
            names.add(self.asked.sort_name)
        if not names:
            return []
        return people_of(kin_of(self.user, self.register.ids, sorted(records), sorted(names)))

    def _those(self, rows: Iterable[Found]) -> list[Person]:
        """Of the people on the page, those of these rows."""
        place = {row.party: number for number, row in reversed([*enumerate(rows)])}
        found = {
            min(place[party.pk] for party in one.parties if party.pk in place): one
            for one in self._people
            if any(party.pk in place for party in one.parties)
        }
        return [found[first] for first in sorted(found)]

    @cached_property
    def main(self) -> Person | None:
        """Whose answer the page gives: who is asked for, or the only one who fits best."""
        if self.asked is not None:
            return next(p for p in self._people if self.asked.pk in {q.pk for q in p.parties})
        found = [] if self.of_entries else self.search.found
        if not found:
            return None
        best = [row for row in found if row.rank == found[0].rank]
        people = self._those(best)
        return people[0] if len(people) == 1 and self._fits(best) else None

    def _fits(self, rows: list[Found]) -> bool:
        """Is everybody of these on the page, so that nobody else is as good?"""
        return len({row.key for row in rows}) <= PAGE_SIZE and len(rows) <= CAP

    @cached_property
    def others(self) -> list[Person]:
        """Everybody else who was found, or who is beside them, as far as the page has room."""
        found = self._those((*self.search.found, *self.search.beside))
        most = MOST_OTHERS if self.main else PAGE_SIZE
        return [person for person in found if person is not self.main][:most]

    @property
    def count(self) -> str:
        """How many people were found beside the answer, if there is one; counted to 100."""
        if self.search.is_capped or len(self.search.beside) > CAP:
            return capped(CAP + 1, CAP)
        if len(self._keys) > PAGE_SIZE:
            return capped(len(self._keys), CAP)
        found = self._those((*self.search.found, *self.search.beside))
        return str(len(found) - (self.main in found))

    @property
    def count_in_words(self) -> str:
        """1 person, 100+ people."""
        return f"{self.count} {'person' if self.count == '1' else 'people'}"

    @property
    def has_more(self) -> bool:
        """Are there more than the page shows?"""
        return self.search.is_capped or len(self._keys) > PAGE_SIZE

    @property
    def shows_address(self) -> bool:
        """Were they found by it? Then it was typed, as far as it is theirs."""
        return self.search.method in (ADDRESS, ADDRESS_ALIKE, PHONE_NUMBER)

    # ---- The answer -----------------------------------------------------------------------------
    @cached_property
    def entries(self) -> list[Intervention]:
        """The entries of the answer, or those that the words find."""
        if self.main is not None:
            mine = {party.intervention_id: party.intervention for party in self.main.parties}
            return _known(self.user, [*mine.values()][:MOST_TIMES])
        if self.of_entries:
            return _entries(self.user, [row.entry for row in self.search.found[:PAGE_SIZE]])
        return []

    @property
    def entries_in_words(self) -> str:
        number = len(self.search.found)
        return f"{CAP}+ entries" if number > CAP else counted(number, "entry", "entries")

    @property
    def sentence(self) -> str:
        return answer.big_sentence(self.main.turns)

    @property
    def said(self) -> str:
        """What is read out on the radio."""
        advice = self.register.advice_for(self.main.latest.area_id)
        return answer.on_the_radio(self.main.turns, timezone.localdate(), advice)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The times of the answer, each with its entry and as whom they took part."""
        roles = {party.intervention_id: party.role for party in self.main.parties}
        unborn = {party.intervention_id for party in self.main.parties if not party.born_on}
        return [
            {
                "entry": entry,
                "role": roles[entry.pk],
                "is_undated": bool(self.main.born_on) and entry.pk in unborn,
            }
            for entry in self.entries
        ]

    @cached_property
    def record(self) -> Any:
        """The record of the person whose answer it is, for those who can see it."""
        shown = [one for entry in self.entries for one in entry.shown]
        mine = {party.pk for party in self.main.parties}
        return next((one.person for one in shown if one.party.pk in mine and one.person), None)

    # ---- The event ------------------------------------------------------------------------------
    @property
    def subjects(self) -> list[int]:
        """The people with a record whom the page names."""
        if self.of_entries and self.main is None:
            return subjects_shown(self.entries)
        people = [*([self.main] if self.main else []), *self.others]
        return sorted({person.profile for person in people if person.profile})


def name_officers(entries: Iterable[Intervention], user: Any) -> None:
    """Give each the name of its officer; of a team that is discreet, nobody by name."""
    names = Naming(user, manages=False)
    for entry in entries:
        entry.officer = officer_of(entry, names)
