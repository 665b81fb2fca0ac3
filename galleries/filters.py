"""The filters, the order and the view of a gallery, as the address asks for them."""

from typing import Any

from django.utils.functional import cached_property

from agencies.models import Area
from core.filter_sets import FilterSet
from core.filters import ChoiceFilter, LookupFilter, ModelFilter
from core.questions import Steps
from galleries.selectors import NEWEST, REVIEW, RISK, choices_on
from profiles.models import RiskLevel

ORDERS = {RISK: "Highest risk first", NEWEST: "Newest first", REVIEW: "Review due first"}
LIST = "list"


class AtRisk(LookupFilter):
    """People at this level of risk."""

    name, label, in_sight, nothing = "risk", "Risk", True, "All"
    model = RiskLevel

    @property
    def entries(self) -> list[Any]:
        found: list[Any] = self.filters.offered["risks"]
        return found


class InArea(ModelFilter):
    """People whose record is managed in this area."""

    name, label, in_sight, key, nothing = "area", "Area", True, "code", "All areas"
    taken = "a code"

    def rows(self) -> list[Area]:
        found: list[Area] = self.filters.offered["areas"]
        return found

    def read(self, typed: str) -> Area:
        found = next((area for area in self.rows() if area.code == typed), None)
        if found is None:
            raise self.not_listed
        return found


class InOrder(ChoiceFilter):
    """In another order than the usual one."""

    name, label, in_sight, nothing = "order", "Order", True, ORDERS[RISK]
    choices = [(key, words) for key, words in ORDERS.items() if key != RISK]


class GalleryFilter(FilterSet):
    """As the address asks for them; `view=list` shows lines in place of cards.

    `seen` are the entries that the reader sees. What is chosen is given to the query of a page
    (`selectors.page_of`), so that it is compiled once.
    """

    filters = (AtRisk, InArea, InOrder)
    kept = ("view",)

    def __init__(self, request: Any, seen: str) -> None:
        self.seen = seen
        super().__init__(request)

    @cached_property
    def offered(self) -> dict[str, list[Any]]:
        """The levels of risk and the areas to choose from, by one statement."""
        found: dict[str, list[Any]] = choices_on(self.seen)
        return found

    def fetched(self) -> Steps:
        """Fetch them beside what else the page asks."""
        if "offered" not in vars(self):
            self.offered = yield from choices_on.steps(self.seen)

    @property
    def ordered_by(self) -> str:
        """Highest risk first, unless another order is asked for."""
        return self.part("order").chosen or RISK

    @property
    def in_order(self) -> str:
        """The order in words, for paper."""
        return ORDERS[self.ordered_by].lower()

    @property
    def is_list(self) -> bool:
        """Lines in place of cards?"""
        return self.values["view"] == LIST

    @property
    def views(self) -> list[dict[str, Any]]:
        """The two ways to show it, each with its address."""
        return [
            {"label": "Cards", "url": self.with_values(view=""), "current": not self.is_list},
            {"label": "List", "url": self.with_values(view=LIST), "current": self.is_list},
        ]

    @property
    def of_people(self) -> dict[str, Any]:
        """At which risk and in which area, as `selectors.page_of` takes it."""
        return {name: self.part(name).chosen for name in ("risk", "area")}


class FileFilter(GalleryFilter):
    """Of a gallery as a file: which gallery, and how it named people, are in the address."""

    kept = ("gallery", "names")
