"""Notices: what the product tells a person about a record, by reference alone."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from alerts.querysets import NoticeQuerySet


class Notice(models.Model):
    """One thing one person is told, by the record's reference; it conveys no sight of it."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices"
    )
    event = models.ForeignKey("audit.Event", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=200)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    seen_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "recipient"], name="notice_once"),
        ]
        indexes = [models.Index(fields=["recipient", "seen_at", "-made_at"], name="notice_of")]

    class Sensitivity:
        public = "uuid event text object_type object_id made_at seen_at"
        personal = "recipient"

    def __str__(self):
        return self.text

    @property
    def event_label(self):
        return "Notice"

    def subject_ids(self):
        return []
