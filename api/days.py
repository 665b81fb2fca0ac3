"""Days on which clients and keys end."""

import datetime

from django.utils import timezone


def end_of(day: datetime.date) -> datetime.datetime:
    """The moment at which a day is over."""
    midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    return timezone.make_aware(midnight)
