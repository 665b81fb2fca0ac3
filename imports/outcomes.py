"""What came of the rows of an import, as far as this reader may know.

That a row may be on record says that somebody is known. Managers of the team are told, as long as
they may know of the record; to everybody else such rows look like every other row.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from agencies.models import User
from imports.models import Import, ImportRow
from profiles.models import Profile

State = ImportRow.State
TELLS = (State.DUPLICATE, State.SKIPPED, State.READY)  # states in which a record is proposed
WITH_TEAM = "With the team"


@dataclass(frozen=True)
class Outcome:
    """One of the states as this reader is told them, and how many rows are in it."""

    key: str
    label: str
    number: int


def is_told(user: User, of: Import) -> bool:
    """May this reader know what became of each row?"""
    return of.compared_by_id is None or bool(user.is_manager_of(of.team_id))


def knowable(user: User, people: Iterable[int]) -> tuple[dict[int, Profile], dict[int, Profile]]:
    """Of these records, those that the reader reads, and those they may know to exist."""
    everyone = Profile.objects.filter(pk__in=set(people)).select_related("owner_team")
    seen = everyone.visible_to(user).in_bulk()
    return seen, everyone.to_be_found_by(user).exclude(pk__in=seen).in_bulk()


def hidden_rows(user: User, of: Import) -> set[int]:
    """The numbers of rows held up by nothing but records that the reader may not know of now."""
    # What was ready and left out since is not held up by another row of the file.
    alone = Q(same_as=None) | Q(state=State.SKIPPED)
    rows = of.rows.in_state(*TELLS).filter(alone).exclude(proposed=[])
    held_up = dict(rows.values_list("number", "proposed"))
    seen, known = knowable(user, (one["person"] for row in held_up.values() for one in row))
    return {
        number
        for number, proposed in held_up.items()
        if not any(one["person"] in seen or one["person"] in known for one in proposed)
    }


def passed_rows(of: Import) -> set[int]:
    """Rows of hidden records that are ready since it was continued, before the place it is at."""
    if not of.position:
        return set()
    ready = of.rows.in_state(State.READY).filter(number__lte=of.position)
    return set(ready.values_list("number", flat=True))


def looks_like(of: Import, number: int) -> State:
    """The state of every other row at this place, when all goes well."""
    is_past = of.state == Import.State.DONE or number <= of.position
    return State.IMPORTED if is_past else State.READY


class Outcomes:
    """The states of the rows of one import for one reader; what must look alike is one state."""

    def __init__(self, user: User, of: Import) -> None:
        self.of, self.is_told = of, is_told(user, of)
        self.hidden: dict[int, State] = {}  # by number, what such a row looks like
        if self.is_told and of.compared_by_id:
            numbers = hidden_rows(user, of) | passed_rows(of)
            self.hidden = {number: looks_like(of, number) for number in numbers}

    def numbers(self) -> list[Outcome]:
        """Those with any rows."""
        counts = self._told() if self.is_told else self._untold()
        return [one for one in counts if one.number]

    def _told(self) -> list[Outcome]:
        counts = self.of.counts
        if self.hidden:
            others = self.of.rows.exclude(number__in=self.hidden).numbers_by_state()
            counts = Counter(others) + Counter(self.hidden.values())
        return [Outcome(state, state.label, counts.get(state, 0)) for state in State]

    def _untold(self) -> list[Outcome]:
        wrong = self.of.number(State.PROBLEM)
        return [
            Outcome(State.PROBLEM, State.PROBLEM.label, wrong),
            Outcome("team", WITH_TEAM, self.of.total - wrong),
        ]

    def number(self, key: str) -> int:
        """How many rows are in this state."""
        return next((one.number for one in self.numbers() if one.key == key), 0)

    def rows(self, key: str = "") -> QuerySet:
        """Rows in this state; without one, all."""
        rows = self.of.rows.all()
        if not key:
            return rows
        if not self.is_told:
            wrong = Q(state=State.PROBLEM)
            return rows.filter(wrong if key == State.PROBLEM else ~wrong)
        alike = [number for number, name in self.hidden.items() if name == key]
        others = Q(state=key) & ~Q(number__in=self.hidden)
        return rows.filter(others | Q(number__in=alike))

    def label(self, row: ImportRow) -> Any:
        """What this reader is told of the state of a row."""
        if row.state == State.PROBLEM:
            return State.PROBLEM.label
        if not self.is_told:
            return WITH_TEAM
        return self.hidden.get(row.number, State(row.state)).label

    def put_on(self, rows: Sequence[ImportRow]) -> None:
        """Put onto each row its state, and take from it what this reader may not know."""
        for row in rows:
            row.told = self.label(row)
            if self.is_told and row.number not in self.hidden:
                continue
            row.proposed = []
            if not self.is_told:
                row.same_as = None
            if row.state != State.PROBLEM:
                row.problems = {}
