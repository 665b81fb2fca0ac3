"""The filters of the board."""

from typing import Any

from django.db.models import F, Func, Q, TextField
from django.utils.functional import cached_property

from core.filter_sets import FilterSet
from core.filters import ChoiceFilter, Choices, LookupFilter, TextFilter, TickFilter
from core.tidy import folded
from missing.cards import UNASSESSED
from missing.models import MissingRisk
from missing.selectors import CARDS, areas_with_missing

NOT_ASSESSED = "not-assessed"


class Words(TextFilter):
    """People of this name, or last seen in this place."""

    name, label, in_sight = "q", "Name or place", True

    def narrow(self, episodes: Any) -> Any:
        sought = folded(self.chosen) or self.chosen
        texts = {
            f"folded_{name}": Func(F(name), function="folded", output_field=TextField())
            for name in ("name", "last_seen_place")
        }
        found = Q(folded_name__contains=sought) | Q(folded_last_seen_place__contains=sought)
        return episodes.alias(**texts).filter(found)

    def recorded(self) -> dict[str, Any]:
        """Never the words: they name somebody."""
        return {}


class AtRisk(LookupFilter):
    """People at this level of risk, or whose risk nobody has assessed."""

    name, label, nothing, model = "risk", "Risk", "All", MissingRisk
    taken = f"{NOT_ASSESSED}, or the code of a level"

    @cached_property
    def choices(self) -> Choices:
        return [(NOT_ASSESSED, UNASSESSED), *super().choices]

    def read(self, typed: str) -> Any:
        return typed if typed == NOT_ASSESSED else super().read(typed)

    def narrow(self, episodes: Any) -> Any:
        return episodes.filter(risk=None if self.chosen == NOT_ASSESSED else self.chosen)

    @property
    def chosen_in_words(self) -> str:
        return UNASSESSED if self.chosen == NOT_ASSESSED else super().chosen_in_words


class InArea(ChoiceFilter):
    """People whom the unit of this area looks for."""

    name, label, nothing = "area", "Area", "All areas"
    taken = "a code"

    @cached_property
    def areas(self) -> list[tuple[str, str, int]]:
        """The board has asked for them already, unless one is in the address."""
        found: list[tuple[str, str, int]] = areas_with_missing(user=self.user)
        return found

    @cached_property
    def choices(self) -> Choices:
        return [(code, name) for code, name, _ in self.areas]

    def narrow(self, episodes: Any) -> Any:
        return episodes.filter(area__code=self.chosen)


class Mine(TickFilter):
    """Those whose case the reader leads."""

    name, label = "mine", "Only those I lead"

    def narrow(self, episodes: Any) -> Any:
        return episodes.filter(case__lead=self.user)


class BoardFilter(FilterSet):
    """The board: a name or place, the risk, the area, only those the reader leads."""

    filters = (Words, AtRisk, InArea, Mine)
    names_what_is_gone = True
    size = CARDS
