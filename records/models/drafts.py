"""Drafts: what somebody has typed and not sent yet."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from records.querysets import DraftQuerySet


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
    # Can be brought back for some days, by its author.
    discarded_at = models.DateTimeField(null=True, editable=False)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["author", "kind", "object_type", "object_id"],
                condition=models.Q(discarded_at=None),
                name="draft_once",
            ),
        ]
        indexes = [
            models.Index(fields=["author", "-updated_at", "-id"], name="draft_of"),
            models.Index(fields=["updated_at"], name="draft_age"),
        ]

    class Sensitivity:
        public = (
            "uuid kind object_type object_id reference version started_at updated_at discarded_at"
        )
        personal = "author subjects"
        special = "payload"

    def __str__(self):
        return f"Draft about {self.reference}"

    @property
    def event_label(self):
        return f"Draft about {self.reference}"

    @property
    def is_discarded(self):
        return self.discarded_at is not None

    def subject_ids(self):
        return self.subjects
