"""The filters, the order and the view of a gallery, as the address asks for them."""

from typing import Any

from django.utils.functional import cached_property

from agencies.models import Area
from core.filter_sets import FilterSet
from core.filters import ChoiceFilter, LookupFilter, ModelFilter
from core.questions import Steps
from galleries.selectors import NEWEST, REVIEW, RISK, areas_on
from profiles.models import RiskLevel

ORDERS = {RISK: "Highest risk first", NEWEST: "Newest first", REVIEW: "Review due first"}
CARDS, LIST = "cards", "list"


class AtRisk(LookupFilter):
    """People at this level of risk."""

    name, label, in_sight, nothing = "risk", "Risk", True, "All"
    model = RiskLevel


class InArea(ModelFilter):
    """People whose record is managed in this area."""

    name, label, in_sight, key, nothing = "area", "Area", True, "code", "All areas"

    @cached_property
    def offered(self) -> list[Area]:
        found: list[Area] = areas_on(self.filters.gallery, self.user)
        return found

    def fetched(self) -> Steps:
        """Fetch the areas beside what else the page asks."""
        if "offered" not in vars(self):
            self.offered = yield from areas_on.steps(self.filters.gallery, self.user)

    def rows(self) -> list[Area]:
        return self.offered

    def read(self, typed: str) -> Area:
        found = next((area for area in self.offered if area.code == typed), None)
        if found is None:
            raise self.not_listed
        return found


class InOrder(ChoiceFilter):
    """In another order than the usual one."""

    name, label, in_sight, nothing = "order", "Order", True, ORDERS[RISK]
    choices = [(key, words) for key, words in ORDERS.items() if key != RISK]


class GalleryFilter(FilterSet):
    """As the address asks for them; `view=list` shows lines in place of cards.

    The query of a page gets what is chosen (`selectors.page_of`), so that it is compiled once.
    """

    filters = (AtRisk, InArea, InOrder)
    kept = ("view",)

    def __init__(self, request: Any, gallery: Any) -> None:
        self.gallery = gallery
        super().__init__(request)

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
