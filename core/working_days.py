"""Working days: what review clocks count."""

import datetime

DAY = datetime.timedelta(days=1)


def working_days_after(day: datetime.date, number: int) -> datetime.date:
    """The day this many working days later; Saturdays and Sundays do not count.

    Bank holidays do, so a deadline is never later than people think.
    """
    while number > 0:
        day += DAY
        if day.weekday() < 5:
            number -= 1
    return day
