"""Searches of the RJ register, beside one plain statement that the same index answers."""

import random
from collections.abc import Callable, Iterator
from typing import Any

from agencies.models import User
from bench.floors import rows
from bench.measure import FLOOR, PRODUCT, Cell
from bench.people import EACH, Case, misspelt
from core.alike import heard_like
from core.tidy import folded
from referrals.models import Party
from referrals.results import register_of
from referrals.search import RegisterSearch

QUICK, TOLERANT = 5, 15  # times the floor, at most
ENTRY = "i.id, i.reference, i.happened_on, i.agreement, i.officer_name"
PARTY = f"p.id, p.forenames, p.surname, p.born_on, {ENTRY}"
OF_PARTY = f"""SELECT {PARTY} FROM referrals_party p
  JOIN referrals_intervention i ON i.id = p.intervention_id
  WHERE p.is_registered AND p.area_id = ANY(%(areas)s)"""
OF_ENTRY = f"""SELECT {ENTRY} FROM referrals_intervention i
  WHERE i.registered_at IS NOT NULL AND i.area_id = ANY(%(areas)s)"""


def readers(rng: random.Random) -> list[Case]:
    """Who reads a register, and what finds somebody in it."""
    users = list(User.objects.active().filter(username__startswith="large").order_by("pk"))
    rng.shuffle(users)
    found = []
    for user in users[: 2 * EACH]:
        areas = register_of(user).ids
        some = list(
            Party.objects.filter(area__in=areas, is_registered=True, profile=None)
            .exclude(address="")
            .exclude(born_on=None)
            .select_related("intervention")
            .order_by("uuid")[:40]
        )
        if some:
            found.append(_case(user, areas, rng.choice(some)))
        if len(found) == EACH:
            break
    return found


def _case(user: Any, areas: list[int], party: Party) -> Case:
    entry, surname = party.intervention, folded(party.surname).split()[-1]
    number, street, *_ = folded(party.address).split()
    words = {
        "name": f"{party.forenames} {party.surname}",
        "surname": party.surname,
        "born": f"{party.born_on:%d/%m/%Y}",
        "name_and_birth": f"{party.surname} {party.born_on:%d %m %Y}",
        "reference": entry.reference,
        "words": " ".join(folded(entry.summary).split()[-3:])
        + f" {folded(entry.place).split()[0]}",
        "misspelt": f"{party.forenames} {misspelt(surname)}",
        "misspelt_alone": misspelt(surname),
        "address": f"{number} {street}",
        "misspelt_address": f"{number} {misspelt(street)}",
    }
    case = Case(user, party, areas, words, {}, 0)
    case.after["born_on"] = party.born_on.isoformat()
    return case


def _contained(column: str, words: str) -> tuple[str, dict[str, Any]]:
    parts = folded(words).split()
    return (
        " AND ".join(f"{column} LIKE %(word{n})s" for n in range(len(parts))),
        {f"word{n}": f"%{word}%" for n, word in enumerate(parts)},
    )


def by_name(case: Case, words: str) -> list[Any]:
    where, params = _contained("p.search_names", words)
    return _parties(case, where, **params)


def by_birth(case: Case, words: str) -> list[Any]:
    return _parties(case, "p.born_on = %(born)s::date", born=case.after["born_on"])


def by_name_and_birth(case: Case, words: str) -> list[Any]:
    where, params = _contained("p.search_names", case.words["surname"])
    born = case.after["born_on"]
    return _parties(case, f"{where} AND p.born_on = %(born)s::date", born=born, **params)


def by_reference(case: Case, words: str) -> list[Any]:
    sql = f"{OF_ENTRY} AND i.reference = %(reference)s"
    return rows(sql, {"areas": case.team, "reference": words})


def by_words(case: Case, words: str) -> list[Any]:
    where, params = _contained("i.search_words", words)
    sql = f"{OF_ENTRY} AND {where} ORDER BY i.happened_on DESC, i.id DESC LIMIT 101"
    return rows(sql, {"areas": case.team, **params})


def by_likeness(case: Case, words: str) -> list[Any]:
    params, conditions = {}, []
    for number, word in enumerate(folded(words).split()):
        params[f"word{number}"] = word
        heard = heard_like("p.search_names", f"word{number}", word)
        conditions.append(f"(p.search_names %%> %(word{number})s{heard})")
    return _parties(case, " AND ".join(conditions), **params)


def by_address(case: Case, words: str) -> list[Any]:
    where, params = _contained("p.search_address", words)
    return _parties(case, where, **params)


def by_address_alike(case: Case, words: str) -> list[Any]:
    number, street = words.split()
    where = "p.search_address LIKE %(number)s AND p.search_address %%> %(street)s"
    return _parties(case, where, number=f"%{number}%", street=street)


def _parties(case: Case, where: str, **params: Any) -> list[Any]:
    return rows(f"{OF_PARTY} AND {where} LIMIT 101", {"areas": case.team, **params})


# Name, the words of the case, the floor, how dear against it.
SEARCHES: list[tuple[str, str, Callable[[Case, str], list[Any]], int]] = [
    ("name", "name", by_name, QUICK),
    ("surname", "surname", by_name, QUICK),
    ("date of birth", "born", by_birth, QUICK),
    ("name and date of birth", "name_and_birth", by_name_and_birth, QUICK),
    ("reference", "reference", by_reference, QUICK),
    ("words", "words", by_words, QUICK),
    ("address", "address", by_address, TOLERANT),
    ("misspelt name", "misspelt", by_likeness, TOLERANT),
    ("misspelt surname", "misspelt_alone", by_likeness, TOLERANT),
    ("misspelt address", "misspelt_address", by_address_alike, TOLERANT),
]


def register(some: list[Case]) -> Iterator[Cell]:
    """Each search for those who read a register. `case.team` holds its areas."""
    for name, key, floor, most in SEARCHES:
        yield _search(f"rj: {name}", key, floor, most, some)


def _search(
    name: str, key: str, floor: Callable[[Case, str], list[Any]], most: int, some: list[Case]
) -> Cell:
    def product(case: Case) -> int:
        return len(RegisterSearch(case.user, case.team, case.words[key]).found)

    def least(case: Case) -> int:
        return len(floor(case, case.words[key]))

    asked = [case for case in some if product(case)]
    return Cell(name, "large", {PRODUCT: product, FLOOR: least}, asked, floor_p95=most)
