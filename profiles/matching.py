"""Why somebody is on the list of a search: the particular that was found, and what to mark in it.

Only of people who are on the list, and only particulars by which the list was searched.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.alike import like
from core.dates import format_day
from core.names import name_for_search
from core.tidy import folded
from profiles.models import Address, Identifier, OtherName, Phone, Profile
from profiles.numbers import readings
from profiles.search import (
    ADDRESS,
    ADDRESS_ALIKE,
    ALIKE,
    EXACT,
    NAME,
    NAME_AND_PLACE,
    PHONE_NUMBER,
    Search,
    SearchMethod,
    digits_of,
)

WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True)
class Match:
    """A particular of a person, its name, and the words to mark in it.

    `is_reach` says that it is an address or a phone, which no program is told.
    """

    label: str
    text: str
    mark: str = ""
    is_reach: bool = False


def mark_matches(
    search: Search, people: Iterable[Profile], method: SearchMethod | None = None
) -> None:
    """Put onto each person why they were found, where the name itself does not say it.

    By the method of the search, if no other is named.
    """
    method = method or search.method
    rows = {person.pk: person for person in people}
    for person in rows.values():
        person.born_mark = search.born.words if search.born else ""
        person.mark, person.matches = search.marks if method is NAME else "", []
    if method is None or not rows:
        return
    for pk, matches in _FINDERS[method](search, rows).items():
        rows[pk].matches = matches[:2]


def _by_particulars(search: Search, rows: dict[int, Profile]) -> dict[int, list[Match]]:
    """An identifier in any form, or the birth date that stood beside the name."""
    typed = search.typed
    numbers = {*readings(typed), typed, typed.upper()}
    found = defaultdict(list)
    reference = "".join(typed.upper().split())
    for pk, person in rows.items():
        if person.reference.endswith(reference) and any(c.isdigit() for c in reference):
            found[pk].append(Match("Reference", person.reference, person.reference))
    for identifier in _of(Identifier, rows).filter(value__in=numbers):
        label = identifier.get_kind_display()
        found[identifier.profile_id].append(Match(label, identifier.value, identifier.value))
    for pk, person in rows.items():
        if pk not in found and person.born_on:
            found[pk].append(Match("Born", format_day(person.born_on)))
    return found


def _by_name(search: Search, rows: dict[int, Profile]) -> dict[int, list[Match]]:
    """Another name, where the first one does not hold all the words."""
    found = defaultdict(list)
    for pk, person in rows.items():
        if not _says(search, person):
            said = [name for name in person.known_as if _says(search, name)]
            found[pk] += [Match("Other name", str(name), search.marks) for name in said]
    return found


def _by_name_alike(search: Search, rows: dict[int, Profile]) -> dict[int, list[Match]]:
    """What is like the words in the name itself, and other names with more of it."""
    people = rows.values()
    others = [str(name) for person in people for name in person.known_as]
    marks = _alike(search.names, [*(person.name for person in people), *others])
    sought = len(search.names.split())
    found = defaultdict(list)
    for pk, person in rows.items():
        person.mark = marks[person.name]
        here = set(person.mark.split())
        # Another name may hold what the first one does not.
        for name in person.known_as if len(person.mark.split()) < sought else ():
            mark = marks[str(name)]
            if set(mark.split()) - here:
                found[pk].append(Match("Other name", str(name), mark))
    return found


def _by_phone(search: Search, rows: dict[int, Profile]) -> dict[int, list[Match]]:
    found = defaultdict(list)
    for phone in _of(Phone, rows).with_digits(digits_of(search.typed)):
        found[phone.profile_id].append(_reach("Phone", phone, phone.number))
    return found


def _by_address(search: Search, rows: dict[int, Profile]) -> dict[int, list[Match]]:
    alike = search.method is ADDRESS_ALIKE
    addresses = list(_of(Address, rows).containing(search.words, alike=alike))
    marks = _alike(search.words, [str(address) for address in addresses]) if alike else {}
    found = defaultdict(list)
    for address in addresses:
        mark = marks.get(str(address), search.words)
        found[address.profile_id].append(_reach("Address", address, mark))
    return found


def _by_name_and_place(search: Search, rows: dict[int, Profile]) -> dict[int, list[Match]]:
    """The address with the last of the words, and another name if it has the first."""
    name, place = search.name_and_place
    found = defaultdict(list)
    for pk, person in rows.items():
        person.mark = search.words
        if name not in name_for_search(person.forenames, person.surname):
            also = [one for one in person.known_as if name in folded(str(one))]
            found[pk] += [Match("Other name", str(one), name) for one in also[:1]]
    for address in _of(Address, rows).containing(place[-1]):
        found[address.profile_id].append(_reach("Address", address, search.words))
    return found


def _reach(label: str, detail: Address | Phone, mark: str = "") -> Match:
    until = f" (until {format_day(detail.ends_on)})" if detail.ends_on else ""
    return Match(label, f"{detail}{until}", mark, is_reach=True)


def _of(model: Any, people: Iterable[int]) -> Any:
    """What there is of this kind, of these people: the list was searched by it.

    They are on the list, so the reader sees who they are; a method that reads a section only
    finds records where the reader holds that section.
    """
    return model.objects.filter(profile__in=list(people))


def _alike(typed: str, texts: list[str]) -> dict[str, str]:
    """The words of each text that are like what was typed, or the same."""
    words = {text: WORD.findall(folded(text)) for text in texts}
    close = like({word for each in words.values() for word in each}, typed)
    return {text: " ".join(word for word in words[text] if word in close) for text in texts}


def _says(search: Search, name: Profile | OtherName) -> bool:
    words = name_for_search(name.forenames, name.surname)
    return all(word in words for word in search.names.split())


_FINDERS: dict[SearchMethod, Any] = {
    EXACT: _by_particulars,
    NAME: _by_name,
    ALIKE: _by_name_alike,
    PHONE_NUMBER: _by_phone,
    ADDRESS: _by_address,
    ADDRESS_ALIKE: _by_address,
    NAME_AND_PLACE: _by_name_and_place,
}
