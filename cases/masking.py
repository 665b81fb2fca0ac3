"""Takes the names of other people out of what is printed for the complainant.

A text is written freely, so this finds what the case knows: each name of everybody in the case
who is not on the complainant's side, word by word, however it is spelt. Whoever prints reads
every line before it is made: what no list of names can know is left out there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import Participant
from core.tidy import folded
from profiles.models import OtherName

ANOTHER = "[another person]"
WORD = re.compile(r"\w+(?:['’]\w+)*")
POSSESSIVE = re.compile(r"['’]s?$")
SEVERAL = re.compile(rf"{re.escape(ANOTHER)}(?:[\s-]+{re.escape(ANOTHER)})+")


@dataclass(frozen=True)
class Masking:
    """The words that name somebody else, and the names that may be read."""

    words: frozenset[str]
    kept: tuple[str, ...]

    def masked(self, text: str) -> str:
        """The text, with each word that names somebody else replaced."""
        spared = self._spared(text)
        found = WORD.sub(lambda word: self._one(word, spared), text)
        return SEVERAL.sub(ANOTHER, found)

    def _one(self, word: re.Match[str], spared: list[tuple[int, int]]) -> str:
        if any(start <= word.start() < end for start, end in spared):
            return word[0]
        bare = POSSESSIVE.sub("", word[0])
        if folded(word[0]) in self.words:
            return ANOTHER
        return ANOTHER + word[0][len(bare) :] if folded(bare) in self.words else word[0]

    def _spared(self, text: str) -> list[tuple[int, int]]:
        """Where somebody on the complainant's side is named in full: they may share a surname."""
        found = (re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in self.kept)
        return [one.span() for matches in found for one in matches]


def masking_for(people: Iterable[Participant]) -> Masking:
    """Of everybody who is or was in the case, whatever the user may see of their records."""
    people = list(people)
    theirs = [one for one in people if one.role.is_complainant]
    same = {one.profile_id or folded(one.name) for one in theirs}
    others = [one for one in people if (one.profile_id or folded(one.name)) not in same]
    names = [name for one in others for name in _names(one)]
    records = [one.profile_id for one in others if one.profile_id]
    names += [str(other) for other in OtherName.objects.filter(profile__in=records)]
    words = {part for name in names for part in _words(name)}
    return Masking(frozenset(words), tuple(one.name for one in theirs))


def _names(participant: Participant) -> list[str]:
    """As they were named here, and as their record has them."""
    of_record = [participant.profile.name] if participant.profile else []
    return [participant.name, *of_record]


def _words(name: str) -> set[str]:
    """The words of a name that say who it is: no initials, no "at" or "of" between them."""
    words = [word[0] for word in WORD.finditer(name) if len(word[0]) > 1]
    return {folded(word) for word in words if name.islower() or not word[0].islower()}
