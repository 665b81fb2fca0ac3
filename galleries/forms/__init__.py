"""Forms of galleries."""

from galleries.forms.administration import GalleryForm
from galleries.forms.entries import AnswerForm, EndForm, EntryForm, OfferForm, ReviewForm

__all__ = ["AnswerForm", "EndForm", "EntryForm", "GalleryForm", "OfferForm", "ReviewForm"]
