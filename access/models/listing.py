"""Exceptions to how many people a person may list within an hour."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse

from access.querysets import ListingExceptionQuerySet
from agencies.models import Team

USER = settings.AUTH_USER_MODEL


class ListingException(models.Model):
    """Somebody asks to list more people than the limit allows; a manager of their team decides."""

    class State(models.TextChoices):
        ASKED = "asked", "Waiting"
        GIVEN = "given", "Allowed"
        REFUSED = "refused", "Refused"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # Of one that was given: until then the limit does not hold.
    valid_until = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)

    objects = ListingExceptionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "team"], condition=Q(state="asked"), name="listing_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by=None, decided_at=None, valid_until=None)
                | (
                    Q(decided_by__isnull=False, decided_at__isnull=False)
                    & ~Q(decided_by=F("user"))
                    & (
                        Q(state="given", valid_until__isnull=False)
                        | Q(state="refused", valid_until=None)
                    )
                ),
                name="listing_decided_by_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "valid_until"], condition=Q(state="given"), name="listing_given"
            )
        ]

    class Sensitivity:
        public = "uuid team asked_at state decided_at valid_until"
        personal = "user reason decided_by answer"

    def __str__(self):
        return f"{self.user} asks to list more people"

    def get_absolute_url(self):
        return reverse("access:listing", args=[self.uuid])

    @property
    def event_label(self):
        return f"List limit, {self.team.name}"[:100]

    def subject_ids(self):
        return []
