"""Cohorts and programmes that a user meets."""

from typing import Any, Self

from profiles.querysets.details import DetailQuerySet


class CohortQuerySet(DetailQuerySet):
    """Cohorts: part of identity, like roles."""

    def current(self, today: Any = None) -> Self:
        """Not de-selected: that does not happen ahead of time."""
        return self.filter(ends_on=None)


class ProgrammeQuerySet(DetailQuerySet):
    """Programmes: seen with the log."""

    section = "log"

    def with_words(self) -> Self:
        """With what their words are made of."""
        return self.select_related("kind", "pathway", "outcome")
