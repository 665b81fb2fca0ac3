"""The log of one person, its pages and its filters, beside the same rows by one statement."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from access.naming import naming
from bench import floors
from bench.measure import FLOOR, PRODUCT, Cell
from bench.people import Case
from core.paging import Page, decode, page_down
from profiles.log_filters import LogFilter
from profiles.models import ContactKind
from profiles.querysets import with_amendments

WORD = "housing"
SAYING = """AND (c.text ILIKE %(word)s OR c.response ILIKE %(word)s OR c.anxieties ILIKE %(word)s
  OR c.told_by ILIKE %(word)s)"""
EARLIER = "AND (c.happened_on, c.id) < (%(day)s, %(pk)s)"

Design = Callable[[Case], list[int]]


def log_page(case: Case, after: str = "", **asked: str) -> Page:
    """What the page of the log asks for: its entries, and what hangs on each."""
    request = SimpleNamespace(user=case.user, GET=asked)
    every = case.profile.contacts.all()
    entries = LogFilter(request, every, naming(case.user, case.profile)).narrow(every)
    page = page_down(entries.with_words(), "happened_on", "pk", after=after)
    with_amendments(page)
    return page


def _product(**asked: str) -> Design:
    return lambda case: [entry.pk for entry in log_page(case, **asked)]


def _floor(where: str = "", **params: Any) -> Design:
    return lambda case: floors.log(case.profile.pk, where, **params)


def _second_page(case: Case) -> list[int]:
    return [entry.pk for entry in log_page(case, case.after["log"])]


def _second_page_floor(case: Case) -> list[int]:
    day, pk = decode(case.after["log"], (str, int)) or ("", 0)
    return floors.log(case.profile.pk, EARLIER, day=day, pk=pk)


def logs(some: list[Case]) -> Iterator[Cell]:
    """Pages of a log of 200 entries."""
    for case in some:
        case.after["log"] = log_page(case).next_cursor or ""
    kind, this_year = ContactKind.objects.first(), timezone.localdate().replace(day=1, month=1)
    for name, product, floor in (
        ("first page", _product(), _floor()),
        ("second page", _second_page, _second_page_floor),
        ("of a kind", _product(kind=kind.code), _floor("AND c.kind_id = %(kind)s", kind=kind.pk)),
        (
            "of this year",
            _product(since=this_year.isoformat()),
            _floor("AND c.happened_on >= %(day)s", day=this_year),
        ),
        ("with a word", _product(q=WORD), _floor(SAYING, word=f"%{WORD}%")),
    ):
        designs = {PRODUCT: product, FLOOR: floor}
        yield Cell(f"log of 200: {name}", "lead", designs, some, goal=10, same=True)
