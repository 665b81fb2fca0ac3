"""What makes an access unusual, as one question to the log for a week at a time.

A *look* is one consultation of one record, or glass broken on it; so is each person on lists,
searches and prints within an hour in which their reader listed more different people than usual.
Reading a record's limited view is no look. A look is unusual when it

- broke glass,
- was at night or at a weekend, local time,
- stands within some hour in which its reader opened more different records than usual,
- was at a record with the reader's own surname.

The week's looks of one person at one record are one access. Of these each owner's team gets every
break-glass, and a number of the others by a lot drawn from event and week: the same, however often
it is drawn.

Table names come from models and reasons from their choices; values are parameters.
"""
# ruff: noqa: S608 - names of tables and columns come from models; values are parameters

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from access.kinds import shared_models
from access.models import SampledAccess
from access.verbs import Verb
from core.days import begin_of
from core.names import name_key

WEEK = datetime.timedelta(days=7)
Why = SampledAccess.Why

# A record counts from its look until an hour later, or until its next look, which counts on from
# there: `counted` adds and takes away as time goes by, and knows how many were opened within the
# hour before each look. `crowds` then marks every look with such an hour ahead of it.
# Pages that ask for access, or whether to open in an emergency, show the stub: they are no look.
QUESTION = """WITH looks AS MATERIALIZED (
  SELECT e.id, e.at, e.at AT TIME ZONE %(zone)s AS local, e.actor_id, e.actor_name, e.actor_team,
    e.target_type, e.target_id, e.verb = %(glass)s AS glass
  FROM {events} e
  WHERE e.at >= %(begins)s - interval '1 hour' AND e.at < %(ends)s + interval '1 hour'
    AND e.actor_id IS NOT NULL AND e.target_type = ANY(%(kinds)s)
    AND (e.operation = 'consultation' AND e.verb <> ALL(%(stubs)s) OR e.verb = %(glass)s)
), lasting AS (
  SELECT id, actor_id, at, least(at + interval '1 hour 1 microsecond', lead(at) OVER (
    PARTITION BY actor_id, target_type, target_id ORDER BY at, id)) AS until
  FROM looks
), counted AS (
  SELECT id, actor_id, at, sum(step) OVER (PARTITION BY actor_id ORDER BY at)
    > %(people_in_an_hour)s AS many
  FROM (SELECT id, actor_id, at, 1 AS step FROM lasting
    UNION ALL SELECT NULL, actor_id, until, -1 FROM lasting) steps
), crowds AS MATERIALIZED (
  SELECT id, count(*) FILTER (WHERE many) OVER (
    PARTITION BY actor_id ORDER BY at
    RANGE BETWEEN CURRENT ROW AND interval '1 hour' FOLLOWING) > 0 AS crowded
  FROM counted WHERE id IS NOT NULL
), full_hours AS MATERIALIZED (
  SELECT actor_id, date_trunc('hour', at) AS hour FROM {events}
  WHERE at >= %(begins)s AND at < %(ends)s AND actor_id IS NOT NULL AND target_id IS NULL
    AND operation = 'consultation'
  GROUP BY 1, 2 HAVING sum(cardinality(subjects)) > %(listed_in_an_hour)s
), listed AS MATERIALIZED (
  SELECT e.id, e.at, e.at AT TIME ZONE %(zone)s AS local, e.actor_id, e.actor_name, e.actor_team,
    '{people}' AS target_type, s.person AS target_id, false AS glass, f.hour
  FROM full_hours f JOIN {events} e ON e.actor_id = f.actor_id AND e.at >= f.hour
    AND e.at < f.hour + interval '1 hour' AND e.target_id IS NULL
    AND e.operation = 'consultation', unnest(e.subjects) s (person)
), carried AS (
  SELECT actor_id, hour FROM listed GROUP BY 1, 2
  HAVING count(DISTINCT target_id) > %(listed_in_an_hour)s
), records AS ({records}
), reasoned AS MATERIALIZED (
  SELECT l.*, o.owner_team_id, md5(l.id::text || ' ' || %(week)s) AS lot, array_remove(ARRAY[
    CASE WHEN l.glass THEN '{Why.BREAK_GLASS}' END,
    CASE WHEN extract(isodow FROM l.local) > 5 OR extract(hour FROM l.local) < %(day_begins)s
      OR extract(hour FROM l.local) >= %(day_ends)s THEN '{Why.OUTSIDE_HOURS}' END,
    CASE WHEN c.crowded THEN '{Why.MANY_PEOPLE}' END,
    CASE WHEN o.surname <> '' AND strpos(n.surnames, ' ' || o.surname || ' ') > 0
      THEN '{Why.OWN_SURNAME}' END], NULL) AS why
  FROM looks l
  JOIN crowds c ON c.id = l.id
  JOIN records o ON o.kind = l.target_type AND o.id = l.target_id
  JOIN unnest(%(names)s::text[], %(surnames)s::text[]) n (name, surnames) ON n.name = l.actor_name
  WHERE l.at >= %(begins)s AND l.at < %(ends)s
  UNION ALL SELECT l.id, l.at, l.local, l.actor_id, l.actor_name, l.actor_team, l.target_type,
    l.target_id, l.glass, o.owner_team_id,
    md5(l.id::text || ' ' || l.target_id::text || ' ' || %(week)s), ARRAY['{Why.MANY_PEOPLE}']
  FROM listed l JOIN carried c ON c.actor_id = l.actor_id AND c.hour = l.hour
  JOIN records o ON o.kind = l.target_type AND o.id = l.target_id
), accesses AS (
  SELECT r.*, bool_or(glass) OVER access AS emergency,
    row_number() OVER (access ORDER BY cardinality(why) DESC, lot, id) AS place
  FROM reasoned r WHERE why <> '{{}}'
  WINDOW access AS (PARTITION BY actor_id, target_type, target_id)
), drawn AS (
  SELECT a.*, row_number() OVER (PARTITION BY owner_team_id ORDER BY lot, id, target_id) AS turn
  FROM accesses a WHERE NOT emergency AND place = 1
)
SELECT id, at, actor_id, actor_name, actor_team, target_type, target_id, owner_team_id, why
  FROM accesses WHERE glass
UNION ALL
SELECT id, at, actor_id, actor_name, actor_team, target_type, target_id, owner_team_id, why
  FROM drawn WHERE turn <= %(for_each_team)s
ORDER BY 1"""


def monday_of(day: datetime.date) -> datetime.date:
    """The day its week begins."""
    return day - datetime.timedelta(days=day.weekday())


def bounds(week: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """From Monday midnight to the next, local: an hour less or more when the clocks change."""
    first, last = begin_of(week), begin_of(week + WEEK)
    return first.astimezone(datetime.UTC), last.astimezone(datetime.UTC)


def _surnames(name: str) -> str:
    """What the surname may be, as records keep theirs: the last word, the last two, or all."""
    words = name.split()
    return f" {' '.join(name_key(' '.join(words[at:])) for at in range(len(words)))} "


def unusual(events: str, week: datetime.date, names: Iterable[str]) -> list[SampledAccess]:
    """The sample of a week, not yet saved. `events` is the log's table, `names` its readers'."""
    readers = sorted(set(names))
    begins, ends = bounds(week)
    values: dict[str, Any] = {
        **settings.UNUSUAL_ACCESS,
        "begins": begins,
        "ends": ends,
        "week": week.isoformat(),
        "zone": settings.TIME_ZONE,
        "kinds": [model._meta.label_lower for model in shared_models()],
        "glass": Verb.GLASS_BROKEN,
        "stubs": ["access.request:view", "access.break_glass:view"],
        "names": readers,
        "surnames": [_surnames(name) for name in readers],
    }
    with connection.cursor() as cursor:
        cursor.execute(_question(events), values)
        rows = cursor.fetchall()
    return [
        SampledAccess(
            event_id=event,
            looked_at=at,
            user_id=user,
            user_name=name,
            user_team=team,
            object_type=kind,
            object_id=pk,
            owner_team_id=owner,
            why=why,
            week=week,
            sampled_at=timezone.now(),
        )
        for event, at, user, name, team, kind, pk, owner, why in rows
    ]


def _question(events: str) -> str:
    """The question, over every kind of record that is shared."""
    records = "\n  UNION ALL".join(
        f"""
  SELECT '{model._meta.label_lower}' AS kind, id, owner_team_id,
    {model.SURNAME or "''"} AS surname FROM {model._meta.db_table}"""
        for model in shared_models()
    )
    # The log names people as the subjects of a list, whatever kind of record the list is of.
    people = next(model for model in shared_models() if model.SURNAME)
    return QUESTION.format(
        events=events,
        records=records,
        people=people._meta.label_lower,
        Why=Why,
    )
