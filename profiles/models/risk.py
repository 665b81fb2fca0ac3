"""How much harm is feared, graded by whom and when; every re-grade is a new row."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from simple_history.models import HistoricalRecords

from profiles.models.person import Profile
from profiles.querysets import RiskQuerySet
from records.models import Lookup


class RiskLevel(Lookup):
    """A grade of risk, with the badge it wears."""

    class Badge(models.TextChoices):
        VERY_HIGH = "veryhigh", "Very high"
        HIGH = "high", "High"
        MEDIUM = "medium", "Medium"
        LOW = "low", "Low"

    badge = models.CharField(max_length=10, choices=Badge)

    class Sensitivity:
        public = "code name position is_offered badge"


class RiskAssessment(models.Model):
    """One dated grading of a person's risk, with its reasons."""

    _history_user: Any

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="risk_assessments")
    level = models.ForeignKey(RiskLevel, on_delete=models.PROTECT, related_name="+")
    of_what = models.CharField("risk of what", max_length=100)
    rationale = models.TextField("why", max_length=2000)
    assessed_on = models.DateField()
    written_at = models.DateTimeField(db_default=Now(), editable=False)
    written_by = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="+", editable=False
    )
    written_by_name = models.CharField(max_length=150, editable=False)
    written_by_team_name = models.CharField(max_length=150, editable=False)

    # Of all of one person, kept true by a trigger: what the list of people is narrowed by.
    is_latest = models.BooleanField(db_default=True, editable=False)

    objects = RiskQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["is_latest"])

    class Meta:
        ordering = ["-assessed_on", "-pk"]
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["profile", "-assessed_on", "-id"], name="risk_of_profile"),
            models.Index(
                fields=["level", "profile"], condition=Q(is_latest=True), name="risk_latest"
            ),
        ]

    class Sensitivity:
        public = "uuid profile is_latest assessed_on written_at written_by written_by_team_name"
        personal = "written_by_name"
        special = "level of_what rationale"

    def __str__(self):
        return f"{self.level} risk of {self.of_what}"

    @property
    def event_label(self):
        return f"Risk of {self.profile.reference}"

    def subject_ids(self):
        return [self.profile_id]
