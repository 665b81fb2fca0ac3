"""What a figure is: its definition, the period that is asked for, its table and its picture."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from core.dates import format_day
from core.days import begin_of, end_of
from core.wording import lowered

NONE = "–"
# Of the picture, in pixels: from one bar to the next, and from its words to the bar.
STEP, WORDS, BELOW = 46, 16, 22
# Of the page's width, in percent: the longest bar.
WIDEST = 70
PAIR = 2

Cell = str | int


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included, as days begin and end in the UK."""

    first: datetime.date
    last: datetime.date

    @property
    def begins(self) -> datetime.datetime:
        """When its first day begins."""
        return begin_of(self.first).astimezone(datetime.UTC)

    @property
    def ends(self) -> datetime.datetime:
        """When its last day is over: the first moment that does not belong to it."""
        return end_of(self.last).astimezone(datetime.UTC)

    def __str__(self) -> str:
        return f"{format_day(self.first)} to {format_day(self.last)}"


class Counted(NamedTuple):
    """The rows of a figure, and the number in words that says most of it."""

    rows: list[tuple[Cell, ...]]
    headline: str = ""


class Bar(NamedTuple):
    """One bar of the picture: its words with the number, how wide it is, and where it is."""

    words: str
    width: str
    words_at: int
    bar_at: int
    is_outline: bool


@dataclass(frozen=True)
class Table:
    """What a figure comes to, for one reader and one period.

    `bars` are the places of the columns that the picture shows. `source` says whose it counts.
    """

    title: str
    definition: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    source: str = ""
    headline: str = ""
    empty: str = "None."
    bars: tuple[int, ...] = ()
    key: str = ""
    period: Period | None = None

    @property
    def about(self) -> str:
        """What it counts, and whose."""
        return f"{self.definition} {self.source}".strip()

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """The rows, each value in words and with the heading of its column."""
        return [
            [(column, shown(value)) for column, value in zip(self.columns, row, strict=True)]
            for row in self.rows
        ]

    @property
    def numbers(self) -> list[int]:
        """All that the picture shows."""
        return [int(row[place]) for row in self.rows for place in self.bars]

    @property
    def is_empty(self) -> bool:
        """Is there nothing to picture?"""
        return not any(self.numbers) if self.bars else not self.rows

    @property
    def picture(self) -> list[Bar]:
        """A bar for each number but 0; where two columns are shown, the second is outlined."""
        most = max(self.numbers, default=0)
        drawn = [(row, place) for row in self.rows for place in self.bars if row[place]]
        return [
            Bar(
                words=f"{self._called(row, place)}: {shown(row[place])}",
                width=f"{WIDEST * int(row[place]) / most:.1f}%",
                words_at=number * STEP + WORDS,
                bar_at=number * STEP + BELOW,
                is_outline=len(self.bars) == PAIR and place == self.bars[1],
            )
            for number, (row, place) in enumerate(drawn)
        ]

    @property
    def picture_height(self) -> int:
        """In pixels."""
        return len(self.picture) * STEP

    def _called(self, row: tuple[Cell, ...], place: int) -> str:
        return f"{row[0]}, {lowered(self.columns[place])}" if self.bars[1:] else str(row[0])


@dataclass(frozen=True)
class Figure:
    """One figure: what it counts, of whom, and how.

    `count` counts what the user may see, in the database. A figure with `is_now` is about today,
    whatever the period.
    """

    key: str
    title: str
    definition: str
    source: str
    columns: tuple[str, ...]
    count: Callable[[Any, Period], Counted]
    empty: str
    bars: tuple[int, ...] = field(default=(1,))
    is_now: bool = False

    def table(self, user: Any, period: Period) -> Table:
        """What it comes to for this user in this period."""
        counted = self.count(user, period)
        return Table(
            title=self.title,
            definition=self.definition,
            source=self.source,
            columns=self.columns,
            rows=counted.rows,
            headline=counted.headline,
            empty=self.empty,
            bars=self.bars,
            key=self.key,
            period=None if self.is_now else period,
        )


def share(part: int, whole: int) -> str:
    """75% of 8; of nothing there is no share. 100% is said of all alone, and 0% of none."""
    if not whole:
        return NONE
    portion = round(100 * part / whole)
    if 0 < part < whole:
        portion = min(max(portion, 1), 99)
    return f"{portion}%"


def in_words(portion: str, what: str) -> str:
    """75% in time; where there is no share, nothing more."""
    return portion if portion == NONE else f"{portion} {what}"


def shown(value: Cell) -> str:
    """1,200; words as they are."""
    return f"{value:,}" if isinstance(value, int) else value
