"""The filters of the search page: words, one kind of thing, and from when to when."""

from typing import Any

from core.filter_sets import FilterSet
from core.filters import ChoiceFilter, DateFilter, TextFilter
from core.tidy import tidy
from home.search.asked import LONGEST, SHOWN, Asked
from home.search.rows import KINDS


class Words(TextFilter):
    """What is looked for, in everything."""

    name, label, in_sight = "q", "Search for", True
    input_type = "search"

    def tidied(self, typed: str) -> str:
        return tidy(typed[: LONGEST + 1]).strip()

    def read(self, typed: str) -> str:
        return typed[:LONGEST]

    @property
    def is_cut(self) -> bool:
        """Were more words typed than are looked for?"""
        return len(self.typed) > LONGEST

    @property
    def shown(self) -> str:
        return self.typed[:LONGEST]

    @property
    def value(self) -> str:
        return self.shown

    @property
    def words(self) -> str:
        return f"“{self.shown}”"

    def recorded(self) -> dict[str, Any]:
        """Never the words: they are a name more often than not."""
        return {}


class OfKind(ChoiceFilter):
    """One kind of thing."""

    name, label, in_sight, nothing = "kind", "Kind", True, "Everything"
    choices = [*KINDS.items()]


class Since(DateFilter):
    """What happened on this day or later."""

    name, label = "since", "From"


class Until(DateFilter):
    """What happened on this day or earlier."""

    name, label, not_before = "until", "To", "since"


class SearchFilter(FilterSet):
    """What the search page is asked, as its address holds it."""

    filters = (Words, OfKind, Since, Until)
    kept = ("by",)
    act = "Search"  # on the button

    @property
    def words(self) -> str:
        return self.part("q").value

    @property
    def is_cut(self) -> bool:
        """Were more words typed than are looked for?"""
        return bool(self.part("q").is_cut)

    @property
    def of_kind(self) -> str:
        """The one kind that is looked for. How to look for people is a matter of people alone."""
        return self.part("kind").value or ("people" if self.values["by"] else "")

    def asked(self, size: int) -> Asked:
        """The question; of one kind, so many at a time."""
        by = self.values["by"]
        kinds = (self.of_kind,) if self.of_kind else tuple(KINDS)
        since, until = self.part("since").chosen, self.part("until").chosen
        alone = len(kinds) == 1
        return Asked(
            self.user,
            self.words,
            kinds,
            since,
            until,
            by,
            self.after if alone else "",
            size if alone else SHOWN,
        )
