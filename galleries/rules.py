"""Who sees galleries, who chooses who is on them, and who offers and answers help."""

from typing import Any

from django.db.models import QuerySet

from access.levels import Level
from agencies.rules import works_in
from core.policy import allow, is_visible, rule, visible

CURATORS = "Only the curators of this gallery can do this."
ENDS = "Only the curators, and the team that manages the record, can do this."
OTHERS = "Your team manages this record. Offers come from other teams."
MANAGERS = "Only the team that manages the record can answer offers of help."


def administered(user: Any, model: Any, **limits: Any) -> QuerySet:
    """What lies in the areas for which the user is administrator."""
    return model.objects.administered_by(user)


def administered_forces(user: Any, model: Any, **limits: Any) -> QuerySet:
    """The police force areas for which the user is administrator."""
    return model.objects.administered_by(user).filter(parent=None)


def curates(user: Any, gallery: Any) -> bool:
    """Practises in or manages one of its curating teams."""
    return bool(type(gallery).objects.is_curated_by(user, gallery))


def curates_entry(user: Any, entry: Any) -> bool:
    """Curates the gallery that it is on."""
    return curates(user, entry.gallery)


def manages_record(user: Any, entry: Any) -> bool:
    """Works in the team that manages the record now."""
    return works_in(user, entry.profile.owner_team_id)


allow("gallery.list", stands_on=visible)
allow("gallery.view", stands_on=visible)
allow("gallery.print", stands_on=visible)
rule("gallery.add", stands_on=visible, because=CURATORS)(curates)
allow("gallery.make", stands_on=administered_forces, model="agencies.Area")
allow("gallery.manage", stands_on=administered)

allow("gallery.view_entry", stands_on=visible)
rule("gallery.change_entry", stands_on=visible, because=CURATORS)(curates_entry)


@rule("gallery.end_entry", stands_on=visible, because=ENDS)
def ends_entry(user: Any, entry: Any) -> bool:
    """Curates the gallery; or works in the team that manages the record, and may add to it."""
    if curates_entry(user, entry):
        return True
    return manages_record(user, entry) and is_visible(user, entry.profile, level=Level.CONTRIBUTE)


@rule("gallery.offer", stands_on=visible, because=OTHERS)
def offers(user: Any, entry: Any) -> bool:
    """Sees the entry, and is not of the team that manages the record."""
    return not manages_record(user, entry)


allow("gallery.view_offer", stands_on=visible)


@rule("gallery.answer_offer", stands_on=visible, because=MANAGERS)
def answers_offer(user: Any, offer: Any) -> bool:
    """Works in the team that manages the record now."""
    return manages_record(user, offer.entry)
