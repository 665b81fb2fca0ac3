"""Which documents of a record a user meets: the base of each kind's queryset."""

from collections.abc import Iterable
from typing import Any, Self

from access.querysets import ChildQuerySet


class DocumentQuerySet(ChildQuerySet):
    """Documents, each version a row. A kind names its `parent`."""

    section = "documents"

    def with_words(self) -> Self:
        """With the kind."""
        return self.select_related("kind")

    def of_record(self, record: Any) -> Self:
        """Documents of this record."""
        return self.filter(**{self.parent: record})

    def in_force(self) -> Self:
        """The last version of each that was not withdrawn."""
        return self.with_words().filter(is_latest=True, withdrawn_at=None)

    def withdrawn(self) -> Self:
        """The last version of each that was withdrawn, the latest first."""
        return self.with_words().filter(is_latest=True, withdrawn_at__isnull=False).order_by("-pk")

    def earlier_of(self, documents: Iterable[Any]) -> Self:
        """Earlier versions of these, the latest first."""
        groups = [document.group for document in documents]
        return self.filter(group__in=groups, is_latest=False).order_by("-version")

    def of_group(self, document: Any) -> Self:
        """All versions of this document."""
        return self.filter(group=document.group)
