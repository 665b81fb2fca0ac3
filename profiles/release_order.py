"""A page of people in custody by the day of their release: the soonest first, unknown ones last.

Of one prison, or of the few that somebody works in: their people are read as a set, so that the
sort needs no column of its own beside every hold.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q

from core.paging import Page, decode, encode
from core.querysets import among
from profiles.models import CustodyStay

RELEASE = "release_expected_on"
# How the list names these orders in its address, and on the page.
BY_RELEASE = {"release": "Release, soonest first", "-release": "Release, latest first"}
# More people than all prisons of the country hold.
MOST_INSIDE = 200_000


def keys_by_release(people: Iterable[int], *, order: str, after: str, size: int) -> Page:
    """A page of these people's ids; of one day, and without a day, by name."""
    descending = order.startswith("-")
    start = _start_of(after)
    stays = CustodyStay.objects.current().filter(profile_id__in=among(people))
    if start is not None:
        stays = stays.filter(_beyond(*start, descending=descending))
    by_day = F(RELEASE).desc(nulls_last=True) if descending else F(RELEASE).asc(nulls_last=True)
    rows = stays.order_by(by_day, "profile__sort_name", "profile_id").values_list(
        RELEASE, "profile__sort_name", "profile_id"
    )
    keys = list(rows[: size + 1])
    shown, cursor = keys[:size], None
    if len(keys) > size:
        day, name, person = shown[-1]
        cursor = encode(day.isoformat() if day else "", name, person)
    return Page([person for *_, person in shown], next_cursor=cursor, is_first=start is None)


def _start_of(cursor: str) -> tuple[datetime.date | None, str, int] | None:
    """The key in a cursor; None, that is the first page, for anything that is not one of ours."""
    key = decode(cursor, (str, str, int)) if cursor else None
    if key is None:
        return None
    day, name, person = key
    try:
        return (datetime.date.fromisoformat(day) if day else None), name, person
    except ValueError:
        return None


def _beyond(day: Any, name: str, person: int, *, descending: bool) -> Q:
    same_day = Q(**{RELEASE: day}) if day else Q(**{f"{RELEASE}__isnull": True})
    later_name = Q(profile__sort_name__gt=name) | Q(profile__sort_name=name, profile_id__gt=person)
    beyond = same_day & later_name
    if day is not None:
        next_day = Q(**{f"{RELEASE}__{'lt' if descending else 'gt'}": day})
        beyond |= next_day | Q(**{f"{RELEASE}__isnull": True})
    return beyond
