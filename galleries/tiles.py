"""Tiles: what each entry shows to one reader, which is what its gallery allows and no more."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from access.naming import Naming
from core import prepared
from core.dates import age, format_clock, format_short_day
from core.querysets import as_array
from core.questions import Steps, in_steps
from galleries.models import Entry, Gallery
from galleries.rules import manages_record
from profiles.models import Profile

SOMEBODY = "A person"


@dataclass
class Tile:
    """One entry as its reader may see it."""

    entry: Entry
    name: str
    # Of its own page, and of the page to offer help.
    address: str
    offer: str
    photo: str = ""
    age: int | None = None
    team: str = ""
    phone: str = ""
    added_by: str = ""
    # Where the record is, for those who may read it; where others ask for access.
    record: str = ""
    ask: str = ""
    is_own: bool = False

    def subject_ids(self) -> list[int]:
        """The person on the tile."""
        return self.entry.subject_ids()

    @property
    def added(self) -> str:
        """Today at 1:58am, or 10 Nov 2026: the page of the entry has the rest."""
        when = timezone.localtime(self.entry.added_at)
        if when.date() == timezone.localdate():
            return f"today at {format_clock(when)}"
        return format_short_day(when.date())

    @property
    def may_offer(self) -> bool:
        """Does the reader work elsewhere than in the managing team, and is the person here?"""
        return not self.is_own and not self.entry.is_over

    @property
    def colour(self) -> str:
        """Of the edge of its card."""
        return "high" if self.entry.is_high else self.entry.risk.badge


def may_offer(user: Any, entry: Entry) -> bool:
    """May the user, who sees the entry, offer help? As on the tile."""
    return not entry.is_over and not manages_record(user, entry)


def offer_address(entry: Entry) -> str:
    """Where help is offered."""
    return reverse("galleries:offer", args=[entry.gallery.slug, entry.uuid])


def name_on(entry: Entry) -> str:
    """The person as the gallery names them: in full, by initials, or not at all."""
    if entry.gallery.names == Gallery.Names.FULL:
        return entry.profile.name
    if entry.gallery.names == Gallery.Names.INITIALS:
        return _initials(entry.profile.name)
    return SOMEBODY


def _initials(name: str) -> str:
    return " ".join(f"{word[0].upper()}." for word in name.replace("-", " ").split())


def age_on(entry: Entry) -> int | None:
    """In years; never the date of birth."""
    person = entry.profile
    return age(person.born_on) if person.born_on else person.age_by_now


def photo_of(entry: Entry) -> Any:
    """The photo that the tile shows, if its gallery shows photos and there is one."""
    return entry.profile.shown_photo if entry.gallery.shows_photo else None


@in_steps
def tiles_of(entries: Iterable[Entry], user: Any) -> Steps:
    """The tiles of these entries, which the user sees."""
    rows = list(entries)
    people = as_array(entry.profile_id for entry in rows)
    (read,) = (yield [_read.later(user=user, people=people)]) if rows else ([],)
    names = Naming(user, manages=False)
    return [_tile(entry, user, names, entry.profile_id in read) for entry in rows]


@prepared.query
def _read(*, user: Any, people: Any) -> QuerySet:
    """The ids of those of these people whose records the user reads."""
    seen = Profile.objects.visible_to(user).filter(pk__any=people)
    return seen.order_by().values_list("pk", flat=True)


def _tile(entry: Entry, user: Any, names: Naming, is_read: bool) -> Tile:
    owner, person = entry.profile.owner_team, entry.profile.uuid
    ask = "" if is_read or entry.is_over else address_of("profiles:request-access", person)
    here = (entry.uuid, entry.gallery.slug)
    return Tile(
        entry=entry,
        name=name_on(entry),
        address=address_of("galleries:entry", *here),
        offer=address_of("galleries:offer", *here),
        photo=_photo_url(entry),
        age=age_on(entry),
        team=names.team(owner),
        phone=names.phone(owner),
        added_by=names.team(entry.added_by_team),
        record=address_of("profiles:overview", person) if is_read else "",
        ask=ask,
        is_own=manages_record(user, entry),
    )


def face_on(entry: Entry) -> Any:
    """What the component of a face shows beside the name, or None: no photos on this gallery."""
    return SimpleNamespace(face_url=_photo_url(entry)) if entry.gallery.shows_photo else None


def _photo_url(entry: Entry) -> str:
    if photo_of(entry) is None:
        return ""
    return address_of("galleries:photo", entry.uuid, entry.gallery.slug)


# Stands for the id in an address that is made once.
ANY = UUID(int=0)


def address_of(name: str, uuid: UUID, *before: str) -> str:
    """The address of a page about one thing: `reverse`, made once and not for each tile."""
    return _pattern(name, *before).replace(str(ANY), str(uuid))


@functools.lru_cache(maxsize=1000)
def _pattern(name: str, *before: str) -> str:
    return reverse(name, args=[*before, ANY])
