"""Lists of choices that partnerships may change, numbers of references, and drafts."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from records.querysets import DraftQuerySet


class LookupQuerySet(models.QuerySet):
    """Choices of a list."""

    def offered(self):
        """Those that can be chosen today; older records keep what was chosen then."""
        return self.filter(is_offered=True)


class Lookup(models.Model):
    """One choice of a list that a partnership may change without a programmer."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(default=True)

    objects = LookupQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    class Sensitivity:
        public = "code name position is_offered"

    def __str__(self):
        return self.name


class LawfulBasis(Lookup):
    """Why information may be shared: the basis and the legal gateway it goes through."""

    gateway = models.CharField(max_length=200, blank=True)

    class Meta(Lookup.Meta):
        verbose_name_plural = "lawful bases"

    class Sensitivity:
        public = "code name position is_offered gateway"


class ReferenceBlock(models.Model):
    """A run of reference numbers that one agency uses up: P-2026-000100 to P-2026-000199.

    Agencies take numbers from their own run, so that a new reference tells nobody how many
    records others have made.
    """

    SIZE = 100

    kind = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    first = models.PositiveIntegerField()
    next = models.PositiveIntegerField()

    class Meta:
        ordering = ["kind", "year", "first"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "first"], name="reference_block_once"),
            models.CheckConstraint(
                condition=Q(next__gte=F("first"), next__lte=F("first") + 100),
                name="reference_block_next_within",
            ),
        ]
        indexes = [models.Index(fields=["kind", "year", "agency"], name="reference_block_agency")]

    class Sensitivity:
        public = "kind year agency first next"

    def __str__(self):
        return f"{self.kind}-{self.year}-{self.first:06}"


class Draft(models.Model):
    """What somebody has typed into a form and not sent yet: their own, and nobody else's.

    It names the record it is about by reference, and outlives the author's access to it: they may
    read what they wrote, but send it no longer.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="drafts", editable=False
    )
    kind = models.SlugField(max_length=40, editable=False)
    object_type = models.CharField(max_length=60, editable=False)
    object_id = models.BigIntegerField(editable=False)
    reference = models.CharField(max_length=100, editable=False)
    subjects = ArrayField(models.BigIntegerField(), default=list, editable=False)
    payload = models.JSONField(default=dict)
    # Of the record when writing began: what was changed meanwhile is shown before it is sent.
    version = models.PositiveIntegerField(null=True, editable=False)
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "kind", "object_type", "object_id"], name="draft_once"
            ),
        ]
        indexes = [
            models.Index(fields=["author", "-updated_at", "-id"], name="draft_of"),
            models.Index(fields=["updated_at"], name="draft_age"),
        ]

    class Sensitivity:
        public = "uuid kind object_type object_id reference version started_at updated_at"
        personal = "author subjects"
        special = "payload"

    def __str__(self):
        return f"Draft about {self.reference}"

    @property
    def event_label(self):
        return f"Draft about {self.reference}"

    def subject_ids(self):
        return self.subjects
