"""Recognises exact particulars in a search: an identifier, or a full name with a date of birth."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from core.dates import NotUnderstoodError, format_day, read_day
from core.names import name_words, sort_name
from profiles.models import Identifier, Profile
from profiles.numbers import readings
from profiles.querysets import ProfileQuerySet

REFERENCE, DIGITS = re.compile(r"P-\d{4}-\d{6,}", re.ASCII), re.compile(r"\d{6}", re.ASCII)
FIRST_YEAR = 2020
YEAR = re.compile(r"(19|20)\d\d")
LONGEST_DATE = 4  # words, as in "14th of March 1991"


@dataclass(frozen=True)
class Birth:
    """When somebody was born, as far as it was said: from a day to a day."""

    days: tuple[datetime.date, datetime.date]
    words: str

    def __str__(self) -> str:
        return f"on {self.words}" if self.is_day else f"in {self.words}"

    @property
    def is_day(self) -> bool:
        return self.days[0] == self.days[1]


def matching_exactly(words: str) -> ProfileQuerySet | None:
    """People with exactly these particulars; None where the words hold none.

    Callers must narrow them to what the reader may see, or may know exists.
    """
    found = _by_identifier(words) | _by_name_and_birth(words)
    return Profile.objects.filter(found) if found else None


def found_exactly(words: str) -> ProfileQuerySet | None:
    """The same, and records with this reference: of those that the reader may see.

    A reference names a record, not a person: it shows nobody that a hidden record exists.
    """
    found = _by_identifier(words) | _by_name_and_birth(words) | _by_reference(words)
    return Profile.objects.filter(found) if found else None


def unseen(user: Any, words: str) -> list[Profile]:
    """Records with exactly these particulars that the user sees only in the limited view."""
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


def _by_reference(words: str) -> Q:
    """As our own pages print it, in any case; or its last six digits."""
    plain = "".join(words.upper().split())
    if REFERENCE.fullmatch(plain):
        return Q(reference=plain)
    if DIGITS.fullmatch(plain):
        years = range(FIRST_YEAR, timezone.localdate().year + 1)
        return Q(reference__in=[f"P-{year}-{plain}" for year in years])
    return Q()


def _by_name_and_birth(words: str) -> Q:
    name, born = name_and_birth(words)
    if " " not in name or born is None or not born.is_day:
        return Q()
    return Q(born_on=born.days[0], sort_name__in=_sorted_names(name.split()))


def name_and_birth(words: str) -> tuple[str, Birth | None]:
    """A name, folded, and the day or the year of birth behind it; or the day alone."""
    parts = words.replace(",", " ").split()
    for count in range(1, min(LONGEST_DATE, len(parts)) + 1):
        name, date = " ".join(parts[:-count]), " ".join(parts[-count:])
        try:
            day = read_day(date, side="past", birth=True)
        except NotUnderstoodError:
            continue
        return name_words(name), Birth((day, day), format_day(day))
    if len(parts) > 1 and YEAR.fullmatch(parts[-1]):
        year = int(parts[-1])
        days = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        return name_words(" ".join(parts[:-1])), Birth(days, parts[-1])
    return name_words(words), None


def _sorted_names(names: list[str]) -> list[str]:
    """The name as lists sort it, wherever the surname begins and whichever comes first."""
    cuts = [(" ".join(names[:cut]), " ".join(names[cut:])) for cut in range(1, len(names))]
    return [sort_name(*names) for pair in cuts for names in (pair, pair[::-1])]
