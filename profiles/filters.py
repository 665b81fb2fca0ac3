"""The filters of the list of people, with its search and its pages."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import cached_property

from core.filter_sets import FilterSet
from core.filters import Filter, TextFilter
from core.paging import Page, capped
from profiles.file_rows import file_rows
from profiles.list_filters import LIST_FILTERS, OWN
from profiles.matching import mark_matches
from profiles.models import Establishment, Profile
from profiles.querysets import ProfileQuerySet
from profiles.release_order import BY_RELEASE, MOST_INSIDE, keys_by_release
from profiles.search import ALIKE, EXACT, NAME, NAME_AND_PLACE, Search
from profiles.selectors import list_rows

# How people are found by a name, which may be another than their first one.
SHOW_NAMES = (NAME, ALIKE, EXACT, NAME_AND_PLACE)


class Words(TextFilter):
    """The words of a search, within the results of the other filters."""

    name, label, in_sight = "q", "Name, number, phone or address", True
    input_type = "search"

    def tidied(self, typed: str) -> str:
        return typed[: self.most]

    def read(self, typed: str) -> str:
        return typed

    def narrow(self, people: ProfileQuerySet) -> ProfileQuerySet:
        """The search does, last: it takes the first of several methods that finds somebody."""
        return people

    @property
    def words(self) -> str:
        return f"“{self.chosen}”"

    def recorded(self) -> dict[str, Any]:
        """Never the words: they are a name more often than not."""
        return {}


class PeopleFilter(FilterSet):
    """The list of people that a reader may see: words, filters and order."""

    filters = (Words, *LIST_FILTERS)
    orders = {"name": "Name", "-name": "Name, Z to A", "-activity": "Last activity"}
    kept = ("by",)
    kind = "profiles:list"
    folds = names_what_is_gone = True
    # How many there are, where the page has shown that already.
    _number: int | None = None

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        if self.prisons:
            self.orders = {**self.orders, **BY_RELEASE}

    @property
    def words(self) -> str:
        return self.part("q").value

    @property
    def heading(self) -> str:
        """What the list is a list of."""
        return f"People in {self.part('custody').own_names}" if self.is_own_prison else "People"

    @property
    def is_own_prison(self) -> bool:
        """Is this "My prison"?"""
        return bool(self.part("custody").value == OWN)

    @property
    def prisons(self) -> list[Establishment]:
        """The establishments whose people are listed: those are sorted by release too."""
        return self.part("custody").prisons

    @property
    def in_sight(self) -> list[Filter]:
        """With a search the answer comes first: filters that are not in use are folded."""
        shown = super().in_sight
        if not self.words or self.is_opened:
            return shown
        return [part for part in shown if part.name == Words.name or part.is_used]

    @property
    def more(self) -> list[Filter]:
        shown = self.in_sight
        return [part for part in self.parts if part not in shown]

    @cached_property
    def search(self) -> Search:
        """The people that the words find, within the results of the other filters."""
        people = self.narrow(Profile.objects.all())
        return Search(self.user, self.words, self.values["by"], people)

    def queryset(self) -> ProfileQuerySet:
        return self.search.queryset

    def page(self) -> Page:
        """The page that the address asks for."""
        return self._page(self.after, self.size)

    def first(self, size: int) -> Page:
        """So many from the beginning, wherever the address begins."""
        return self._page("", size)

    def batch(self, after: str, size: int) -> Page:
        """So many after a cursor, as the pages of the list follow each other, for a file."""
        keys, _ = self._found(after, size)
        return keys.filled(file_rows(keys, self.user))

    def page_and_similar(self) -> tuple[Page, list[Profile]]:
        """The page, and people with names like the words, to stand below those who have them."""
        keys, alike = self._found(self.after, self.size)
        rows = self._rows([*keys, *alike])
        page, similar = keys.filled(rows), [rows[pk] for pk in alike if pk in rows]
        mark_matches(self.search, page)
        mark_matches(self.search, similar, ALIKE)
        return page, similar

    def _page(self, after: str, size: int) -> Page:
        keys, _ = self._found(after, size)
        page = keys.filled(self._rows(keys))
        mark_matches(self.search, page)
        return page

    def _rows(self, keys: Iterable[int]) -> dict[int, Profile]:
        return list_rows(keys, self.user, with_names=self.search.method in SHOW_NAMES)

    def _found(self, after: str, size: int) -> tuple[Page, list[int]]:
        """A page of ids, and of those with names like the words."""
        search, similar = self.search, []
        if self.words and not after:
            keys, similar = search.page(self.order, size)
        elif self.order not in BY_RELEASE:
            people, how = search.queryset, search.how
            keys = people.keys_for(self.user, order=self.order, after=after, size=size, **how)
        if self.order in BY_RELEASE:
            keys = self._by_release(after, size)
        elif keys.is_first and keys.next_cursor is None:
            self._number = len(keys)
        return keys, similar

    def _by_release(self, after: str, size: int) -> Page:
        people, how = self.search.queryset, self.search.how
        ids = people.ids_for(self.user, cap=MOST_INSIDE, **how)
        self._number = len(ids)
        return keys_by_release(ids, order=self.order, after=after, size=size)

    @property
    def all_similar(self) -> str:
        """The address of everybody with such a name."""
        return self.with_values(by=ALIKE.name)

    def count(self) -> str:
        """How many there are: as the page knows, if it holds all of them or has sorted them."""
        if self._number is not None:
            return capped(self._number)
        return capped(self.queryset().count_for(self.user, **self.search.how))

    @property
    def other_ways(self) -> list[tuple[str, str]]:
        """What else the words may be looked for in, and the address for it."""
        return [(way.offer, self.with_values(by=way.name)) for way in self.search.others]

    @property
    def as_new(self) -> str:
        """The name that was looked for, for the page of a new record: as if typed there."""
        if not self.words or any(sign.isdigit() for sign in self.words):
            return ""
        first, comma, last = self.words.partition(",")
        *forenames, surname = [*last.split(), first] if comma else self.words.split()
        return f"?{urlencode({'surname': surname, 'forenames': ' '.join(forenames)})}"

    def with_values(self, **changed: str) -> str:
        """Without words there is no way to look for them."""
        words = changed.get("q", self.words)
        return super().with_values(**changed, **({} if words else {"by": ""}))

    def recorded(self) -> dict[str, Any]:
        """What was asked, without the words of a search by name."""
        kept = {name: self.values[name] for name in ("by", "sort") if self.values[name]}
        return {"filters": {**super().recorded(), **kept}, "by_name": bool(self.words)}
