"""When a day begins and ends in the UK, as moments."""

import datetime

from django.utils import timezone


def begin_of(day: datetime.date) -> datetime.datetime:
    """The midnight with which it begins."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def end_of(day: datetime.date) -> datetime.datetime:
    """The midnight with which it is over: the first moment that does not belong to it."""
    return begin_of(day + datetime.timedelta(days=1))
