"""An entry on a gallery of another force, and offers of help."""

from agencies.tests.factories import TeamFactory, member
from core.tests.worlds import hidden_world
from galleries.models import Entry, Offer
from galleries.tests.factories import EntryFactory, GalleryFactory, OfferFactory


@hidden_world(Entry)
def entry_of_another_force(cast):
    entry, offer = entry_with_offer(cast)
    return entry, cast.outsider, {"galleries:answer": offer.uuid}


@hidden_world(Offer)
def offer_to_another_force(cast):
    _, offer = entry_with_offer(cast)
    return offer, cast.outsider


def entry_with_offer(cast):
    entry = Entry.objects.first() or entry_on_gallery(cast)
    return entry, OfferFactory(entry=entry, by=member(TeamFactory(areas=[cast.staffordshire])))


def entry_on_gallery(cast):
    gallery = GalleryFactory(curators=[cast.police], areas=[cast.staffordshire])
    return EntryFactory(gallery=gallery, profile=cast.person, by=cast.officer)
