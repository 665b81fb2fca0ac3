"""Galleries, who is on them, and offers of help."""

from galleries.models.entries import Entry, LeaveReason
from galleries.models.galleries import Gallery, GalleryKind
from galleries.models.offers import Offer

__all__ = ["Entry", "Gallery", "GalleryKind", "LeaveReason", "Offer"]
