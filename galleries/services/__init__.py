"""Everything that happens to galleries: each asks, changes, records."""

from galleries.services.entries import add_entry, edit_entry, end_entry, review_entry
from galleries.services.managing import edit_gallery, make_gallery
from galleries.services.offers import answer_offer, offer_help

__all__ = [
    "add_entry",
    "answer_offer",
    "edit_entry",
    "edit_gallery",
    "end_entry",
    "make_gallery",
    "offer_help",
    "review_entry",
]
