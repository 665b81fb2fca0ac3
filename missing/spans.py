"""How long somebody is missing, and how long until something is due, in words."""

import datetime

from core.wording import counted

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def in_words(span: datetime.timedelta) -> str:
    """26 min; 5 h 20 min; 1 day 3 h. The parts that are over, never rounded up."""
    minutes = int(span.total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if span >= DAY:
        return f"{counted(days, 'day')} {hours} h"
    return f"{hours} h {rest} min" if span >= HOUR else f"{rest} min"


def until(due_at: datetime.datetime, now: datetime.datetime) -> str:
    """Due in 26 min, or overdue 15 min."""
    if due_at <= now:
        return f"overdue {in_words(now - due_at)}"
    return f"due in {in_words(due_at - now)}"
