"""Offers help to the team that manages a record, and answers offers."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.models import User
from audit.models import Event
from audit.services import record
from core import policy
from galleries.models import Entry, Offer
from galleries.saving import require_on_gallery, require_waiting
from galleries.verbs import Verb
from records.models import writing_team

WAITS = "Your last offer about this person still waits for an answer."


@transaction.atomic
def offer_help(*, entry: Entry, by: User, words: str, phone: str) -> Offer:
    """Offer help to the team that manages the record. Raises ValidationError."""
    entry = policy.lock(by, "gallery.offer", entry)
    require_on_gallery(entry)
    if entry.offers.waiting().filter(by=by).exists():
        raise ValidationError(WAITS)
    offer = Offer(entry=entry, by=by, by_team=writing_team(by), words=words, phone=phone)
    offer.save()
    record(
        verb=Verb.OFFER_MADE,
        operation=Event.COLLECTION,
        actor=by,
        target=entry,
        recipient=entry.profile.owner_team.name,
        detail={"gallery": entry.gallery_id, "offer": offer.pk},
    )
    return offer


@transaction.atomic
def answer_offer(*, offer: Offer, by: User, accepts: bool, words: str = "") -> Offer:
    """Accept or decline an offer of help. It gives no access, and changes no owner."""
    offer = policy.lock(by, "gallery.answer_offer", offer)
    require_waiting(offer, by)
    if not accepts and not words:
        raise ValidationError({"words": "Enter why you are declining it"})
    offer.state = Offer.State.ACCEPTED if accepts else Offer.State.DECLINED
    offer.answer, offer.answered_by = words, by
    offer.answered_by_team, offer.answered_at = writing_team(by), timezone.now()
    offer.save()
    record(
        verb=Verb.OFFER_ANSWERED,
        operation=Event.ALTERATION,
        actor=by,
        target=offer.entry,
        recipient=offer.by_team.name,
        detail={"gallery": offer.entry.gallery_id, "offer": offer.pk, "accepted": accepts},
    )
    return offer
