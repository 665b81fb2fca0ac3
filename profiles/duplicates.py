"""People who may be the one that a new record is about, as far as the reader sees or may know.

By number, by birth date with a name that is like it, by a name that looks or sounds alike or is
a short form.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from core.dates import format_day
from core.names import name_key, name_words, sort_name
from profiles.exact_match import matching_exactly, unseen
from profiles.models import Profile

MOST = 10
LOOKED_AT = 50  # people of one birth date, or of names alike, that are compared


@dataclass(frozen=True)
class Described:
    """Who a record would be about, as typed."""

    surname: str
    forenames: str = ""
    born_on: datetime.date | None = None
    number: str = ""

    @property
    def words(self) -> list[str]:
        """The words of the name that are compared: the surname, and the first of the others."""
        words = (name_key(self.surname), *name_words(self.forenames).split()[:1])
        return [word for word in words if word]

    @property
    def exactly(self) -> list[str]:
        """What shows a record that the reader cannot see to exist."""
        born = (
            [f"{self.forenames} {self.surname} {format_day(self.born_on)}"] if self.born_on else []
        )
        return [*([self.number] if self.number else []), *born]


@dataclass(frozen=True)
class Duplicate:
    """Somebody who may be the same person, why, and whether the reader can open the record."""

    person: Profile
    because: str
    is_seen: bool = True


def possible_duplicates(user: Any, described: Described) -> list[Duplicate]:
    """The likeliest first, each once."""
    found: dict[int, Duplicate] = {}
    for one in (*_seen(user, described), *_known(user, described)):
        found.setdefault(one.person.pk, one)
    return list(found.values())[:MOST]


def with_number(user: Any, number: str, person: Profile) -> list[Duplicate]:
    """Others who have this number, as far as the reader sees or may know of them."""
    found = matching_exactly(number)
    if found is None:
        return []
    because = f"Has the number {number}"
    seen = [Duplicate(one, because) for one in found.page_for(user, size=MOST)]
    hidden = [Duplicate(one, "", is_seen=False) for one in unseen(user, number)]
    return [one for one in (*seen, *hidden) if one.person.pk != person.pk]


def _seen(user: Any, described: Described) -> Iterator[Duplicate]:
    number = matching_exactly(described.number) if described.number else None
    if number is not None:
        for person in number.page_for(user, size=MOST):
            yield Duplicate(person, f"Has the number {described.number}")
    alike = list(_named_alike(user, Profile.objects.all(), described.words))
    if described.born_on:
        whole = {person.pk for person in alike}
        born = Profile.objects.filter(born_on=described.born_on)
        for word in described.words:
            for person in _named_alike(user, born, [word]):
                name = _named(person, described, "a name like it")
                if person.pk not in whole:
                    name = "a part of the name like it"
                yield Duplicate(person, f"Same date of birth, {name}")
    for person in alike:
        births = births_agree(person.born_on, described.born_on)
        if births is not None:
            name = _named(person, described, "a name like it").capitalize()
            yield Duplicate(person, f"{name}, {births}" if births else name)


def _known(user: Any, described: Described) -> Iterator[Duplicate]:
    """Records that exact particulars show to exist, and no more of them than that."""
    for words in described.exactly:
        for person in unseen(user, words):
            yield Duplicate(person, "", is_seen=False)


def _named_alike(user: Any, people: Any, words: list[str]) -> Iterable[Profile]:
    if not words:
        return []
    return people.page_for(user, words=" ".join(words), alike=True, size=LOOKED_AT).rows


def _named(person: Profile, described: Described, like: str) -> str:
    same = person.sort_name == sort_name(described.surname, described.forenames)
    return "same name" if same else like


def births_agree(one: datetime.date | None, other: datetime.date | None) -> str | None:
    """What two birth dates say of one person; None where they are of two."""
    if one is None or other is None:
        return "date of birth not known" if one is None else ""
    if one == other:
        return "same date of birth"
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return f"born {format_day(one)}: day and month the other way round"
    same = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
    return f"born {format_day(one)}" if same == 2 else None
