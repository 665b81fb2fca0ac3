"""One box finds people by any particular: identifier, birth date, phone, name, address.

The methods are tried in turn until one finds somebody the reader may see; the reader may choose
another. Phones and addresses are searched only where the reader holds the contact details.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from core.names import name_words, words_alike
from core.paging import Page
from core.tidy import folded
from profiles.exact_match import found_exactly, name_and_birth
from profiles.querysets import ProfileQuerySet

PHONE = re.compile(r"[(]?\+?[\d\s().\-]*")
# From abroad, with a nought that is not dialled; or written without the sign for abroad.
HOME = re.compile(r"(?:\+|00)440?|44(?=[0-9]{10}$)")
ABROAD = re.compile(r"^(?:\+|00)")
CONTACT_DETAILS = "contact_details"
# An index of three letters cannot look for fewer.
LETTERS, DIGITS = 3, 5
SIMILAR = 10  # names, at most, below those that have the words themselves


@dataclass(frozen=True)
class SearchMethod:
    """How typed words are read: the method's name in the address, and its words on the page."""

    name: str
    offer: str
    found: str
    section: str = ""


EXACT = SearchMethod("", "", "with “{}”")
NAME = SearchMethod("name", "names", "with “{}” in their name")
PHONE_NUMBER = SearchMethod(
    "phone", "phone numbers", "with “{}” in a phone number", CONTACT_DETAILS
)
ADDRESS = SearchMethod("address", "addresses", "with “{}” in an address", CONTACT_DETAILS)
NAME_AND_PLACE = SearchMethod(
    "name-address", "names and addresses", "with “{}” in their name and address", CONTACT_DETAILS
)
ALIKE = SearchMethod("alike", "names that look or sound like it", "with a name like “{}”")
ADDRESS_ALIKE = SearchMethod(
    "address-alike", "addresses like it", "with an address like “{}”", CONTACT_DETAILS
)
IN_TURN = (PHONE_NUMBER, NAME, ADDRESS, NAME_AND_PLACE, ALIKE, ADDRESS_ALIKE)
# A number in the words is a house far more often than a name.
WITH_NUMBER = (PHONE_NUMBER, ADDRESS, NAME, NAME_AND_PLACE, ALIKE, ADDRESS_ALIKE)
BY_NAME = {method.name: method for method in IN_TURN}
WAYS = {method.name: method.offer for method in IN_TURN}
LIKENESSES = (ALIKE, ADDRESS_ALIKE)


def digits_of(text: str) -> str:
    """The digits of a phone number as it is dialled here: +44 and 0044 are 0, +353 is 353.

    The database's `phone_for_search` does the same: a test holds them equal.
    """
    dialled = re.sub("[^0-9+]", "", text)
    if home := HOME.match(dialled):
        return "0" + dialled[home.end() :].replace("+", "")
    return ABROAD.sub("", dialled).replace("+", "")


# A queryset, and what its list is asked with besides.
Asked = tuple[ProfileQuerySet, dict[str, Any]]


class Search:
    """What was typed into the search box, and the method that finds people with it."""

    def __init__(self, user: Any, typed: str, by: str, people: ProfileQuerySet) -> None:
        self.user, self.typed, self.people = user, typed, people
        # Signs that are nothing when they are compared find nobody, and not everybody.
        self.words = folded(typed) or typed.strip()
        self.chosen = BY_NAME.get(by)
        # What to find in names; and when the person was born, if that is said behind it or alone.
        self.names, self.born = name_and_birth(typed)
        if not self.names and self.born is None:
            self.names = self.words
        # To mark in names: as they are compared, and as they were typed.
        self.marks = f"{self.names} {self.words}"
        self._tried_all = False
        # Are likenesses left for the reader to choose, since the words are no misspelt name?
        self.offers_likenesses = False

    @cached_property
    def methods(self) -> list[SearchMethod]:
        """The methods that fit what was typed."""
        parts, names = self.words.split(), self.names.split()
        whole = any(len(part) >= LETTERS for part in parts)
        has_number = any(sign.isdigit() for sign in self.names)
        fits = {
            PHONE_NUMBER: bool(PHONE.fullmatch(self.typed))
            and len(digits_of(self.typed)) >= DIGITS,
            NAME: bool(parts),
            ADDRESS: whole,
            NAME_AND_PLACE: self.born is None and bool(self.name_and_place[1]),
            ALIKE: any(len(part) >= LETTERS for part in names) and not has_number,
            ADDRESS_ALIKE: any(len(part) > LETTERS and part.isalpha() for part in parts),
        }
        return [method for method in (WITH_NUMBER if has_number else IN_TURN) if fits[method]]

    @cached_property
    def method(self) -> SearchMethod | None:
        """The method that is used: as chosen, or the first that finds somebody, or the first."""
        if len(self._in_turn) == 1:
            return self._in_turn[0]
        for method in self._in_turn:
            people, how = self._asked(method)
            if people.ids_for(self.user, cap=0, **how):
                return method
        return self._none_found()

    def page(self, order: str, size: int) -> tuple[Page, list[int]]:
        """A first page of ids, by the method that fills it, which is used from then on.

        And the ids of people with names like the words, beside those who have the words.
        """
        for methods in self._at_once:
            tries = [self._asked(method) for method in methods]
            number, page, similar = self.people.first_for(
                self.user, tries, self._beside(methods[-1]), order=order, size=size, more=2 * size
            )
            if page:
                self.method = methods[number]
                here = set(page)
                return page, [pk for pk in similar if pk not in here][:SIMILAR]
        self.method = self._none_found()
        return Page([]), []

    @property
    def _at_once(self) -> Iterator[list[SearchMethod | None]]:
        """The methods in their order, cut where most searches end: by a name, or a number."""
        part: list[SearchMethod | None] = []
        for method in self._in_turn:
            part.append(method)
            if method in (EXACT, NAME):
                yield part
                part = []
        if part:
            yield part

    def _none_found(self) -> SearchMethod | None:
        tried = [method for method in self._in_turn if method is not EXACT] or [EXACT]
        self._tried_all = tried[0] not in (self.chosen, EXACT)
        return tried[0]

    @cached_property
    def _in_turn(self) -> list[SearchMethod | None]:
        if not self.words:
            return [None]
        if self.chosen in self.methods:
            return [self.chosen]
        methods = [*self.methods] or [NAME]
        if self.offers_likenesses:
            methods = [method for method in methods if method not in LIKENESSES] or methods
        if self._exact is None:
            return methods
        return [EXACT] if self._is_narrowed else [EXACT, *methods]

    @property
    def _is_narrowed(self) -> bool:
        return bool(self.people.query.where)

    @cached_property
    def _exact(self) -> ProfileQuerySet | None:
        """The people named by exact particulars; on a narrowed list, if the reader sees any."""
        found = found_exactly(self.typed)
        if found is None or not self._is_narrowed:
            return found
        return found if found.ids_for(self.user, cap=0) else None

    @property
    def queryset(self) -> ProfileQuerySet:
        return self._narrowed(self.method)

    @property
    def how(self) -> dict[str, Any]:
        """What the list is asked with besides: words of names."""
        return self._how(self.method)

    @property
    def others(self) -> list[SearchMethod]:
        """What else the words may be looked for in."""
        if not self.words:
            return []
        if self._tried_all:
            return [one for one in self.methods if one in LIKENESSES and self.offers_likenesses]
        return [method for method in self.methods if method is not self.method]

    @property
    def in_words(self) -> str:
        """How those on the list were found."""
        if self.method not in (NAME, ALIKE) or self.born is None:
            return self.method.found.format(self.typed) if self.method else ""
        name = self.method.found.format(self.names) if self.names else ""
        return f"{name} born {self.born}"

    @property
    def fell_back(self) -> bool:
        """Had nobody the words themselves, so that likenesses are shown unasked?"""
        return self.chosen is None and self.method in LIKENESSES

    @property
    def is_sure(self) -> bool:
        """Is everyone on the list there by particulars that any access shows?"""
        return self.method in (None, EXACT, NAME)

    def _how(self, method: SearchMethod | None) -> dict[str, Any]:
        if method is ALIKE:
            return {"words": self._likenesses, "alike": True}
        if method is NAME_AND_PLACE:
            return {"words": self.name_and_place[0]}
        return {"words": self.names} if method is NAME else {}

    @cached_property
    def name_and_place(self) -> tuple[str, list[str]]:
        """A name, and the words behind it, the last of which is of an address: Pellworth Stafford.

        Both have letters enough for an index.
        """
        name, *place = folded(self.typed.replace(",", " ")).split() or [""]
        if not place or min(len(name), len(place[-1])) < LETTERS or not name[0].isalpha():
            return "", []
        return name, place

    @property
    def _likenesses(self) -> str:
        """The words to look for likenesses of. Behind a comma stand first names."""
        before, comma, _ = self.typed.partition(",")
        names = self.names.split()
        surname = len(name_words(before).split()) if comma else 0
        if not 0 < surname < len(names):
            return " ".join(words_alike(self.names))
        return " ".join([*words_alike(" ".join(names[:surname])), names[surname]])

    def _beside(self, method: SearchMethod | None) -> Asked | None:
        """How those with names like the words are found, to stand below those of this method."""
        if method not in (NAME, EXACT) or ALIKE not in self.methods:
            return None
        people, how = self._asked(ALIKE)
        # Who has each of the words is on the list by name, if not on its first page.
        return people, how | ({"only": self.names} if method is NAME else {})

    def _asked(self, method: SearchMethod | None) -> Asked:
        return self._narrowed(method), self._how(method)

    def _narrowed(self, method: SearchMethod | None) -> ProfileQuerySet:
        if method is None:
            return self.people
        if method is EXACT:
            return self.people & self._exact
        if method in (NAME, ALIKE):
            return self.people.filter(born_on__range=self.born.days) if self.born else self.people
        people = self.people.with_section(self.user, method.section)
        if method is PHONE_NUMBER:
            return people.with_phone(digits_of(self.typed))
        if method is NAME_AND_PLACE:
            return people.with_name_and_address(self.name_and_place[1])
        return people.with_address(self.words, alike=method is ADDRESS_ALIKE)
