"""The list of galleries; one gallery as cards, as lines and on paper; who sees it and why."""

from django.utils.functional import cached_property
from django.views.generic import TemplateView

from core import policy
from core.paging import Page
from core.questions import run, together_in_steps
from core.views import PRINT, ListPage, RecordView
from core.wording import counted
from galleries import selectors
from galleries.filters import GalleryFilter
from galleries.models import Gallery
from galleries.tiles import tiles_of

MOST_ON_PAPER = 100


class GalleryList(ListPage):
    """The galleries that the reader sees, and how many people are on each."""

    model, action = Gallery, "gallery.list"
    template_name = "galleries/gallery_list.html"
    is_limited = False

    def get_page(self):
        return Page(selectors.galleries_with_counts(self.request.user))

    def subjects(self):
        return []


class OneGallery(RecordView, abstract=True):
    """A page of the gallery in the address."""

    model = Gallery
    related = ("kind", "area")

    def load(self):
        super().load()
        user, slug = self.request.user, self.kwargs["slug"]
        self.object = policy.get(user, self.asked_action, Gallery, *self.related, slug=slug)

    def get_context_data(self, **kwargs):
        return super().get_context_data(gallery=self.object, **kwargs)


class Tiles(OneGallery, ListPage, abstract=True):
    """The tiles of a gallery that the reader sees, narrowed and in order as the address asks."""

    size = selectors.TILES

    def load(self):
        super().load()
        self.seen = selectors.seen_on(self.object, self.request.user)
        self.filter = GalleryFilter(self.request, self.seen)

    @cached_property
    def found(self):
        """The page with its tiles; and what else is asked beside it."""
        return run(together_in_steps([self.asking_tiles(), *self.asking_else()]))

    def asking_tiles(self):
        asked, ways = self.filter, (self.filter.ordered_by, self.after)
        page = yield from selectors.page_of.steps(
            self.object, self.seen, *ways, size=self.size, **asked.of_people
        )
        return page, (yield from tiles_of.steps(page, self.request.user))

    def asking_else(self):
        """What a page asks by the same statement."""
        return []

    def get_page(self):
        return self.found[0][0]

    @property
    def after(self):
        return self.filter.after

    def seen_detail(self):
        return self.filter.recorded()

    def get_context_data(self, **kwargs):
        (_, tiles), *_ = self.found
        return super().get_context_data(tiles=tiles, filter=self.filter, **kwargs)


class GalleryPage(Tiles):
    """A wall of tiles, those at highest risk first."""

    action = "gallery.view"
    template_name = "galleries/gallery_detail.html"

    def asking_else(self):
        head = selectors.head_of.steps(self.object, self.seen, self.request.user)
        return [head, self.filter.fetched()]

    def get_context_data(self, **kwargs):
        may_add = self.may("gallery.add") and not self.object.is_closed
        return super().get_context_data(head=self.found[1], may_add=may_add, **kwargs)


class GallerySheet(Tiles):
    """The gallery on paper, for a briefing. Printing is an event about everybody on it."""

    action, operation = "gallery.print", PRINT
    template_name = "galleries/gallery_sheet.html"
    size, after = MOST_ON_PAPER, ""

    def seen_detail(self):
        return {**super().seen_detail(), "people": len(self.page)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            number=str(self.request.id)[:8],
            most=MOST_ON_PAPER,
            how_many=self.how_many(),
            is_cut_off=self.page.next_cursor is not None,
            **kwargs,
        )

    def how_many(self):
        """3 people; those who left are shown for a week, and told apart."""
        gone = sum(entry.is_over for entry in self.page)
        here = counted(len(self.page) - gone, "person", "people")
        return f"{here}, and {gone} who left" if gone else here


class GalleryWho(OneGallery, TemplateView):
    """Which teams see the gallery, and why; of discreet teams, only the reader's own."""

    action = "gallery.view"
    template_name = "galleries/gallery_who.html"

    def subjects(self):
        return []

    def seen_detail(self):
        return {"page": "who sees it"}

    def get_context_data(self, **kwargs):
        groups, curators = selectors.who_and_why(self.object, self.request.user)
        return super().get_context_data(groups=groups, curators=curators, **kwargs)
