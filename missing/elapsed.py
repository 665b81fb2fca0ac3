"""How long something has lasted, and how far off it is, as a board says it."""

import datetime

from django.utils import timezone

from core.dates import format_clock
from core.wording import counted

MINUTE = datetime.timedelta(minutes=1)
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
# For so long a time of day says by itself which day is meant.
SAME_NIGHT = 20 * HOUR


def lasting(time: datetime.timedelta) -> str:
    """5 h 20 min; 1 day 3 h; 26 min. Never more than two parts."""
    days, hours, minutes = time // DAY, time % DAY // HOUR, time % HOUR // MINUTE
    if days:
        return counted(days, "day") + (f" {hours} h" if hours else "")
    if hours:
        return f"{hours} h" + (f" {minutes:02} min" if minutes else "")
    return f"{minutes} min" if minutes else "under 1 min"


def left_until(due_at: datetime.datetime, now: datetime.datetime) -> str:
    """Due in 26 min; overdue 12 min."""
    if due_at > now:
        return f"due in {lasting(due_at - now)}"
    return f"overdue {lasting(now - due_at)}"


def at_what_time(at: datetime.datetime, now: datetime.datetime) -> str:
    """8:54pm; or 2 June, 8:54pm, where the time alone could be another day's."""
    if datetime.timedelta() <= now - at < SAME_NIGHT:
        return format_clock(at)
    day = timezone.localtime(at)
    year = f" {day.year}" if abs(now - at) > 300 * DAY else ""
    return f"{day.day} {day:%B}{year}, {format_clock(at)}"
