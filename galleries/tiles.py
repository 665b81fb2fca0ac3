"""Tiles: what each entry shows to one reader, which is what its gallery allows and no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from access.naming import Naming
from core.dates import age, format_clock, format_short_day
from galleries.models import Entry, Gallery
from galleries.rules import manages_record
from profiles.models import Profile

SOMEBODY = "A person"


@dataclass
class Tile:
    """One entry as its reader may see it."""

    entry: Entry
    name: str
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
    photo = entry.profile.photo if entry.gallery.shows_photo else None
    return None if photo is None or photo.is_withdrawn else photo


def tiles_of(entries: Iterable[Entry], user: Any) -> list[Tile]:
    """The tiles of these entries, which the user sees."""
    rows = list(entries)
    people = [entry.profile_id for entry in rows]
    seen = Profile.objects.visible_to(user).filter(pk__in=people)
    read = set(seen.order_by().values_list("pk", flat=True)) if people else set()
    names = Naming(user, manages=False)
    return [_tile(entry, user, names, entry.profile_id in read) for entry in rows]


def _tile(entry: Entry, user: Any, names: Naming, is_read: bool) -> Tile:
    person, owner = entry.profile, entry.profile.owner_team
    ask = "" if is_read or entry.is_over else _address("request-access", person)
    return Tile(
        entry=entry,
        name=name_on(entry),
        photo=_photo_url(entry),
        age=age_on(entry),
        team=names.team(owner),
        phone=names.phone(owner),
        added_by=names.team(entry.added_by_team),
        record=_address("overview", person) if is_read else "",
        ask=ask,
        is_own=manages_record(user, entry),
    )


def face_on(entry: Entry) -> Any:
    """What the component of a face shows beside the name, or None: no photos on this gallery."""
    return SimpleNamespace(face_url=_photo_url(entry)) if entry.gallery.shows_photo else None


def _photo_url(entry: Entry) -> str:
    if photo_of(entry) is None:
        return ""
    return reverse("galleries:photo", args=[entry.gallery.slug, entry.uuid])


def _address(name: str, person: Any) -> str:
    return reverse(f"profiles:{name}", args=[person.uuid])
