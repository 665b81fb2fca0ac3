"""The kinds of documents, and the bases of a document and of a photo that a record has."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from records.models import Entry, Lookup

NAME_LENGTH = 80


class DocumentKind(Lookup):
    """A kind of document: a letter, a licence, a court paper."""

    class Meta(Lookup.Meta):
        pass


class StoredFile(Entry):
    """An entry that has a file: where it is stored, what it is, and whether it was withdrawn.

    A withdrawn file is shown to nobody; its bytes stay until its record is disposed of.
    """

    # The fields with names of stored files.
    STORED: ClassVar[tuple[str, ...]] = ("stored_name",)

    name = models.CharField("file name", max_length=150, editable=False)
    content_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    stored_name = models.CharField(max_length=NAME_LENGTH, unique=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        "agencies.User", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    withdrawn_by_name = models.CharField(max_length=150, blank=True, editable=False)
    withdrawn_because = models.CharField(max_length=200, blank=True, editable=False)

    class Meta(Entry.Meta):
        abstract = True

    class Sensitivity:
        public = "content_type size sha256 stored_name withdrawn_at withdrawn_by"
        personal = "name withdrawn_by_name withdrawn_because"

    def __str__(self) -> str:
        return self.name

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_image(self) -> bool:
        """Drawn anew by us, so a browser may show it."""
        return self.content_type.startswith("image/")

    def is_changed_by(self, user: Any) -> bool:
        """Of those who may add to the record: may this user correct and withdraw it?"""
        return True

    def withdraw(self, by: Any, because: str) -> None:
        """Say who withdrew it and why; a service saves it."""
        self.withdrawn_at, self.withdrawn_because = timezone.now(), because
        self.withdrawn_by, self.withdrawn_by_name = by, by.name


class Document(StoredFile):
    """A file in a record, with its marking. A new version is a row of its own in its group.

    A kind of document names the record (`record_path`) and the actions that are asked of it to
    see and to add documents.
    """

    view_action: ClassVar[str] = ""
    # The list of them as a file, by its name, if there is one.
    exported_as: ClassVar[str] = ""
    # What a new version takes over from the one before it, besides the record.
    CARRIED: ClassVar[tuple[str, ...]] = ("kind", "marking", "handling", "description", "group")

    class Marking(models.TextChoices):
        SENSITIVE = "official-sensitive", "OFFICIAL-SENSITIVE"
        OFFICIAL = "official", "OFFICIAL"

    kind = models.ForeignKey(DocumentKind, on_delete=models.PROTECT, related_name="+")
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.SENSITIVE)
    handling = models.CharField("handling instruction", max_length=200, blank=True)
    description = models.CharField(max_length=200, blank=True)
    # The uuid of the first version; the versions of one document share it.
    group = models.UUIDField(editable=False)
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    is_latest = models.BooleanField(default=True, editable=False)

    class Meta(StoredFile.Meta):
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["group", "version"], name="%(class)s_version_once"),
            models.UniqueConstraint(
                fields=["group"], condition=Q(is_latest=True), name="%(class)s_latest_once"
            ),
        ]

    class Sensitivity:
        public = "kind marking group version is_latest"
        special = "handling description"


class Photo(StoredFile):
    """A photo of a person, drawn anew without metadata, with a thumbnail and how it was taken."""

    STORED = ("stored_name", "thumbnail_name")

    class Consent(models.TextChoices):
        GIVEN = "given", "Given"
        NOT_NEEDED = "not-needed", "Not needed: taken under a legal power"
        NOT_ASKED = "not-asked", "Not asked"

    thumbnail_name = models.CharField(max_length=NAME_LENGTH, unique=True, editable=False)
    thumbnail_sha256 = models.CharField(max_length=64, editable=False)
    taken_on = models.DateField(null=True, blank=True)
    consent = models.CharField(max_length=12, choices=Consent)
    consent_note = models.CharField("how, or under which power", max_length=200, blank=True)

    class Meta(StoredFile.Meta):
        abstract = True

    class Sensitivity:
        public = "thumbnail_name thumbnail_sha256 taken_on consent"
        personal = "consent_note"
