"""What was typed, as each kind of thing is looked for with it."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from core.dates import NotUnderstoodError, format_day, read_day
from core.tidy import folded, tidy

LONGEST = 100
# An index of three letters cannot look for fewer.
LETTERS = re.compile(r"[^\W_]{3}")
LONGEST_DATE, MOST_WORDS = 4, 8  # words
SHOWN = 5
FIRST_DAY, LAST_DAY = datetime.date(1, 1, 1), datetime.date(9999, 12, 31)


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
    def day_in_words(self) -> str:
        return format_day(self.day) if self.day else ""

    @cached_property
    def tokens(self) -> list[str]:
        """The words, without the day, as the index of what was written has them."""
        plain = folded(" ".join(self._in_parts[0]))
        return re.sub(r"[\W_]+", " ", plain).split()[:MOST_WORDS]

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
