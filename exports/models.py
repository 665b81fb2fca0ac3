"""Lists that were asked for as files, and what is in each file."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from agencies.models import Team
from exports.querysets import ExportPartQuerySet, ListExportQuerySet

USER = settings.AUTH_USER_MODEL


class Export(models.Model):
    """A list written to a file, for one person, for one reason, for a week.

    The row outlives the file: who took which list out, why, how many rows, and the file's hash.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be made"
        HELD = "held", "Waiting for a manager"
        WORKING = "working", "Being made"
        READY = "ready", "Ready"
        DECLINED = "declined", "Not allowed"
        REFUSED = "refused", "Refused"
        FAILED = "failed", "Not made"
        DELETED = "deleted", "File deleted"

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "Excel (XLSX)"

    # Those that can still become a file, or have.
    COUNTED = (State.WAITING, State.WORKING, State.READY, State.DELETED)

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", editable=False)
    # The team whose managers are told of one that goes over the limit.
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", editable=False)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    # Which list: its kind (exports.kinds), the record it belongs to, and the filters as its
    # address holds them.
    kind = models.SlugField(max_length=40, editable=False)
    of = models.UUIDField(null=True, editable=False)
    query = models.CharField(max_length=2000, blank=True, editable=False)
    # What the list is called: to its reader, and to those who may not know whom it is about.
    title = models.CharField(max_length=300, editable=False)
    label = models.CharField(max_length=80, editable=False)
    in_words = models.TextField(blank=True, editable=False)
    file_format = models.CharField("file", max_length=4, choices=Format)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    rows_total = models.PositiveIntegerField(editable=False)
    rows_done = models.PositiveIntegerField(default=0, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    worked_at = models.DateTimeField(null=True, editable=False)
    why_not = models.CharField(max_length=500, blank=True, editable=False)
    decided_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    made_at = models.DateTimeField(null=True, editable=False)
    keep_until = models.DateTimeField(null=True, editable=False)
    file_name = models.CharField(max_length=80, blank=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)
    row_count = models.PositiveIntegerField(null=True, editable=False)
    is_cut_off = models.BooleanField(default=False, editable=False)
    # The discreet teams that its reader was not to know when the file was begun.
    hidden_teams = ArrayField(
        models.BigIntegerField(), default=list, db_default=[], editable=False
    )

    objects = ListExportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(reason__regex=r"^\s*$"), name="export_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ready", "deleted"])
                | Q(
                    made_at__isnull=False,
                    keep_until__isnull=False,
                    row_count__isnull=False,
                    sha256__regex="^[0-9a-f]{64}$",
                ),
                name="export_made_is_counted",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["working", "ready"]) | Q(file_name=""),
                name="export_file_while_made_or_ready",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~Q(decided_by=F("asked_by")),
                name="export_decided_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_by", "-asked_at"], name="export_of_asker"),
            models.Index(
                fields=["id"],
                condition=Q(state__in=["waiting", "working"]),
                name="export_to_make",
            ),
            models.Index(fields=["team", "id"], condition=Q(state="held"), name="export_held"),
        ]

    class Sensitivity:
        public = (
            "uuid team asked_at kind of label file_format state rows_total rows_done attempts "
            "worked_at decided_at made_at keep_until file_name sha256 row_count is_cut_off"
        )
        personal = "asked_by query title in_words reason why_not decided_by hidden_teams"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("exports:export", args=[self.uuid])

    @property
    def is_expired(self):
        """Is its week over, whether or not the file is deleted yet?"""
        return self.keep_until is not None and self.keep_until <= timezone.now()

    @property
    def is_going_on(self):
        """Is there more to come without anybody doing anything?"""
        return self.state in (self.State.WAITING, self.State.WORKING)

    @property
    def hash_in_parts(self):
        """The hash in pieces between which a narrow page may break it."""
        return [self.sha256[start : start + 8] for start in range(0, len(self.sha256), 8)]

    @property
    def event_label(self):
        return f"Export {self.pk}: {self.label}"

    def subject_ids(self):
        """Nobody: who is in the file stands in the event of its disclosure."""
        return []


class ExportPart(models.Model):
    """Which rows a file has, some hundreds a part: asked about again when it is downloaded."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    # The ids of the rows, and of the people in them.
    rows = ArrayField(models.BigIntegerField())
    people = ArrayField(models.BigIntegerField())
    # The ids of rows of which the file says what only a section of their record shows.
    of_section = ArrayField(models.BigIntegerField(), default=list)

    objects = ExportPartQuerySet.as_manager()

    class Meta:
        ordering = ["export", "number"]
        constraints = [
            models.UniqueConstraint(fields=["export", "number"], name="export_part_once")
        ]

    class Sensitivity:
        public = "export number"
        personal = "rows people of_section"

    def __str__(self):
        return f"Part {self.number} of export {self.export_id}"
