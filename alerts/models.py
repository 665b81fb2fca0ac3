"""Notices: what the product tells a person, as long as they may know it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from alerts.audiences import Audience
from alerts.factor_models import Fact, Factor, FactorVersion, Firing, FiringFact, Judgement
from alerts.levels import Level
from alerts.querysets import NoticeQuerySet

__all__ = [
    "Fact",
    "Factor",
    "FactorVersion",
    "Firing",
    "FiringFact",
    "Judgement",
    "Level",
    "Notice",
]


class Notice(models.Model):
    """One thing one person is told; it conveys no sight of the record it is about.

    The text has placeholders where it names a record or a team (`alerts.sentences`): they are
    filled when it is shown, with what the reader may know then.
    """

    # For a page, set by `alerts.selectors.fill`: the text as its reader may read it, whether it
    # leads anywhere, and the record if they may read it.
    words, opens, record = "", False, None
    # And the firing of a trigger factor that it tells of, if it does.
    firing = None
    # Set by `with_state`: of a notice that asks, that nobody has answered yet.
    is_unanswered = True

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices"
    )
    event = models.ForeignKey("audit.Event", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=600)
    audience = models.CharField(max_length=10, choices=Audience)
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.INFORMATION)
    # Why it was raised, where the text does not say so: "9 April, 2 May, 3 June".
    why = models.CharField(max_length=600, blank=True)
    # Where it leads if not to its object: a list, a proposal.
    address = models.CharField(max_length=200, blank=True)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    seen_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "recipient"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(audience=Audience.NO_RECORD)
                | Q(object_id__isnull=False) & ~Q(object_type=""),
                name="notice_about_a_record",
            ),
        ]
        indexes = [models.Index(fields=["recipient", "seen_at", "-made_at"], name="notice_of")]

    class Sensitivity:
        public = "uuid event audience level address object_type object_id made_at seen_at"
        personal = "recipient"
        special = "text why"

    def __str__(self):
        return self.text

    @property
    def event_label(self):
        return "Notice"

    @property
    def is_new(self):
        """Neither dismissed nor answered."""
        return self.seen_at is None and self.is_unanswered

    def subject_ids(self):
        """The people whom the notice names to the reader of the page."""
        return self.record.subject_ids() if self.record else []
