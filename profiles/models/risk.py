"""Risk assessments: the level of risk, who assessed it and when; each assessment is a new row."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from profiles.models.person import Profile
from profiles.querysets import RiskQuerySet
from records.models import Entry, Lookup


class RiskLevel(Lookup):
    """A grade of risk, with the badge it wears."""

    class Badge(models.TextChoices):
        VERY_HIGH = "veryhigh", "Very high"
        HIGH = "high", "High"
        MEDIUM = "medium", "Medium"
        LOW = "low", "Low"

    badge = models.CharField(max_length=10, choices=Badge)

    class Sensitivity:
        public = "badge"


class RiskAssessment(Entry):
    """One dated assessment of a person's risk, with its reasons."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="risk_assessments")
    level = models.ForeignKey(RiskLevel, on_delete=models.PROTECT, related_name="+")
    of_what = models.CharField("risk of what", max_length=100)
    rationale = models.TextField("why", max_length=2000)
    assessed_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    # Of all of one person, kept true by a trigger: what the list of people is narrowed by.
    is_latest = models.BooleanField(db_default=True, editable=False)

    objects = RiskQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["is_latest"])

    class Meta(Entry.Meta):
        ordering = ["-assessed_on", "-pk"]
        indexes = [
            models.Index(fields=["profile", "-assessed_on", "-id"], name="risk_of_profile"),
            models.Index(
                fields=["level", "profile"], condition=Q(is_latest=True), name="risk_latest"
            ),
            models.Index(
                fields=["review_on", "profile"],
                condition=Q(is_latest=True, review_on__isnull=False),
                name="risk_review",
            ),
        ]

    class Sensitivity:
        public = "profile is_latest assessed_on"
        special = "level of_what rationale review_on"

    def __str__(self):
        return f"{self.level} risk of {self.of_what}"

    @property
    def happened(self):
        return self.assessed_on

    @property
    def text(self):
        """What the list shows below the level."""
        return self.rationale

    @property
    def event_label(self):
        return f"Risk of {self.profile.reference}"
