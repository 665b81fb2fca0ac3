"""The filters, the order and the view of a gallery, as the address asks for them."""

from typing import Any

from django.db.models import QuerySet

from core.filter_sets import FilterSet
from core.filters import ChoiceFilter, LookupFilter, ModelFilter
from galleries.selectors import areas_on
from profiles.models import RiskLevel

RISK, NEWEST, REVIEW = "risk", "newest", "review"
ORDERS = {RISK: "Highest risk first", NEWEST: "Newest first", REVIEW: "Review due first"}
CARDS, LIST = "cards", "list"


class AtRisk(LookupFilter):
    """People at this level of risk."""

    name, label, in_sight, nothing = "risk", "Risk", True, "All"
    model = RiskLevel

    def narrow(self, entries: Any) -> Any:
        return entries.filter(risk=self.chosen)


class InArea(ModelFilter):
    """People whose record is managed in this area."""

    name, label, in_sight, key, nothing = "area", "Area", True, "code", "All areas"

    def rows(self) -> QuerySet:
        return areas_on(self.filters.gallery, self.user)

    def narrow(self, entries: Any) -> Any:
        return entries.filter(profile__owner_team__areas=self.chosen)


class InOrder(ChoiceFilter):
    """In another order than the usual one."""

    name, label, in_sight, nothing = "order", "Order", True, ORDERS[RISK]
    choices = [(key, words) for key, words in ORDERS.items() if key != RISK]

    def narrow(self, entries: Any) -> Any:
        return entries


class GalleryFilter(FilterSet):
    """As the address asks for them; `view=list` shows lines in place of cards."""

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
