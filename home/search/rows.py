"""What a search comes to: rows of one shape, in groups of one kind."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from core.paging import Page

# The kinds, in the order of the page, and what each is a list of.
KINDS = {
    "people": "People",
    "cases": "Cases",
    "log": "Log entries",
    "actions": "Actions in cases",
    "reports": "Reports",
    "tasks": "Tasks",
    "referrals": "Referrals",
    "register": "RJ register",
    "documents": "Documents",
}
# Those that are parts of a record.
PARTS = ("log", "actions", "reports", "documents")


@dataclass(frozen=True)
class Row:
    """One thing that was found, as its reader may see it.

    `who` is the record it belongs to; `mark` are the words to mark in title and text; `tag` is
    where it stands, in a word and its colour; `subjects` are the ids of the people it names.
    """

    kind: str
    uuid: uuid.UUID
    reference: str
    title: str
    url: str
    when: datetime.datetime | datetime.date | tuple[Any, ...] | None = None
    text: str = ""
    mark: str = ""
    who: str = ""
    tag: tuple[str, str] | None = None
    subjects: Sequence[int] = ()
    # Where the rows of one kind are of several models: which one.
    of: Any = None
    # What its day is, where that is not plain: Due.
    day_is: str = ""

    @property
    def is_part(self) -> bool:
        """Is it a part of the record that `who` names, as an entry of its log is?"""
        return self.kind in PARTS


@dataclass(frozen=True)
class Look:
    """What the log of events keeps of a group: whose rule was asked, in which section.

    `is_limited` counts the people it names against how many the reader may list.
    """

    model: Any
    action: str
    section: str = ""
    is_limited: bool = True
    detail: dict[str, Any] = field(default_factory=dict)

    def shows(self, row: Row) -> bool:
        """Is the row of the model that this look is about?"""
        return row.of in (None, self.model)


@dataclass
class Group:
    """The rows of one kind.

    `next_cursor` is where the next page of this kind begins. `all_url` is the list of this kind
    elsewhere, with all its own filters. `note` says what was not looked for, or not looked
    through, and why. `count` is how many there are, where that is known.
    """

    kind: str
    looks: Sequence[Look]
    rows: Sequence[Row] = ()
    next_cursor: str = ""
    is_first: bool = True
    all_url: str = ""
    note: str = ""
    count: str = ""
    # Of people: the list of people with these words, for a page that shows them as that does; and
    # the ids of those with similar names.
    people: Any = None
    # Have its rows something like the words, since nothing has the words themselves?
    is_alike: bool = False
    similar: Sequence[int] = ()

    @property
    def label(self) -> str:
        return KINDS[self.kind]

    @property
    def page(self) -> Page:
        """Its rows as a page, where it is asked for alone."""
        return Page(self.rows, self.next_cursor or None, is_first=self.is_first)

    @property
    def has_more(self) -> bool:
        """Are there more than its rows, or may there be?"""
        return bool(self.next_cursor) or bool(self.all_url and self.rows and not self.count)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def subjects(self, look: Look) -> list[int]:
        """The ids of the people whom the rows under this look name."""
        named = {pk for row in self.rows if look.shows(row) for pk in row.subjects}
        return sorted(named.union(self.similar))

    def is_seen(self, look: Look) -> bool:
        """Does it show anything under this look? Of people, that nobody was found is told too."""
        return self.people is not None or any(look.shows(row) for row in self.rows)
