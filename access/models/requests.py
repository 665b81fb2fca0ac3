"""Finding that a record exists, and asking to be let in."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from access.models.grants import Grant
from access.models.shared import AboutObject
from access.querysets import RequestQuerySet
from agencies.models import Membership

USER = settings.AUTH_USER_MODEL


class Discovery(AboutObject):
    """Someone found that a record exists, by an exact identifier or exact name and birth date.

    For a while they see its limited view, as long as they practise in an area of its owner team.
    """

    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(db_default=Now(), editable=False)
    valid_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "object_type", "object_id"], name="discovery_once"
            )
        ]

    class Sensitivity:
        public = "object_type object_id found_at valid_until"
        personal = "user"

    def __str__(self):
        return f"{self.user} found {self.object_type} {self.object_id}"


class AccessRequest(AboutObject):
    """Someone who may know a record exists asks its owner's manager to be let in."""

    class Reason(models.TextChoices):
        LINKED = "linked", "Linked to work I am doing"
        SAFEGUARDING = "safeguarding", "A safeguarding concern now"
        MOVED = "moved", "The person has moved to our area"
        OTHER = "other", "Another reason"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        MORE = "more", "Asked for more"
        GIVEN = "given", "Access given"
        REFUSED = "refused", "Refused"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    reason = models.CharField(max_length=15, choices=Reason)
    words = models.CharField(max_length=1000)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=1000, blank=True)
    question = models.CharField(max_length=1000, blank=True)
    reply = models.CharField(max_length=1000, blank=True)
    grant = models.ForeignKey(Grant, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["object_type", "object_id", "asked_by"],
                condition=Q(state__in=["waiting", "more"]),
                name="request_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "more"], decided_at=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="request_decided_by_someone",
            ),
        ]

    class Sensitivity:
        public = "uuid object_type object_id asked_at reason state decided_at grant"
        personal = "membership asked_by words decided_by answer question reply"

    def __str__(self):
        return f"{self.asked_by}: {self.get_reason_display()}"
