"""The board of missing people as a file: who is missing now, the worst and longest first."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from access.naming import Naming
from core.paging import Page
from core.querysets import as_array
from exports.kinds import Column, ListKind, listed
from missing.cards import cards_of
from missing.filters import BoardFilter
from missing.models import Episode, Sighting
from missing.selectors import ACTION, board_of, missing_now


@listed
class BoardExport(ListKind):
    """The cards of the board, narrowed by the address; not those who came back."""

    name, title = "missing", "Missing people"
    model, action = Episode, ACTION
    columns = (
        Column("Reference", lambda one: one.case.reference),
        Column("Name", lambda one: one.name),
        Column("Age", lambda one: one.age),
        Column("Risk", lambda one: one.card.risk),
        Column("Last seen", lambda one: one.last_seen_at),
        Column("Where last seen", lambda one: one.last_seen_place),
        Column("Clothing", lambda one: one.clothing),
        Column("Latest sighting", lambda one: one.card.sighting),
        Column("Due", lambda one: "; ".join(line.text for line in one.card.due)),
        Column("With", lambda one: one.card.with_whom),
    )

    @cached_property
    def filter(self) -> BoardFilter:
        return BoardFilter(self.request)

    def batch(self, after: str, size: int) -> Page:
        """A page of the board, whatever the size."""
        self.filter.after = after
        found = board_of(self.user, self.filter)
        names, now = Naming(self.user, manages=False), timezone.now()
        for card in cards_of(found, names, now):
            card.episode.card = card
        page: Page = found.page
        return page

    def number(self, most: int) -> int:
        return int(self.filter.narrow(missing_now(self.user)).order_by()[: most + 1].count())

    def subjects(self, rows: Any) -> list[int]:
        return list(Episode.subjects_of(list(rows)))

    def of_section(self, rows: Iterable[Any]) -> list[int]:
        """Those whose latest sighting is said, which is written in the actions of the case."""
        return [one.pk for one in rows if one.card.sighting]

    def reads_all(self, rows: list[int]) -> bool:
        """May the reader still read what was written about all of these?"""
        seen = Sighting.objects.visible_to(self.user).of_episodes(as_array(rows))
        return seen.order_by().values("episode").distinct().count() == len(set(rows))

    @property
    def page(self) -> str:
        return reverse("missing:board")
