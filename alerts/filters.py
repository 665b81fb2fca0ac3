"""The tabs and the filter of the inbox."""

from typing import Any

from alerts.levels import Level
from alerts.selectors import DONE, NEW, SNOOZED, TEAM
from core.filter_sets import FilterSet
from core.filters import ChoiceFilter

TABS = {NEW: "New", TEAM: "My team’s", SNOOZED: "Snoozed", DONE: "Dealt with"}


class OfLevel(ChoiceFilter):
    """Alerts that are as urgent as this."""

    name, label, in_sight = "level", "Level", True
    choices = tuple((level.name.lower(), level.label) for level in reversed(Level))

    def narrow(self, notices: Any) -> Any:
        return notices.filter(level=Level[self.chosen.upper()])


class NoticeFilter(FilterSet):
    """The tab and the filter, as the address asks for them."""

    filters = (OfLevel,)
    kept = ("state",)

    @property
    def tab(self) -> str:
        """The tab that is asked for; what is new without one."""
        asked = self.values["state"]
        return asked if asked in TABS else NEW
