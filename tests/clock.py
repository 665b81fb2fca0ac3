"""A clock that tests set: for Python, for the database's own `Now()`, and for the scheduler."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock
from zoneinfo import ZoneInfo

import time_machine
from celery import current_app
from celery.beat import ScheduleEntry
from django.conf import settings
from django.db.models.functions import Now

LONDON = ZoneInfo("Europe/London")
STEP = datetime.timedelta(minutes=5)


def local(year: int, month: int, day: int, *time: int) -> datetime.datetime:
    """A moment in UK time."""
    return datetime.datetime(year, month, day, *time, tzinfo=LONDON)


@contextmanager
def it_is(moment: datetime.datetime) -> Iterator[None]:
    """Within, it is this moment, for Python and for expressions with `Now()`."""
    at = f"'{moment.astimezone(datetime.UTC).isoformat()}'::timestamptz"

    def now(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template=at, **context)

    with time_machine.travel(moment, tick=False), mock.patch.object(Now, "as_postgresql", now):
        yield


def runs(
    name: str,
    begins: datetime.datetime,
    ends: datetime.datetime,
    stopped: tuple[datetime.datetime, datetime.datetime] | None = None,
) -> list[datetime.datetime]:
    """When the scheduler starts this task between two moments, in UK time.

    It looks every five minutes, except while it is stopped; what it remembers outlives that.
    """
    moment = begins.astimezone(datetime.UTC)
    entry = ScheduleEntry(
        app=current_app._get_current_object(),
        name=name,
        last_run_at=moment,
        **settings.CELERY_BEAT_SCHEDULE[name],
    )
    entry.schedule.nowfun = lambda: moment
    found = []
    while moment < ends:
        is_up = not (stopped and stopped[0] <= moment < stopped[1])
        if is_up and entry.schedule.is_due(entry.last_run_at).is_due:
            found.append(moment.astimezone(LONDON))
            entry.last_run_at = moment
        moment += STEP
    return found
