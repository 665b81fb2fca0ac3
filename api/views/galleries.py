"""Galleries, for programs: who is on each as its audience sees them, and offers of help."""

from dataclasses import replace

from rest_framework.views import APIView

from access.naming import Naming
from api.parameters import MOST_COUNTED
from api.routes import resource
from api.serializers.galleries import (
    GalleryRowSerializer,
    GallerySerializer,
    OfferSerializer,
    TileSerializer,
)
from api.views.base import ApiDetail
from api.views.choosing import NamesPerson, PersonForm
from api.views.lists import ApiChildList, ApiList
from api.views.writing import ApiAct, ApiCreate, ApiEdit
from core import policy
from core.paging import Page, capped, decode, encode
from core.views import ChildMixin, ObjectMixin
from galleries import selectors
from galleries.filters import GalleryFilter
from galleries.forms import EntryForm
from galleries.models import Entry, Offer
from galleries.views import entries as entry_pages
from galleries.views import galleries as pages
from galleries.views import offers as offer_pages

ENTRY = "entry__gallery"


class GalleryList(ApiList, pages.GalleryList, APIView):
    """The galleries that the reader sees, and how many people are on each."""

    resource, row = "galleries", GalleryRowSerializer

    def get_page(self):
        rows = selectors.galleries_with_counts(self.request.user)
        self.number = len(rows)
        last = decode(self.after, (int,)) if self.after else None
        places = {gallery.pk: place for place, gallery in enumerate(rows, 1)}
        start = places.get(last[0]) if last else None
        shown = rows[start or 0 :][: self.limit]
        has_more = (start or 0) + len(shown) < len(rows)
        cursor = encode(shown[-1].pk) if has_more else None
        return Page(shown, next_cursor=cursor, is_first=start is None)

    def count(self):
        return capped(self.number)


class Gallery(ApiDetail, pages.OneGallery, APIView):
    """One gallery: who belongs on it, and what its tiles show."""

    action = "gallery.view"
    resource, answers = "galleries", GallerySerializer

    def subjects(self):
        return []


class Entries(ApiList, pages.Tiles, APIView):
    """Who is on a gallery, as the reader sees them: those at highest risk first.

    Those who left come last, for 7 days.
    """

    action = "gallery.view"
    resource, row, filters = "galleries", TileSerializer, GalleryFilter

    @property
    def size(self):
        return self.limit

    def get_page(self):
        page, tiles = self.found[0]
        return replace(page, rows=tiles)

    def count(self):
        seen = policy.accessible(self.request.user, "gallery.view_entry", Entry)
        found = seen.of_gallery(self.object)
        if risk := self.filter.part("risk").chosen:
            found = found.filter(risk=risk)
        if area := self.filter.part("area").chosen:
            found = found.in_area(area)
        return capped(found.order_by()[: MOST_COUNTED + 1].count(), MOST_COUNTED)


class OneEntry(ApiDetail, entry_pages.OneEntry, APIView):
    """One person on a gallery."""

    action = "gallery.view_entry"
    resource, answers = "galleries", TileSerializer

    def shown(self):
        return self.tile


class AddForm(EntryForm, PersonForm):
    """The person, how high the risk is, and why they are on the gallery."""


class EntryAdd(NamesPerson, ApiCreate, entry_pages.EntryAdd, APIView):
    """Adds somebody whose record the client can read. At high risk, others are told."""

    resource, shown_at, form_class = "galleries", "api:gallery-entry", AddForm

    def place_of(self, saved):
        return [self.object.slug, saved.uuid]


class AtEntry:
    """Goes before what is done with an entry, and shows it afterwards."""

    resource, shown_at = "galleries", "api:gallery-entry"

    def place_of(self, saved):
        return [saved.gallery.slug, saved.uuid]


class EntryEdit(AtEntry, ApiEdit, entry_pages.EntryEdit, APIView):
    """Changes the risk, or why the person is there."""


class EntryReview(AtEntry, ApiAct, entry_pages.EntryReview, APIView):
    """Confirms that the entry is still right."""


class EntryLeave(AtEntry, ApiAct, entry_pages.EntryEnd, APIView):
    """Takes somebody off the gallery, and says why."""


# ---- Offers of help -----------------------------------------------------------------------------
class Offers(ApiChildList, entry_pages.OneEntry, APIView):
    """Offers to the reader's team as it manages the record, and those of the reader's team."""

    action = "gallery.view_entry"
    resource, row, keys = "galleries", OfferSerializer, ("pk",)

    def rows(self):
        read = policy.accessible(self.request.user, "gallery.view_offer", Offer)
        return read.of_entry(self.object).with_words().select_related(ENTRY)


class OneOffer(ApiDetail, entry_pages.OneEntry, ChildMixin, APIView):
    """One offer of help."""

    action = "gallery.view_entry"
    child_model, child_action, child_of = Offer, "gallery.view_offer", "entry"
    resource, answers, as_page = "galleries", OfferSerializer, "galleries:answer"


class OfferAlone(ApiDetail, ObjectMixin, APIView):
    """One offer of help by its uuid alone, as webhooks name it."""

    model, action = Offer, "gallery.view_offer"
    related, resource, answers = (ENTRY,), "galleries", OfferSerializer

    def context(self):
        return {**super().context(), "names": Naming(self.request.user, manages=False)}


class AtOffer:
    """Goes before what is done with an offer, and shows it afterwards."""

    resource, shown_at = "galleries", "api:gallery-offer"

    def place_of(self, saved):
        return [self.object.gallery.slug, self.object.uuid, saved.uuid]


class OfferHelp(AtOffer, ApiCreate, offer_pages.OfferHelp, APIView):
    """Offers help to the team that manages the record. It gives no access."""


class OfferAnswer(AtOffer, ApiAct, offer_pages.OfferAnswer, APIView):
    """Accepts or declines an offer to the client's own team."""

    as_page = "galleries:answer"


HERE = "galleries/<slug:slug>/entries/"
ONE = f"{HERE}<uuid:uuid>/"
urlpatterns = [
    *resource("galleries/", "galleries", GalleryList),
    *resource("galleries/<slug:slug>/", "gallery", Gallery),
    *resource(HERE, "gallery-entries", Entries, create=EntryAdd),
    *resource(ONE, "gallery-entry", OneEntry, edit=EntryEdit),
    *resource(f"{ONE}review/", "gallery-review", EntryReview),
    *resource(f"{ONE}leave/", "gallery-leave", EntryLeave),
    *resource(f"{ONE}offers/", "gallery-offers", Offers, create=OfferHelp),
    *resource(f"{ONE}offers/<uuid:child>/", "gallery-offer", OneOffer),
    *resource(f"{ONE}offers/<uuid:child>/answer/", "gallery-answer", OfferAnswer),
    *resource("entries/<uuid:uuid>/", "entry", OneEntry),
    *resource("offers/<uuid:uuid>/", "offer", OfferAlone),
]
