"""Galleries as files: the list of them; one, as its briefing sheet has it, without photos."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst

from core import policy
from core.paging import Page
from core.questions import run, together_in_steps
from exports.kinds import Column, ListKind, listed
from galleries import selectors
from galleries.filters import FileFilter
from galleries.models import Entry, Gallery
from galleries.tiles import tiles_of

COLUMNS = (
    Column("Who", lambda one: one.tile.name),
    Column("Age", lambda one: one.tile.age),
    Column("Risk", lambda one: "Left the gallery" if one.is_over else str(one.risk)),
    Column("Why they are here", lambda one: one.reason),
    Column("Managed by", lambda one: capfirst(one.tile.team)),
    Column("Telephone", lambda one: one.tile.phone),
    Column("Added", lambda one: one.added_at),
    Column("Review by", lambda one: None if one.is_over else one.review_on),
    Column("Left", lambda one: one.left_at),
)


@listed
class GalleriesExport(ListKind):
    """The galleries that the reader sees, and how many people they see on each."""

    name, title = "galleries", "Galleries"
    model, action = Gallery, "gallery.list"
    columns = (
        Column("Gallery", lambda one: one.title),
        Column("Kind", lambda one: str(one.kind)),
        Column("Who belongs on it", lambda one: one.criteria),
        Column("People", lambda one: one.number),
        Column("At high risk", lambda one: one.high),
        Column("State", lambda one: "Closed" if one.is_closed else "Open"),
    )

    def batch(self, after: str, size: int) -> Page:
        """All of them, as on the page."""
        return Page(selectors.galleries_with_counts(self.user))

    def number(self, most: int) -> int:
        return int(self.readable().order_by()[: most + 1].count())

    def subjects(self, rows: Any) -> list[int]:
        """Numbers, and nobody."""
        return []

    @property
    def page(self) -> str:
        return reverse("galleries:list")


@listed
class GalleryExport(ListKind):
    """The entries that the reader sees on a gallery, each by the name that the gallery allows.

    The address says which gallery, and how it names people: a gallery that has come to name them
    otherwise since gives no such file.
    """

    name, title = "gallery", "Gallery"
    model, action = Entry, "gallery.view_entry"
    columns = COLUMNS

    @cached_property
    def gallery(self) -> Gallery | None:
        """The gallery, if the reader sees it."""
        slug = self.request.GET.get("gallery", "")[:60]
        try:
            found: Gallery = policy.get(self.user, "gallery.view", Gallery, "kind", slug=slug)
        except (Http404, PermissionDenied):
            return None
        return found

    @property
    def is_open(self) -> bool:
        asked = self.request.GET.get("names", "")
        return super().is_open and self.gallery is not None and self.gallery.names == asked

    @cached_property
    def seen(self) -> str:
        """The ids of the entries on it that the reader sees."""
        found: str = selectors.seen_on(self.gallery, self.user)
        return found

    @cached_property
    def filter(self) -> FileFilter:
        return FileFilter(self.request, self.seen)

    def readable(self) -> QuerySet:
        rows: QuerySet = policy.accessible(self.user, self.action, Entry).of_gallery(self.gallery)
        return rows

    def batch(self, after: str, size: int) -> Page:
        asked = (self.gallery, self.seen, self.filter.ordered_by, after)
        found = selectors.page_of.steps(*asked, size=size, **self.filter.of_people)
        (page,) = run(together_in_steps([found]))
        (tiles,) = run(together_in_steps([tiles_of.steps(page, self.user)]))
        for tile in tiles:
            tile.entry.tile = tile
        return page  # type: ignore[no-any-return]

    def number(self, most: int) -> int:
        return selectors.count_on(self.seen, most, **self.filter.of_people)

    def subjects(self, rows: Any) -> list[int]:
        return list(Entry.subjects_of(list(rows)))

    @property
    def called(self) -> str:
        return f"Gallery {self.gallery}"

    @property
    def page(self) -> str:
        assert self.gallery is not None  # noqa: S101 - of a list that is open
        return reverse("galleries:gallery", args=[self.gallery.slug])

    @property
    def back(self) -> str:
        return f"{self.page}{self.filter.without('gallery', 'names')}"
