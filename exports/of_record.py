"""Lists that belong to one record: opened by their section, named as the record's pages name."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property

from access.section_access import held_sections
from exports.kinds import ListKind


class OfRecord(ListKind):
    """A list in a section of one record."""

    @property
    def is_open(self) -> bool:
        """May the reader open the record, and this section of it?"""
        return super().is_open and self.record is not None and self.section in self.held

    @cached_property
    def held(self) -> Any:
        """The sections that the reader holds."""
        return held_sections(self.user, self.record)

    def readable(self) -> QuerySet:
        """The rows of the list."""
        raise NotImplementedError

    def number(self, most: int) -> int:
        return int(self.readable().order_by()[: most + 1].count())
