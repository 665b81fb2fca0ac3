"""An entry on a gallery of another force, with an offer of help."""

from agencies.tests.factories import TeamFactory, member
from core.tests.worlds import hidden_world
from galleries.models import Entry
from galleries.tests.factories import EntryFactory, GalleryFactory, OfferFactory


@hidden_world(Entry)
def entry_of_another_force(cast):
    gallery = GalleryFactory(curators=[cast.police], areas=[cast.staffordshire])
    entry = EntryFactory(gallery=gallery, profile=cast.person, by=cast.officer)
    helper = member(TeamFactory(areas=[cast.staffordshire]))
    offer = OfferFactory(entry=entry, by=helper)
    return entry, cast.outsider, {"galleries:answer": offer.uuid}
