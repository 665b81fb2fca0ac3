"""Which files and photos of people a user meets."""

from typing import Any, Self

from access.querysets import ChildQuerySet
from documents.querysets import DocumentQuerySet


class ProfileDocumentQuerySet(DocumentQuerySet):
    """Documents of people."""

    parent = "profile"


class PhotoQuerySet(ChildQuerySet):
    """Photos: identity, so they come with any access to the person."""

    parent = "profile"

    def of_person(self, profile: Any) -> Self:
        """Photos of this person, the latest first."""
        return self.filter(profile=profile).order_by("-pk")

    def kept(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)
