"""One timeline of a case: its own entries, and what its people's records have for this reader.

Contacts and submitted reports of a participant join the case's actions and incidents only where
the reader holds that section of the person's own record. Newest first; of one day by the clock,
and what has no time after what has one.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from access.naming import Naming, naming
from agencies.models import User
from cases.models import Action, Case, Incident
from core import prepared
from core.paging import PAGE_SIZE, Page, decode, encode
from core.querysets import as_array
from profiles.models import Contact, Profile, Report

# What each page asks of each kind: in this order of one moment.
ACTION, INCIDENT, CONTACT, REPORT = range(4)
# Below this begins the first page.
LAST_DAY, LAST_TIME = datetime.date(8999, 12, 31), datetime.time(23, 59)
Key = tuple[datetime.date, datetime.time | None, int, int]


@dataclass(frozen=True)
class Moment:
    """One thing on the timeline: when it was, what it is, and who did or wrote it."""

    kind: int
    row: Any
    by: str
    # Whose record it comes from, if it is not the case's.
    person: Profile | None = None

    @property
    def key(self) -> Key:
        day, time = _when(self.row)
        return day, time, self.kind, self.row.pk

    @property
    def order(self) -> tuple[Any, ...]:
        """The later, the smaller."""
        day, time, kind, pk = self.key
        seconds = -1 if time is None else time.hour * 3600 + time.minute * 60 + time.second
        micro = 0 if time is None else time.microsecond
        return -day.toordinal(), -seconds, -micro, kind, -pk

    @property
    def is_action(self) -> bool:
        return self.kind == ACTION

    @property
    def is_incident(self) -> bool:
        return self.kind == INCIDENT

    @property
    def is_contact(self) -> bool:
        return self.kind == CONTACT


def _when(row: Any) -> tuple[datetime.date, datetime.time | None]:
    if isinstance(row, Report):
        local = timezone.localtime(row.happened)
        return local.date(), local.time()
    return row.happened_on, row.happened_at_time


def timeline(
    case: Case, user: User, people: Sequence[Profile], names: Naming, after: str = ""
) -> Page:
    """A page of what happened, in one statement however long the case is.

    Of the people given: those in the case whose records the reader sees.
    """
    start = _start(after)
    about = {person.pk: person for person in people}
    day, time, place, pk = start or (LAST_DAY, LAST_TIME, REPORT, 0)
    clock = time or datetime.time.min
    found = _moments(
        time is not None,
        place,
        user=user,
        case=case.pk,
        people=as_array(about),
        day=day,
        time=clock,
        pk=pk,
        at=timezone.make_aware(datetime.datetime.combine(day, clock)),
    )
    own = {pk: naming(user, person) for pk, person in about.items()}
    moments = []
    for kind, rows in found.items():
        for row in rows:
            if kind in (ACTION, INCIDENT):
                row.case = case
                by = names.doer(row) if kind == ACTION else names.writer(row)
                moments.append(Moment(kind, row, by))
            else:
                person = row.profile = about[row.profile_id]
                writes = own[person.pk].submitter if kind == REPORT else own[person.pk].writer
                moments.append(Moment(kind, row, writes(row), person))
    moments.sort(key=lambda moment: moment.order)
    shown = moments[:PAGE_SIZE]
    cursor = _cursor(shown[-1].key) if len(moments) > PAGE_SIZE else None
    return Page(shown, next_cursor=cursor, is_first=start is None)


@prepared.query
def _moments(
    is_timed: bool,
    place: int,
    *,
    user: Any,
    case: Any,
    people: Any,
    day: Any,
    time: Any,
    pk: Any,
    at: Any,
) -> dict[int, QuerySet]:
    """What comes after this moment of the list; without a time, `time` is midnight."""

    def below(kind: int) -> Q:
        # Of the same moment: kinds in their order, of one kind the latest first.
        same = Q(pk__lt=pk) if kind == place else Q() if kind > place else Q(pk__in=[])
        untimed = Q(happened_at_time=None)
        of_day = Q(happened_at_time__lt=time)
        of_day |= untimed | Q(happened_at_time=time) & same if is_timed else untimed & same
        return Q(happened_on__lt=day) | Q(happened_on=day) & of_day

    def reports_below() -> Q:
        """Reports always have a time, and come last of one moment."""
        if not is_timed:
            return Q(submitted_at__lt=at)
        if place < REPORT:
            return Q(submitted_at__lte=at)
        return Q(submitted_at__lt=at) | Q(submitted_at=at, pk__lt=pk)

    def page(rows: Any, kind: int) -> QuerySet:
        return rows.filter(below(kind)).newest_first()[: PAGE_SIZE + 1]

    contacts = Contact.objects.visible_to(user).filter(profile_id__any=people)
    reports = Report.objects.visible_to(user).submitted().filter(profile_id__any=people)
    latest = reports.filter(reports_below()).order_by("-submitted_at", "-pk")
    return {
        ACTION: page(Action.objects.filter(case_id=case).with_words(), ACTION),
        INCIDENT: page(Incident.objects.filter(case_id=case), INCIDENT),
        CONTACT: page(contacts.select_related("kind", "outcome"), CONTACT),
        REPORT: latest.select_related("kind")[: PAGE_SIZE + 1],
    }


def _cursor(key: Key) -> str:
    day, time, kind, pk = key
    return encode(day.isoformat(), time.isoformat() if time else "", kind, pk)


def _start(cursor: str) -> Key | None:
    """Where a page begins; the first page for anything that is not a cursor of ours."""
    key = decode(cursor, (str, str, int, int)) if cursor else None
    if key is None:
        return None
    try:
        day = datetime.date.fromisoformat(key[0])
        time = datetime.time.fromisoformat(key[1]) if key[1] else None
    except ValueError:
        return None
    if not 1000 <= day.year < 9000 or (time is not None and time.tzinfo is not None):
        return None
    if not ACTION <= key[2] <= REPORT:
        return None
    return day, time, key[2], key[3]
