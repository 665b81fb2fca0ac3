"""Recognises exact particulars in a search: an identifier, or a full name with a date of birth."""

from typing import Any

from django.db.models import Q

from core.dates import NotUnderstoodError, read_day
from profiles.models import Identifier, Profile
from profiles.numbers import readings
from profiles.querysets import ProfileQuerySet
from profiles.services import folded

LONGEST_DATE = 4  # words, as in "14th of March 1991"


def matching_exactly(words: str) -> ProfileQuerySet | None:
    """People with exactly these particulars; None where the words hold none.

    Whoever calls narrows them to what the reader may see, or may know of.
    """
    found = _by_identifier(words) | _by_name_and_birth(words)
    return Profile.objects.filter(found) if found else None


def unseen(user: Any, words: str) -> list[Profile]:
    """Records with exactly these particulars that the user may know of and cannot read."""
    found = matching_exactly(words)
    if found is None:
        return []
    seen = found.visible_to(user).values("pk")
    return list(found.to_be_found_by(user).exclude(pk__in=seen).select_related("owner_team")[:5])


def _by_identifier(words: str) -> Q:
    """An identifier is found however it is typed; one of an odd form, as it was recorded."""
    if len(words) < 5 or not any(sign.isdigit() for sign in words):
        return Q()
    same = Identifier.objects.filter(value__in={*readings(words), words, words.upper()})
    return Q(pk__in=same.values("profile_id"))


def _by_name_and_birth(words: str) -> Q:
    parts = words.replace(",", " ").split()
    for count in range(1, min(LONGEST_DATE, len(parts) - 2) + 1):
        names, date = parts[:-count], " ".join(parts[-count:])
        try:
            born = read_day(date, side="past", birth=True)
        except NotUnderstoodError:
            continue
        return Q(born_on=born, sort_name__in=_sorted_names(names))
    return Q()


def _sorted_names(names: list[str]) -> list[str]:
    """The name as lists sort it, wherever the surname begins and whichever comes first."""
    cuts = [(" ".join(names[:cut]), " ".join(names[cut:])) for cut in range(1, len(names))]
    return [folded(f"{one}, {other}") for pair in cuts for one, other in (pair, pair[::-1])]
