"""Gives the demo world a past: moves each act of the seeding to an earlier time.

The services take their time from the clock, and from nobody. So the seeding notes when each act
really ran; at the end the owner of the tables moves every time that fell into an act. The role of
the web server and the workers could not: events and histories refuse it.
"""

import datetime
import random
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection
from django.db.models import DateTimeField
from django.utils import timezone
from psycopg import sql

from access.kinds import shared_models
from records.models import ReferenceBlock

MOVE = """
UPDATE {table} SET {column} = act.said + ({column} - act.began)
FROM unnest(%s::timestamptz[], %s::timestamptz[], %s::timestamptz[]) AS act (began, ended, said)
WHERE {column} BETWEEN act.began AND act.ended
"""
RENAME = """
UPDATE {table} SET {column} = replace({column}, new.was, new.name)
FROM unnest(%s::text[], %s::text[]) AS new (was, name)
WHERE right({column}, length(new.was)) = new.was
"""
SLACK = datetime.timedelta(days=4)


class Act(NamedTuple):
    """When something really ran, and when it is said to have begun."""

    began: datetime.datetime
    ended: datetime.datetime
    said: datetime.datetime


class Past:
    """The acts of one seeding. Those about one thing follow each other in the order they ran."""

    def __init__(self) -> None:
        self.now = timezone.localtime()
        self.acts: list[Act] = []
        self.latest: dict[Hashable, datetime.datetime] = {}
        self.pick = random.Random(1986)

    @contextmanager
    def act(
        self, about: Hashable, ago: int | None = None, time: datetime.time | None = None
    ) -> Iterator[None]:
        """What runs inside is said to have happened so many days ago, in office hours.

        With a time, it was written down soon after that. Without a day, it followed what was done
        last about the same thing by a few minutes.
        """
        said = self._moment(about, ago, time)
        with self.at(said):
            yield
        self.latest[about] = said

    @contextmanager
    def at(self, moment: datetime.datetime) -> Iterator[None]:
        """What runs inside is said to have begun at this moment."""
        began = timezone.now()
        yield
        self.acts.append(Act(began, timezone.now(), moment))

    def _moment(
        self, about: Hashable, ago: int | None, time: datetime.time | None
    ) -> datetime.datetime:
        last = self.latest.get(about)
        soon = datetime.timedelta(
            minutes=self.pick.randint(1, 6), seconds=self.pick.randint(0, 59)
        )
        if ago is None:
            if last is None:
                raise ValueError(
                    f"Nothing came before this about {about}: say how long ago it was."
                )
            return min(last + soon, self.now)
        said = self._on(self.now.date() - datetime.timedelta(days=ago), time)
        if last is not None and said <= last:
            if last - said > SLACK:
                raise ValueError(f"About {about}, {ago} days ago comes after a later act.")
            said = last + soon
        return min(said, self.now)

    def _on(self, day: datetime.date, time: datetime.time | None) -> datetime.datetime:
        after = datetime.timedelta(minutes=self.pick.randint(20, 55))
        if time is None:
            day = self._working_day(day)
            time = datetime.time(self.pick.randint(8, 15), self.pick.randint(0, 59))
        moment = datetime.datetime.combine(day, time, tzinfo=self.now.tzinfo) + after
        return moment + datetime.timedelta(seconds=self.pick.randint(0, 59))

    def _working_day(self, day: datetime.date) -> datetime.date:
        """The Monday after a weekend; the day itself where that Monday is still to come.

        Never an earlier day: nothing is written down before it happened.
        """
        weekend = max(0, day.weekday() - 4)
        monday = day + datetime.timedelta(days=(3 - weekend) % 3)
        return monday if monday < self.now.date() else day

    def settle(self) -> None:
        """Move the times of all acts so far."""
        columns = [[act[n] for act in self.acts] for n in range(3)]
        with connection.cursor() as cursor, _events_may_move(cursor):
            for model in apps.get_models(include_auto_created=True):
                for field in model._meta.local_concrete_fields:
                    if isinstance(field, DateTimeField):
                        cursor.execute(_of(MOVE, model, field), columns)
            self._name_by_year(cursor)
        self.acts.clear()

    def _name_by_year(self, cursor: Any) -> None:
        """References carry the year in which their record was opened."""
        this_year = self.now.year
        events = apps.get_model("audit.Event")
        for model in shared_models():
            named = {
                was: f"{was.split('-')[0]}-{year}-{was.split('-')[2]}"
                for was, opened in model._base_manager.values_list("reference", "created_at")
                if (year := timezone.localtime(opened).year) < this_year
                and was.startswith(f"{model.LETTER}-{this_year}-")
            }
            for one, name in (
                (model, "reference"),
                (model.history.model, "reference"),
                (events, "target_label"),
            ):
                statement = _of(RENAME, one, one._meta.get_field(name))
                cursor.execute(statement, [list(named), list(named.values())])
            _use_up(model.LETTER, this_year, {int(new.split("-")[1]) for new in named.values()})


def _use_up(letter: str, this_year: int, years: set[int]) -> None:
    """Nobody is given these numbers again."""
    for block in ReferenceBlock.objects.filter(kind=letter, year=this_year):
        for year in years:
            ReferenceBlock.objects.get_or_create(
                kind=letter,
                year=year,
                first=block.first,
                defaults={"agency": block.agency, "next": block.first + ReferenceBlock.SIZE},
            )


@contextmanager
def _events_may_move(cursor: Any) -> Iterator[None]:
    """Without the trigger that refuses changes, which only the owner of the table can take away.

    Nobody else sees the table without it: it is back before the transaction ends.
    """
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only")
    yield
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER audit_event_append_only")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _of(statement: str, model: Any, field: Any) -> sql.Composed:
    return sql.SQL(statement).format(  # type: ignore[arg-type]
        table=sql.Identifier(model._meta.db_table), column=sql.Identifier(field.column)
    )
