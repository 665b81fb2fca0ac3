"""What can happen to galleries, to who is on them, and to offers of help."""

from audit.vocabulary import AUDITORS, HOLDERS, group, looks, pages, verb

GALLERIES = group("galleries", "Galleries", order=16)

looks("gallery", "galleries", group=GALLERIES)
pages(
    {
        "gallery.list": "the list of galleries",
        "gallery.view": "the gallery",
        "gallery.print": "the gallery, to print,",
        "gallery.add": "“Add to a gallery”",
        "gallery.view_entry": "the entry on a gallery",
        "gallery.change_entry": "“Edit the entry”",
        "gallery.end_entry": "“Take off the gallery”",
        "gallery.offer": "“Offer help”",
        "gallery.view_offer": "the offer of help",
        "gallery.answer_offer": "“Answer the offer”",
        "gallery.make": "administration of galleries",
        "gallery.manage": "“Edit the gallery”",
    }
)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test.

    All of it happens to a gallery or an entry, and nothing to the record: its History does not
    say on which galleries somebody is. The page of an entry shows what happened to the entry.
    """

    MADE = verb("gallery.made", "Made a gallery", group=GALLERIES, audience=AUDITORS)
    EDITED = verb("gallery.edited", "Edited a gallery", group=GALLERIES, audience=AUDITORS)
    ENTRY_ADDED = verb(
        "gallery.entry_added", "Added a person to the gallery", group=GALLERIES, audience=HOLDERS
    )
    ENTRY_CHANGED = verb(
        "gallery.entry_changed", "Edited an entry on a gallery", group=GALLERIES, audience=HOLDERS
    )
    ENTRY_REVIEWED = verb(
        "gallery.entry_reviewed",
        "Confirmed an entry on a gallery",
        group=GALLERIES,
        audience=HOLDERS,
    )
    ENTRY_LEFT = verb(
        "gallery.entry_left", "Took a person off a gallery", group=GALLERIES, audience=HOLDERS
    )
    OFFER_MADE = verb("gallery.offer_made", "Offered help to", group=GALLERIES, audience=AUDITORS)
    OFFER_ANSWERED = verb(
        "gallery.offer_answered", "Answered an offer of", group=GALLERIES, audience=AUDITORS
    )
