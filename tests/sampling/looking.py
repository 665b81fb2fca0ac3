"""What tests of the weekly sample share."""

import datetime
from zoneinfo import ZoneInfo

from access.models import SampledAccess
from access.services import sample_week
from profiles.tests.factories import make_person

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime.date(2026, 6, 1)
NOON = datetime.time(12)
Why = SampledAccess.Why


def moment(day, clock=NOON, fold=0):
    """A local time on the nth day of June 2026's first week, or on a date."""
    date = day if isinstance(day, datetime.date) else MONDAY + datetime.timedelta(days=day)
    return datetime.datetime.combine(date, clock, tzinfo=LONDON).replace(fold=fold)


def sample(week=MONDAY):
    sample_week(week=week)
    return {
        (access.event_id, tuple(access.why)) for access in SampledAccess.objects.filter(week=week)
    }


def people(number, by, **fields):
    return [make_person(by=by, surname=f"Surname{n}", **fields) for n in range(number)]
