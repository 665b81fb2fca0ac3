"""The board of missing people as files: who is missing now; who came back, with the talks due."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from access.naming import Naming
from core import policy
from core.paging import Page
from core.querysets import as_array
from core.questions import run
from exports.kinds import Column, ListKind, listed
from missing.cards import Line, back_lines, cards_of
from missing.filters import BoardFilter
from missing.models import Clock, Episode, Interview, Sighting
from missing.selectors import ACTION, board_of, missing_now, returned_found


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


def in_one(lines: list[Line]) -> str:
    """The parts of a line of the board, as one text."""
    return ", ".join(line.text for line in lines)


@listed
class ReturnedExport(ListKind):
    """Those who came back and with whom somebody must talk, the most urgent first.

    The filters of the board narrow those who are missing, and not these.
    """

    name, title = "missing-returned", "Returned: interviews to do"
    model, action = Episode, ACTION
    columns = (
        Column("Reference", lambda one: one.case.reference),
        Column("Name", lambda one: one.name),
        Column("Age", lambda one: one.age),
        Column("Back since", lambda one: one.located_at),
        Column("Prevention interview (police)", lambda one: in_one(one.line.prevention)),
        Column("Prevention interview by", lambda one: one.due.get(Clock.Kind.PREVENTION)),
        Column("Return home interview", lambda one: in_one(one.line.interview)),
        Column("Return home interview by", lambda one: one.due.get(Clock.Kind.INTERVIEW)),
    )

    def batch(self, after: str, size: int) -> Page:
        found = run(returned_found.steps(self.user, after, size))
        talked = {episode for episode, _ in found.beside.interviews}
        for line in back_lines(found, timezone.now()):
            clocks = found.beside.clocks.get(line.episode.pk, ())
            line.episode.line = line
            line.episode.is_talked = line.episode.pk in talked
            line.episode.due = {clock.kind: clock.due_at for clock in clocks}
        page: Page = found.page
        return page

    def number(self, most: int) -> int:
        seen = policy.accessible(self.user, self.action, Episode).to_interview()
        return int(seen.order_by()[: most + 1].count())

    def subjects(self, rows: Any) -> list[int]:
        return list(Episode.subjects_of(list(rows)))

    def of_section(self, rows: Iterable[Any]) -> list[int]:
        """Those of whose interviews something is said, which the actions of the case hold."""
        return [one.pk for one in rows if one.is_talked]

    def reads_all(self, rows: list[int]) -> bool:
        """May the reader still read an interview of each of these?"""
        seen = Interview.objects.visible_to(self.user).of_episodes(as_array(rows))
        return seen.order_by().values("episode").distinct().count() == len(set(rows))

    @property
    def page(self) -> str:
        return reverse("missing:board")
