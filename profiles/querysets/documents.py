"""Which files and photos of people a user meets."""

from collections.abc import Iterable
from typing import Any, Self

from access.querysets import ChildQuerySet


class DocumentQuerySet(ChildQuerySet):
    """Documents, each version a row."""

    parent = "profile"
    section = "documents"

    def with_words(self) -> Self:
        """With the kind."""
        return self.select_related("kind")

    def of_person(self, profile: Any) -> Self:
        """Documents of this person."""
        return self.filter(profile=profile)

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


class PhotoQuerySet(ChildQuerySet):
    """Photos: identity, so they come with any access to the person."""

    parent = "profile"

    def of_person(self, profile: Any) -> Self:
        """Photos of this person, the latest first."""
        return self.filter(profile=profile).order_by("-pk")

    def kept(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)
