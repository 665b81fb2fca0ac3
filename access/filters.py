"""Asking who could see a record on a day that has passed."""

from core.filter_sets import FilterSet
from core.filters import DateFilter


class Day(DateFilter):
    """A day that has passed. The page asks the record what it was like; no rows are narrowed."""

    name, label, past = "day", "Who could see it on", True


class DayFilter(FilterSet):
    """The day that the Sharing tab is about."""

    filters = (Day,)

    @property
    def day(self) -> Day:
        return self.part("day")
