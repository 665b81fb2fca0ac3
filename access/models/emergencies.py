"""Break-glass: reading a record one only knows of, in an emergency, for an hour."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from access.models.shared import AboutObject
from access.querysets import BreakGlassQuerySet
from agencies.models import Membership
from core.working_days import working_days_after

USER = settings.AUTH_USER_MODEL
REVIEW_DAYS = 5


class BreakGlass(AboutObject):
    """One person reads one record for an hour, for a reason that the owner's manager reviews."""

    class Outcome(models.TextChoices):
        JUSTIFIED = "justified", "Justified"
        NOT_JUSTIFIED = "not_justified", "Not justified"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    broken_at = models.DateTimeField(db_default=Now(), editable=False)
    valid_until = models.DateTimeField()
    outcome = models.CharField(max_length=15, choices=Outcome, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    reviewed_at = models.DateTimeField(null=True, editable=False)
    reviewed_by = models.ForeignKey(
        USER, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = BreakGlassQuerySet.as_manager()

    class Meta:
        ordering = ["broken_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("broken_at")), name="glass_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", reviewed_at=None, reviewed_by=None)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False)
                & ~Q(outcome="")
                & ~Q(reviewed_by=F("user")),
                name="glass_reviewed_by_someone_else",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "valid_until"], name="glass_user"),
            models.Index(
                fields=["object_type", "object_id"],
                condition=Q(outcome=""),
                name="glass_to_review",
            ),
        ]

    class Sensitivity:
        public = "uuid object_type object_id broken_at valid_until outcome reviewed_at"
        personal = "user membership reason note reviewed_by"

    def __str__(self):
        return f"{self.user}: {self.reason}"

    @property
    def is_open(self):
        return self.valid_until > timezone.now()

    @property
    def review_by(self):
        """The last working day on which the review is in time."""
        return working_days_after(timezone.localdate(self.broken_at), REVIEW_DAYS)

    @property
    def is_late(self):
        return not self.outcome and self.review_by < timezone.localdate()
