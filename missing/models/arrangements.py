"""What a police force area has arranged about missing people: its unit, and its clocks."""

import uuid

from django.core.validators import MinValueValidator
from django.db import models

from missing.models.lookups import MissingRisk
from missing.querysets import ArrangementQuerySet

AT_LEAST_ONE = [MinValueValidator(1)]


class Arrangement(models.Model):
    """Which team is the missing-persons unit of an area, and how long each step may take."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    area = models.OneToOneField("agencies.Area", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.Team",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="missing-persons unit",
    )
    assess_minutes = models.PositiveSmallIntegerField(
        "minutes until the risk is first assessed", default=60, validators=AT_LEAST_ONE
    )
    acknowledge_minutes = models.PositiveSmallIntegerField(
        "minutes until a handover is acknowledged", default=15, validators=AT_LEAST_ONE
    )
    prevention_hours = models.PositiveSmallIntegerField(
        "hours until the prevention interview", default=24, validators=AT_LEAST_ONE
    )
    # 72 hours: statutory guidance on children who run away or go missing, DfE 2014.
    interview_hours = models.PositiveSmallIntegerField(
        "hours until the return home interview", default=72, validators=AT_LEAST_ONE
    )
    plan_review_months = models.PositiveSmallIntegerField(
        "months until a plan is reviewed", default=3, validators=AT_LEAST_ONE
    )

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        ordering = ["area__name"]

    class Sensitivity:
        public = (
            "uuid area unit assess_minutes acknowledge_minutes prevention_hours interview_hours "
            "plan_review_months"
        )

    def __str__(self):
        return f"Missing people in {self.area}"

    @property
    def event_label(self):
        return str(self)

    def subject_ids(self):
        return []


class ReviewPeriod(models.Model):
    """After how many hours an area reviews the risk at one level."""

    arrangement = models.ForeignKey(
        Arrangement, on_delete=models.CASCADE, related_name="review_periods"
    )
    risk = models.ForeignKey(MissingRisk, on_delete=models.PROTECT, related_name="+")
    hours = models.PositiveSmallIntegerField(validators=AT_LEAST_ONE)

    class Meta:
        ordering = ["risk__position"]
        constraints = [
            models.UniqueConstraint(fields=["arrangement", "risk"], name="missing_review_period")
        ]

    class Sensitivity:
        public = "arrangement risk hours"

    def __str__(self):
        return f"{self.risk}: {self.hours} hours"
