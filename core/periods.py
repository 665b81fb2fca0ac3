"""The period of figures, as the address asks for it: a choice, or days."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from core.figures import Period
from core.filter_sets import FilterSet
from core.filters import ChoiceFilter, DateFilter

DAY = datetime.timedelta(days=1)
DAYS = 90
APRIL = 4
BOTH = "Choose a period or enter days, not both."


def month_of(day: datetime.date) -> datetime.date:
    """The first day of its month."""
    return day.replace(day=1)


def quarter_of(day: datetime.date) -> datetime.date:
    """The first day of its quarter: January, April, July or October."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def year_of(day: datetime.date) -> datetime.date:
    """The first day of its financial year, which begins in April."""
    year = day.year if day.month >= APRIL else day.year - 1
    return datetime.date(year, APRIL, 1)


def _this(begins: Callable[[datetime.date], datetime.date]) -> Callable[[datetime.date], Period]:
    return lambda today: Period(begins(today), today)


def _last(begins: Callable[[datetime.date], datetime.date]) -> Callable[[datetime.date], Period]:
    def before(today: datetime.date) -> Period:
        last = begins(today) - DAY
        return Period(begins(last), last)

    return before


# By its code in the address: its words, and which it is today.
PERIODS: dict[str, tuple[str, Callable[[datetime.date], Period]]] = {
    "month": ("This month", _this(month_of)),
    "last-month": ("Last month", _last(month_of)),
    "quarter": ("This quarter", _this(quarter_of)),
    "last-quarter": ("Last quarter", _last(quarter_of)),
    "year": ("This financial year", _this(year_of)),
    "last-year": ("Last financial year", _last(year_of)),
}


class InPeriod(ChoiceFilter):
    """A month, a quarter or a financial year: the present one until today, or the one before."""

    name, label, in_sight = "period", "Period", True
    nothing = f"Last {DAYS} days, or your own dates"
    choices = [(code, words) for code, (words, _) in PERIODS.items()]

    def check(self) -> None:
        days = [self.filters.part(name) for name in ("from", "until")]
        if self.is_used and any(day.typed for day in days):
            self.refuse(BOTH)

    @property
    def shown(self) -> str:
        return self.typed


class From(DateFilter):
    """This day or later."""

    name, label, in_sight, past = "from", "From", True, True


class Until(DateFilter):
    """This day or earlier."""

    name, label, in_sight, past, not_before = "until", "To", True, True, "from"


class PeriodFilter(FilterSet):
    """The days that figures are about: the last 90, unless others are asked for."""

    filters = (InPeriod, From, Until)

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        self.period = self._period()

    def _period(self) -> Period:
        chosen = self.part("period").chosen
        if chosen:
            return PERIODS[chosen][1](timezone.localdate())
        last: datetime.date = self.part("until").chosen or timezone.localdate()
        return Period(self.part("from").chosen or last - (DAYS - 1) * DAY, last)

    @property
    def is_wrong(self) -> bool:
        """Was something asked for that cannot be?"""
        return any(part.error for part in self.parts)

    def recorded(self) -> dict[str, Any]:
        """The days, whichever way they were asked for."""
        return {
            "from": self.period.first.isoformat(),
            "until": self.period.last.isoformat(),
        }
