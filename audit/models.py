"""The log of what was done and seen, and the deliveries that must follow from it.

Kept under the Data Protection Act 2018 s.62: collection, alteration, consultation, disclosure,
combination and erasure, each with when, who, and to whom. Auditors write parts of it out.
"""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from audit.querysets import DeliveryQuerySet, EventQuerySet, ExportQuerySet
from audit.vocabulary import EMERGENCY


class Event(models.Model):
    """One act or one look, as it was at the time; never changed, never removed.

    Names of the actor, team and agency are copies. The label is a reference and a kind, never a
    person's name, so that the log does not repeat what was erased.
    """

    class Operation(models.TextChoices):
        COLLECTION = "collection"
        ALTERATION = "alteration"
        CONSULTATION = "consultation"
        DISCLOSURE = "disclosure"
        COMBINATION = "combination"
        ERASURE = "erasure"
        ADMINISTRATION = "administration"
        SIGN_IN = "sign-in"
        REFUSAL = "refusal"

    COLLECTION = Operation.COLLECTION
    ALTERATION = Operation.ALTERATION
    CONSULTATION = Operation.CONSULTATION
    DISCLOSURE = Operation.DISCLOSURE
    COMBINATION = Operation.COMBINATION
    ADMINISTRATION = Operation.ADMINISTRATION
    SIGN_IN = Operation.SIGN_IN
    REFUSAL = Operation.REFUSAL

    at = models.DateTimeField(db_default=Now(), editable=False)
    verb = models.CharField(max_length=60)
    operation = models.CharField(max_length=20, choices=Operation)
    section = models.CharField(max_length=20, blank=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=150)
    actor_team_id = models.BigIntegerField(null=True)
    actor_team = models.CharField(max_length=150, blank=True)
    actor_agency = models.CharField(max_length=150, blank=True)
    target_type = models.CharField(max_length=60, blank=True)
    target_id = models.BigIntegerField(null=True)
    target_label = models.CharField(max_length=100, blank=True)
    subjects = ArrayField(models.BigIntegerField(), default=list)
    recipient = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    history_model = models.CharField(max_length=60, blank=True)
    history_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=20, default="web")
    request_id = models.UUIDField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["target_type", "target_id", "-at", "-id"], name="event_target"),
            models.Index(fields=["actor_id", "-at"], name="event_actor"),
            models.Index(fields=["-at", "-id"], name="event_at"),
            GinIndex(fields=["subjects"], name="event_subjects"),
            models.Index(fields=["actor_team_id", "-at", "-id"], name="event_team"),
            models.Index(fields=["operation", "-at", "-id"], name="event_operation"),
            # Rare, and looked for: without this the whole log is walked.
            models.Index(
                fields=["-at", "-id"],
                condition=Q(verb__startswith=f"{EMERGENCY}."),
                name="event_emergency",
            ),
        ]

    class Sensitivity:
        public = (
            "at verb operation section actor_team_id actor_team actor_agency target_type "
            "target_id target_label channel request_id history_model history_id"
        )
        personal = "actor_id actor_name subjects recipient reason detail"

    def __str__(self):
        return f"{self.verb} {self.target_label}".strip()


class Delivery(models.Model):
    """What must follow an event: one row for each consumer, kept until it is done."""

    class State(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    consumer = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "consumer"], name="delivery_once"),
        ]
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                condition=models.Q(state="waiting"),
                name="delivery_waiting",
            ),
            models.Index(
                fields=["id"], condition=models.Q(state="failed"), name="delivery_failed"
            ),
        ]

    class Sensitivity:
        public = "event consumer state attempts not_before done_at problem"

    def __str__(self):
        return f"{self.consumer} for event {self.event_id}"


class Heartbeat(models.Model):
    """When a part of the system was last at work, such as the sweep of deliveries."""

    name = models.CharField(max_length=30, unique=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["name"]

    class Sensitivity:
        public = "name at"

    def __str__(self):
        return self.name


class AuditExport(models.Model):
    """A part of the log written to a file, for one auditor, for one reason, for a week.

    The row outlives the file: who took what out of the log, why, how much, and its hash.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Being made"
        READY = "ready", "Ready"
        REFUSED = "refused", "Refused"
        FAILED = "failed", "Not made"
        DELETED = "deleted", "File deleted"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    reason = models.CharField(max_length=500)
    ask = models.JSONField(default=dict)
    in_words = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    made_at = models.DateTimeField(null=True, editable=False)
    keep_until = models.DateTimeField(null=True, editable=False)
    file_name = models.CharField(max_length=80, blank=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    row_count = models.PositiveIntegerField(null=True, editable=False)
    is_cut_off = models.BooleanField(default=False, editable=False)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(reason__regex=r"^\s*$"),
                name="audit_export_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ready", "deleted"])
                | Q(
                    made_at__isnull=False,
                    keep_until__isnull=False,
                    row_count__isnull=False,
                    sha256__regex="^[0-9a-f]{64}$",
                ),
                name="audit_export_made_is_counted",
            ),
            models.CheckConstraint(
                condition=Q(state="ready", file_name__gt="")
                | (~Q(state="ready") & Q(file_name="")),
                name="audit_export_ready_has_file",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_by", "-asked_at", "-id"], name="audit_export_of"),
        ]

    class Sensitivity:
        public = "uuid asked_at state made_at keep_until file_name sha256 row_count is_cut_off"
        personal = "asked_by reason ask in_words"

    def __str__(self):
        return f"Export {self.pk}"

    @property
    def is_expired(self):
        """Is its week over, whether or not the file is deleted yet?"""
        return self.keep_until is not None and self.keep_until <= timezone.now()

    @property
    def hash_in_parts(self):
        """The hash in pieces between which a narrow page may break it."""
        return [self.sha256[start : start + 8] for start in range(0, len(self.sha256), 8)]

    @property
    def event_label(self):
        return f"Export {self.pk}"

    def subject_ids(self):
        return []
