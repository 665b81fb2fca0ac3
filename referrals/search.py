"""One box finds people and entries of the register by whatever is known of them.

What was typed is read in several ways, which are tried in turn until one finds somebody. It
searches the register alone, of the areas that the reader reads: nobody exists for it who is not
there, or whom the reader may not know.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from core.alike import containing, same_names
from core.names import name_key, name_words, sort_name, words_alike
from core.tidy import folded, tidy
from profiles.exact_match import name_and_birth
from profiles.search import DIGITS, LETTERS, PHONE, digits_of
from referrals import search_sql
from referrals.search_sql import CAP

LONGEST, MOST_WORDS = 200, 8
ENTER = "Enter a name, a date of birth, an address or a reference"
TOO_LONG = f"Enter no more than {LONGEST} characters"
# After every name that begins so, as bytes are compared.
LAST_LETTER = "\U0010ffff"


@dataclass(frozen=True)
class SearchMethod:
    """A way to read what was typed: its name in the address, and its words on the page."""

    name: str
    offer: str
    found: str
    # Does it find those who have the words themselves?
    is_exact: bool = True
    # Does it find entries, rather than people?
    of_entries: bool = False


REFERENCE = SearchMethod("reference", "references", "with the number “{}”", of_entries=True)
BORN = SearchMethod("born", "dates of birth", "born {born}")
NAME = SearchMethod("name", "names", "called “{name}”{born}")
PHONE_NUMBER = SearchMethod("phone", "phone numbers", "with “{}” in their phone number")
ADDRESS = SearchMethod("address", "addresses", "with “{}” in their address")
WORDS = SearchMethod(
    "words", "officers and words of the summary", "with “{}” in the words", of_entries=True
)
ALIKE = SearchMethod(
    "alike", "names that look or sound like it", "with a name like “{name}”{born}", is_exact=False
)
ANY_BIRTH = SearchMethod(
    "any-birth", "the name, whatever the date of birth", "called “{name}”", is_exact=False
)
ADDRESS_ALIKE = SearchMethod(
    "address-alike", "addresses like it", "with an address like “{}”", is_exact=False
)
IN_TURN = (
    *(REFERENCE, BORN, NAME, PHONE_NUMBER, ADDRESS, WORDS),
    *(ALIKE, ANY_BIRTH, ADDRESS_ALIKE),
)
# A number in the words is a house or a phone far more often than a name.
WITH_NUMBER = (
    *(REFERENCE, BORN, PHONE_NUMBER, ADDRESS, NAME, WORDS),
    *(ALIKE, ANY_BIRTH, ADDRESS_ALIKE),
)
# With a date of birth the words are a name, and likenesses of it say more than an address.
WITH_BIRTH = (REFERENCE, BORN, NAME, ALIKE, ANY_BIRTH, PHONE_NUMBER, ADDRESS, WORDS)
BY_NAME = {method.name: method for method in IN_TURN}
WAYS = {method.name: method.offer for method in IN_TURN}


@dataclass(frozen=True)
class Found:
    """A party that was found, or an entry without one."""

    rank: int
    party: int | None
    entry: int
    person: int | None
    sort_name: str | None
    born_on: Any

    @property
    def key(self) -> tuple[Any, ...]:
        """Who it is, as far as the row itself says."""
        return (self.person,) if self.person else (self.sort_name, self.born_on)


def check_typed(typed: str) -> str:
    """What was typed, tidied. Raises ValidationError where nothing can be looked for with it."""
    words = tidy(typed).strip()
    if len(words) > LONGEST:
        raise ValidationError(TOO_LONG)
    if words and not any(sign.isalnum() for sign in words):
        raise ValidationError(ENTER)
    return words


class RegisterSearch:
    """What was typed, and what it finds in the register of these areas."""

    def __init__(self, user: Any, areas: list[int], typed: str, by: str = "") -> None:
        self.user, self.areas, self.typed = user, areas, typed
        self.words = (folded(typed).replace(",", " ").split() or [typed])[:MOST_WORDS]
        names, self.born = name_and_birth(typed)
        self.names = names.split()[:MOST_WORDS]
        if not self.names and self.born is None:
            self.names = self.words
        self.chosen = BY_NAME.get(by)

    # ---- How it was read ------------------------------------------------------------------------
    @cached_property
    def methods(self) -> list[SearchMethod]:
        """The methods that fit what was typed, in turn."""
        has_number = any(sign.isdigit() for sign in "".join(self.names))
        whole = any(len(word) >= LETTERS for word in self.words)
        is_name = bool(self.names) and any(sign.isalpha() for sign in "".join(self.names))
        dated = self.born is not None and bool(self.names)
        likely = any(len(name) >= LETTERS for name in self.names) and not has_number
        fits = {
            REFERENCE: any(sign.isdigit() for sign in self.typed),
            BORN: self.born is not None and not self.names,
            NAME: is_name,
            PHONE_NUMBER: bool(PHONE.fullmatch(self.typed)) and len(self.digits) >= DIGITS,
            ADDRESS: whole,
            WORDS: whole,
            ALIKE: likely,
            ANY_BIRTH: is_name and dated,
            ADDRESS_ALIKE: any(len(word) > LETTERS and word.isalpha() for word in self.words),
        }
        order = WITH_BIRTH if dated else WITH_NUMBER if has_number else IN_TURN
        fitting = [method for method in order if fits[method]]
        return [self.chosen] if self.chosen in fitting else fitting

    @property
    def digits(self) -> str:
        return digits_of(self.typed)

    @cached_property
    def _birth(self) -> str:
        """Whether the date of birth is a day or a year, for the text of a statement."""
        if self.born is None:
            return ""
        return "day" if self.born.is_day else "year"

    # ---- What it finds --------------------------------------------------------------------------
    @cached_property
    def method(self) -> SearchMethod | None:
        """The method that found somebody; None where none does."""
        return self._all[0]

    @cached_property
    def found(self) -> list[Found]:
        """What it found: no more than one over the cap."""
        return self._all[1]

    @cached_property
    def beside(self) -> list[Found]:
        """With a date of birth: others of the name, whose date of birth is another or unknown."""
        return self._all[2]

    @property
    def is_capped(self) -> bool:
        return len(self.found) > CAP

    @cached_property
    def _all(self) -> tuple[SearchMethod | None, list[Found], list[Found]]:
        for methods in self._at_once:
            beside = ANY_BIRTH if NAME in methods and ANY_BIRTH in self.methods else None
            rows = self._rows(methods, beside)
            for number, method in enumerate(methods):
                if rows[number]:
                    also = rows[-1] if beside else []
                    return method, rows[number], also
        return None, [], []

    @property
    def _at_once(self) -> list[list[SearchMethod]]:
        """The methods, cut where most searches end and before likenesses."""
        parts: list[list[SearchMethod]] = [[]]
        for method in self.methods:
            if not method.is_exact and parts[-1] and parts[-1][-1].is_exact:
                parts.append([])
            parts[-1].append(method)
            if method is NAME:
                parts.append([])
        return [part for part in parts if part]

    def _rows(self, methods: list[SearchMethod], beside: SearchMethod | None) -> list[list[Found]]:
        texts, params = [], {"user": self.user.pk, "areas": self.areas}
        for method in methods:
            text, values = self._asked(method)
            texts.append(text)
            params |= values
        last, values = self._by_name("", begins=True) if beside else ("", {})
        params |= values
        found: list[list[Found]] = [[] for _ in range(len(methods) + bool(beside))]
        statement = search_sql.in_turn(tuple(texts), last)
        is_exact = all(method.is_exact for method in methods)
        for number, *row in search_sql.rows(statement, params, is_exact=is_exact):
            found[number].append(Found(*row))
        return [_each_once(rows) for rows in found]

    def _asked(self, method: SearchMethod) -> tuple[str, dict[str, Any]]:
        """The statement of a method, and its parameters."""
        if method is REFERENCE:
            return search_sql.by_reference(), {"reference": " ".join(self.typed.upper().split())}
        if method is BORN:
            return self._by_birth()
        if method is NAME or method is ANY_BIRTH:
            return self._by_name(self._birth if method is NAME else "")
        if method is PHONE_NUMBER:
            return search_sql.by_phone(), {"digits": containing(self.digits)}
        values = {f"word{n}": containing(word) for n, word in enumerate(self.words)}
        if method is ADDRESS:
            return search_sql.by_address(len(self.words)), values
        if method is WORDS:
            return search_sql.by_words(len(self.words)), values
        return self._by_likeness(method)

    def _by_birth(self) -> tuple[str, dict[str, Any]]:
        first, _ = self.born.days
        return search_sql.by_birth(), {"born_from": first}

    def _born(self) -> dict[str, Any]:
        if not self._birth:
            return {}
        first, last = self.born.days
        return {"born_from": first} | ({"born_to": last} if self._birth == "year" else {})

    def _by_name(self, birth: str, *, begins: bool = False) -> tuple[str, dict[str, Any]]:
        contained = {f"name{n}": containing(name) for n, name in enumerate(self.names)}
        if birth:
            return search_sql.by_name(len(self.names), birth), {**contained, **self._born()}
        lows = _beginnings(self.names)
        highs = [low + LAST_LETTER for low in lows]
        # An index of three letters cannot look for fewer.
        if begins or not any(len(name) >= LETTERS for name in self.names):
            contained = {}
        return search_sql.by_name(len(contained)), {**contained, "lows": lows, "highs": highs}

    def _by_likeness(self, method: SearchMethod) -> tuple[str, dict[str, Any]]:
        is_name = method is ALIKE
        words = self._likenesses() if is_name else self.words
        kinds, values = [], {"alike": " ".join(words)}
        for number, word in enumerate(words):
            key = f"like{number}"
            kind = _kind_of(word) if is_name or word.isalpha() else "there"
            if not is_name and kind != "there":
                kind = "looks"
            kinds.append(kind)
            values[key] = containing(word) if kind == "there" else word
            if kind in ("sounds", "short"):
                values[f"{key}_short"] = [
                    form for one in same_names(word) for form in (f"{one} %", f"% {one} %")
                ]
        column = "search_names" if is_name else "search_address"
        birth = self._birth if is_name else ""
        return search_sql.by_likeness(column, tuple(kinds), birth), {
            **values,
            **(self._born() if birth else {}),
        }

    def _likenesses(self) -> list[str]:
        """The words to look for likenesses of. Behind a comma stand first names."""
        before, comma, _ = self.typed.partition(",")
        surname = len(name_words(before).split()) if comma else 0
        if not 0 < surname < len(self.names):
            return words_alike(" ".join(self.names))
        return [*words_alike(" ".join(self.names[:surname])), self.names[surname]]

    # ---- Words ----------------------------------------------------------------------------------
    @property
    def fell_back(self) -> bool:
        """Had nobody the words themselves, so that what is like them is shown unasked?"""
        return self.method is not None and not self.method.is_exact and self.chosen is None

    @property
    def tries_likeness(self) -> bool:
        """Was it looked for by names or addresses that are like it, too?"""
        return any(not method.is_exact for method in self.methods)

    @property
    def in_words(self) -> str:
        """How those on the page were found."""
        return self._worded(self.method) if self.method else ""

    @property
    def sought(self) -> str:
        """What was looked for first: called “Corigan” born on 3 February 2009."""
        first = next((m for m in self.methods if m in (NAME, BORN)), self.methods[0])
        return self._worded(first)

    def _worded(self, method: SearchMethod) -> str:
        name = " ".join(name.capitalize() for name in self.names)
        born = f" born {self.born}" if self.born and self.names else str(self.born or "")
        return method.found.format(self.typed, name=name, born=born)

    @property
    def others(self) -> list[SearchMethod]:
        """What else the words may be looked for in."""
        if self.method is None:
            return []
        fitting = RegisterSearch(self.user, self.areas, self.typed).methods
        return [method for method in fitting if method not in (self.method, REFERENCE)]


def _each_once(rows: list[Found]) -> list[Found]:
    """Somebody found in two ways is listed once, by the better one."""
    best: dict[Any, Found] = {}
    for row in rows:
        best.setdefault((row.party, row.entry), row)
    return list(best.values())[: CAP + 1]


def _kind_of(word: str) -> str:
    """A word of one or two letters has no sounds; its short forms are known all the same."""
    return "sounds" if len(word) >= LETTERS else "short"


def _beginnings(names: list[str]) -> list[str]:
    """How the name may begin as lists sort it, wherever the surname begins, whichever is first."""
    if len(names) == 1:
        return [f"{name_key(names[0])},"]
    cuts = [(" ".join(names[:cut]), " ".join(names[cut:])) for cut in range(1, len(names))]
    found = [sort_name(*part) for pair in cuts for part in (pair, pair[::-1])]
    return [*dict.fromkeys([*found, f"{name_key(' '.join(names))},"])]
