"""When reports are due: how often a prison writes them, and which are owed about whom."""

import uuid
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from profiles.models.custody import Establishment
from profiles.models.person import Profile
from profiles.querysets import DueReportQuerySet, UpdatePeriodQuerySet
from records.models import FormKind


class UpdatePeriod(models.Model):
    """How often reports of one kind are written about the people in one prison, as agreed."""

    MOST = 104

    _history_user: Any

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    establishment = models.ForeignKey(
        Establishment, on_delete=models.PROTECT, related_name="update_periods"
    )
    kind = models.ForeignKey(FormKind, on_delete=models.PROTECT, related_name="+")
    weeks = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(MOST)]
    )
    is_agreed = models.BooleanField(default=True)

    objects = UpdatePeriodQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["establishment__name", "kind__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["establishment", "kind"],
                name="update_period_once",
                violation_error_message="There is a period for this report already. Change that.",
            ),
            models.CheckConstraint(
                condition=Q(weeks__gte=1, weeks__lte=104), name="update_period_weeks"
            ),
        ]

    class Sensitivity:
        public = "uuid establishment kind weeks is_agreed"

    def __str__(self):
        return f"{self.kind} {self.how_often}"

    @property
    def how_often(self):
        return "every week" if self.weeks == 1 else f"every {self.weeks} weeks"

    @property
    def event_label(self):
        return f"Update period of {self.establishment}"

    def subject_ids(self):
        return []


class DueReport(models.Model):
    """One report that a team owes about a person, and the day by which.

    Follows from the stay in custody, the agreed periods, the reports there are, and access: kept
    by `refresh_due_reports`, and never changed by hand. Without a team, nobody can write it yet.
    """

    class Why(models.TextChoices):
        PERIOD = "period", "At agreed periods"
        RELEASE = "release", "Before the release"

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="due_reports")
    kind = models.ForeignKey(FormKind, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(
        "agencies.Team", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    due_on = models.DateField()
    why = models.CharField(max_length=10, choices=Why)

    objects = DueReportQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "kind", "team"], name="due_report_once", nulls_distinct=False
            ),
        ]
        indexes = [
            models.Index(fields=["team", "due_on"], include=["profile"], name="due_report_team")
        ]

    class Sensitivity:
        public = "profile kind team"
        special = "due_on why"

    def __str__(self):
        return f"{self.kind} due"

    def subject_ids(self):
        return [self.profile_id]
