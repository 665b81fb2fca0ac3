"""The tab and the filters of the list of referrals."""

from typing import Any

from django.db.models import QuerySet

from core.filter_sets import FilterSet
from core.filters import ChoiceFilter, ModelFilter
from referrals.models import Referral
from referrals.selectors import ADVICE, CLOSED, MINE, RECEIVED, TEAM, areas_offered

TABS = {
    MINE: "Mine",
    TEAM: "My team’s",
    RECEIVED: "Received",
    ADVICE: "Advice asked of me",
    CLOSED: "Closed",
}


class InState(ChoiceFilter):
    """Referrals in this state."""

    name, label, in_sight = "state", "State", True
    choices = tuple(Referral.State.choices)

    def narrow(self, referrals: Any) -> Any:
        return referrals.filter(state=self.chosen)


class InArea(ModelFilter):
    """Referrals of this police force area."""

    name, label, in_sight, key = "area", "Police force area", True, "code"
    taken = "a code"

    def rows(self) -> QuerySet:
        return areas_offered(self.user)

    def narrow(self, referrals: Any) -> Any:
        return referrals.filter(intervention__area=self.chosen)


class ReferralFilter(FilterSet):
    """As the address asks for them."""

    filters = (InState, InArea)
    kept = ("tab",)

    @property
    def tab(self) -> str:
        asked = self.values["tab"]
        return asked if asked in TABS else MINE

    def recorded(self) -> dict[str, Any]:
        return {"tab": self.tab, **super().recorded()}
