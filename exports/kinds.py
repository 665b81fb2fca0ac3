"""Every list that can be exported: its apps declare each once, in their `exports.py`.

A declaration uses the page's own filters, queryset and names, so that nobody exports a row, or a
word in it, that the page would not show them.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils.functional import cached_property

from access.naming import Naming, naming
from agencies.models import Membership
from core import policy
from core.filter_sets import FilterSet
from core.paging import Page

Cell = str | int | datetime.date | datetime.datetime | None


@dataclass(frozen=True)
class Column:
    """A heading, and what a row has below it."""

    heading: str
    of: Callable[[Any], Cell]


class ListKind:
    """A list as one reader asks for it: narrowed by an address, of one record if it has one.

    `action` is the page's own, asked about the record where there is one (`parent`).
    """

    name: ClassVar[str]
    title: ClassVar[str]
    model: ClassVar[Any]
    action: ClassVar[str]
    parent: ClassVar[Any] = None
    # The section of the record in which the list is.
    section: ClassVar[str] = ""
    # Is it about teams and those who work in them, and about nobody on record?
    is_of_staff: ClassVar[bool] = False

    def __init__(self, user: Any, query: str = "", of: UUID | None = None) -> None:
        self.user, self.of = user, of
        self.request = SimpleNamespace(user=user, GET=QueryDict(query), method="GET")

    # ---- Who may ----------------------------------------------------------------------------
    @cached_property
    def record(self) -> Any:
        """The record whose list it is; None where there is none, or the reader may not see it."""
        if self.parent is None or self.of is None:
            return None
        related = ("owner_team", "lead")
        try:
            return policy.get(self.user, self.action, self.parent, *related, uuid=self.of)
        except (Http404, PermissionDenied):
            return None

    @classmethod
    def is_for(cls, user: Any) -> bool:
        """Those who practise take lists out; lists of staff, those who administer an area too."""
        administers = cls.is_of_staff and user.has_role(Membership.Role.ADMINISTRATOR)
        return bool(user.practises or administers)

    @property
    def is_open(self) -> bool:
        """May the reader have this list now?"""
        if not (policy.is_someone(self.user) and self.is_for(self.user)):
            return False
        return (self.parent is None and self.of is None) or self.record is not None

    def readable(self) -> QuerySet:
        """Every row that the reader may read now: asked of the rows of a finished file."""
        rows: QuerySet = policy.accessible(self.user, self.action, self.model)
        return rows

    def sees_all(self, rows: list[int], people: list[int]) -> bool:
        """May the reader still read all of these rows, and know all of the people in them?"""
        return self.readable().filter(pk__in=rows).order_by().count() == len(set(rows))

    def of_section(self, rows: Iterable[Any]) -> list[int]:
        """The ids of rows of which the file says what only a section of their record shows."""
        return []

    def reads_all(self, rows: list[int]) -> bool:
        """May the reader still read that section of all of these?"""
        return True

    @property
    def hidden_teams(self) -> list[int]:
        """The ids of the discreet teams that the file names to its reader nowhere."""
        return self.names.hidden_teams

    @cached_property
    def names(self) -> Naming:
        """The names that the reader may know: of one record, or in a list of many."""
        if self.record is None:
            return Naming(self.user, manages=False)
        return naming(self.user, self.record)

    # ---- Which rows -------------------------------------------------------------------------
    @cached_property
    def filter(self) -> FilterSet:
        """The filters of the page; none, unless the list names its own."""
        return FilterSet(self.request)

    def batch(self, after: str, size: int) -> Page:
        """So many rows after a cursor, in the order of the page."""
        raise NotImplementedError

    def number(self, most: int) -> int:
        """How many rows there are, counted no further than one more than this."""
        raise NotImplementedError

    @property
    def columns(self) -> Iterable[Column]:
        """What the file has of each row."""
        raise NotImplementedError

    def subjects(self, rows: Iterable[Any]) -> list[int]:
        """The ids of the people in these rows."""
        if self.record is not None:
            return list(self.record.subject_ids())
        return [pk for row in rows for pk in row.subject_ids()]

    # ---- Words ------------------------------------------------------------------------------
    @property
    def called(self) -> str:
        """What the list is, to its reader: Log of Jordan Pellworth."""
        return self.title if self.record is None else f"{self.title} of {self.record}"

    @property
    def label(self) -> str:
        """What it is to everybody else: Log of P-2026-000123."""
        return self.title if self.record is None else f"{self.title} of {self.record.reference}"

    @property
    def in_words(self) -> str:
        """The filters in use."""
        return "; ".join([*self.filter.in_words, *self.filter.notes])

    @property
    def query(self) -> str:
        """The filters as the address holds them."""
        return self.filter.query

    @property
    def page(self) -> str:
        """The address of the page of the list."""
        raise NotImplementedError

    @property
    def back(self) -> str:
        """The page of the list with these filters."""
        return f"{self.page}?{self.query}" if self.query else self.page


class NamesPeople(ListKind):
    """A list whose rows name people: whom its reader may know is asked anew with the rows."""

    def again(self, rows: list[int]) -> list[Any]:
        """Of these rows those that the reader may read now, with whom they name."""
        raise NotImplementedError

    def sees_all(self, rows: list[int], people: list[int]) -> bool:
        """The rows, and everybody whom the file names in them."""
        found = self.again(rows)
        return len(found) == len(set(rows)) and set(people) <= set(self.subjects(found))

    def reads_all(self, rows: list[int]) -> bool:
        """Do these still name what they are about?"""
        return set(rows) <= set(self.of_section(self.again(rows)))


_kinds: dict[str, type[ListKind]] = {}


def listed(kind: type[ListKind]) -> type[ListKind]:
    """Let a list be exported."""
    if kind.name in _kinds:
        raise ImproperlyConfigured(f"There are two lists named {kind.name}.")
    _kinds[kind.name] = kind
    return kind


def kinds() -> dict[str, type[ListKind]]:
    """Every list that can be exported, by its name."""
    return dict(_kinds)


def title_of(name: str) -> str:
    """What such a list is, whosever it is: Log."""
    return _kinds[name].title


def of_staff() -> list[str]:
    """The names of the lists that are about nobody on record."""
    return [name for name, kind in _kinds.items() if kind.is_of_staff]


def find(user: Any, name: str, query: str = "", of: UUID | None = None) -> ListKind | None:
    """This list, if the user may have it now."""
    kind = _kinds.get(name)
    if kind is None:
        return None
    found = kind(user, query, of)
    return found if found.is_open else None
