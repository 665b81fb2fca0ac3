"""How rows of galleries are saved with their history; what they say who come second."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from access.naming import Naming
from agencies.models import User
from core.dates import format_when
from galleries.models import Entry, Gallery, Offer

CLOSED = "This gallery is closed: nobody can be added to it."
THERE = "This person is on the gallery already."
NOBODY = "No person found. Search for somebody whose record you can read."


def save(row: Any, by: User) -> None:
    """Save a row with its history."""
    row._history_user = by
    row.save()


def next_review(gallery: Gallery) -> datetime.date:
    """When what is confirmed today is to be confirmed again."""
    return timezone.localdate() + datetime.timedelta(days=gallery.review_days)


def require_on_gallery(entry: Entry) -> None:
    """Raises ValidationError, with the day, if the person has left the gallery."""
    if entry.is_over:
        when = format_when(entry.left_at)
        raise ValidationError(
            f"This person left the gallery on {when}. Nothing was saved; your text is kept."
        )


def require_waiting(offer: Offer, by: User) -> None:
    """Raises ValidationError, with who and when, if somebody has answered already."""
    if not offer.is_waiting:
        who = Naming(by, manages=False).person(offer.answered_by, offer.answered_by_team)
        when, state = format_when(offer.answered_at), offer.get_state_display().lower()
        raise ValidationError(f"{who} {state} this offer on {when}. Nothing was changed.")
