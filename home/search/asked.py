"""What was typed, as each kind of thing is looked for with it."""

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property

from core.dates import NotUnderstoodError, format_day, read_day
from core.tidy import folded, tidy

LONGEST = 100
# An index of three letters cannot look for fewer.
LETTERS = re.compile(r"[^\W_]{3}")
LONGEST_DATE, MOST_WORDS = 4, 8  # words
SHOWN = 5
# A reference in any writing: p 2026 1, P2026000001, P-2026-000001.
REFERENCE = re.compile(r"([A-Z])[\s-]*(\d{4})(?:[\s-]*(\d{6})|[\s-]+(\d{1,5}))")
LIKE_A_DAY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(\d{4}|\d{2})")
FIRST_DAY, LAST_DAY = datetime.date(1, 1, 1), datetime.date(9999, 12, 31)


def as_reference(words: str) -> str:
    """These words as a reference, if they are one, such as P-2026-000001."""
    found = REFERENCE.fullmatch(words.strip().upper())
    if found is None:
        return ""
    letter, year, *number = found.groups()
    return f"{letter}-{year}-{(number[0] or number[1]).zfill(6)}"


@dataclass
class Asked:
    """The words of a search, by whom, and which kinds of things they are looked for in.

    `by` is how people are looked for, where the reader chose. `after` is where the next page
    begins, where one kind is asked for; `size` is how many rows of a kind are wanted.
    """

    user: Any
    typed: str
    kinds: tuple[str, ...]
    since: datetime.date | None = None
    until: datetime.date | None = None
    by: str = ""
    after: str = ""
    size: int = SHOWN
    # Has anything with these very words been found yet? Then what is like them is not looked for.
    is_found: bool = False
    # Have more texts the words than a page shows? Then they are no misspelt name.
    is_common: bool = False
    # Stems that are spelt nearly as a word, to be looked for as well as it.
    near: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def words(self) -> str:
        return tidy(self.typed)[:LONGEST].strip()

    @cached_property
    def folded(self) -> str:
        return folded(self.words)

    @cached_property
    def _in_parts(self) -> tuple[list[str], datetime.date | None]:
        """The words, and the day behind them: visit 12/3/26."""
        parts = self.words.replace(",", " ").split()
        for count in range(1, min(LONGEST_DATE, len(parts)) + 1):
            date = " ".join(parts[-count:])
            if not any(sign.isdigit() for sign in date):
                continue
            try:
                day = read_day(date, side="past")
            except NotUnderstoodError:
                continue
            return parts[:-count], day
        return parts, None

    @property
    def day(self) -> datetime.date | None:
        """The day that stands in the words, or alone."""
        return self._in_parts[1]

    @property
    def no_day(self) -> str:
        """What is written like a day that there is not: 31/2/1998."""
        last = self.words.replace(",", " ").split()[-1:]
        return last[0] if last and not self.day and LIKE_A_DAY.fullmatch(last[0]) else ""

    @property
    def reference(self) -> str:
        """The reference that the words are, as E-CINS writes it."""
        return as_reference(self.words)

    @property
    def day_in_words(self) -> str:
        return format_day(self.day) if self.day else ""

    @cached_property
    def tokens(self) -> list[str]:
        """The words, without the day, as the index of what was written has them."""
        plain = folded(" ".join(self._in_parts[0]))
        return re.sub(r"[\W_]+", " ", plain).split()[:MOST_WORDS]

    @property
    def stems_near(self) -> list[str]:
        """All the stems that are looked for beside the words."""
        return [stem for stems in self.near.values() for stem in stems]

    @property
    def corrected(self) -> str:
        """The words, folded, with the nearest stem in place of each that is not known."""
        return " ".join(self.near.get(word, [word])[0] for word in self.folded.split())

    @property
    def is_day_alone(self) -> bool:
        return self.day is not None and not self.tokens

    @property
    def has_letters(self) -> bool:
        """Are there three letters or digits in a row, as an index of letters needs them?"""
        return bool(LETTERS.search(self.folded))

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """From the first day asked for to the last."""
        return self.since or FIRST_DAY, self.until or LAST_DAY

    @property
    def is_dated(self) -> bool:
        return bool(self.since or self.until)
