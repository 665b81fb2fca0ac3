"""Every search of the list of people, beside the same rows by one statement."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

from access.levels import bit
from bench import floors
from bench.measure import FLOOR, PRODUCT, Cell
from bench.people import Case
from core.alike import heard_like
from core.request_cache import request_cache
from profiles.filters import PeopleFilter
from profiles.models import Profile
from profiles.numbers import readings
from profiles.search import digits_of

NAMED = "AND h.search_names LIKE %(word)s"
CONTACT_DETAILS = f"AND h.sections & {bit(Profile, 'contact_details')} <> 0"


def people_page(case: Case, order: str = "name", **asked: str) -> list[int]:
    """What the list of people asks for: the page, its columns."""
    request = SimpleNamespace(user=case.user, GET={"sort": order, **asked})
    with request_cache("GET"):
        return [profile.pk for profile in PeopleFilter(request).page()]


def by_name(words: str) -> tuple[str, dict[str, Any]]:
    return NAMED, {"word": f"%{words}%"}


def alike(words: str) -> tuple[str, dict[str, Any]]:
    """Looks or sounds like the word."""
    heard = heard_like("h.search_names", "word", words)
    return f"AND (h.search_names %%> %(word)s{heard})", {"word": words}


def by_number(words: str) -> tuple[str, dict[str, Any]]:
    return _in("profiles_identifier", "o.value = ANY(%(values)s)"), {"values": [*readings(words)]}


def by_phone(words: str) -> tuple[str, dict[str, Any]]:
    where = _in("profiles_phone", "o.digits LIKE %(word)s")
    return f"{CONTACT_DETAILS} {where}", {"word": f"%{digits_of(words)}%"}


def by_address(words: str, compare: str = "LIKE") -> tuple[str, dict[str, Any]]:
    """Each word in the address; one with letters alone may be misspelt."""
    params, conditions = {}, []
    for number, word in enumerate(words.split()):
        like = compare == "LIKE" or not word.isalpha()
        params[f"word{number}"] = f"%{word}%" if like else word
        conditions.append(f"o.search_text {'LIKE' if like else compare} %(word{number})s")
    return f"{CONTACT_DETAILS} {_in('profiles_address', ' AND '.join(conditions))}", params


def by_address_alike(words: str) -> tuple[str, dict[str, Any]]:
    return by_address(words, "%%>")


def _in(table: str, condition: str) -> str:
    return f"AND h.content_object_id IN (SELECT o.profile_id FROM {table} o WHERE {condition})"


# Name, the words of the case, the floor's condition, goal in ms.
SEARCHES: list[tuple[str, str, Callable[[str], tuple[str, dict[str, Any]]], int]] = [
    ("prefix", "prefix", by_name, 10),
    ("substring", "inside", by_name, 60),
    ("other name", "other name", by_name, 60),
    ("misspelt", "misspelt", alike, 60),
    ("identifier", "identifier", by_number, 60),
    ("phone", "phone", by_phone, 60),
    ("part of an address", "address", by_address, 60),
    ("misspelt address", "misspelt address", by_address_alike, 150),
]


def searches(kind: str, some: list[Case]) -> Iterator[Cell]:
    """Each search, for those who have somebody with such a particular."""
    for name, key, floor, goal in SEARCHES:
        asked = [case for case in some if key in case.words]
        if asked:
            yield _search(f"search: {name}", kind, key, floor, goal, asked)


def _search(name: str, kind: str, key: str, floor: Any, goal: int, asked: list[Case]) -> Cell:
    def least(case: Case) -> list[int]:
        where, params = floor(case.words[key])
        return floors.page(case.user, "name", where=where, **params)

    def product(case: Case) -> list[int]:
        return people_page(case, q=case.words[key])

    return Cell(name, kind, {PRODUCT: product, FLOOR: least}, asked, goal=goal, same=True)
