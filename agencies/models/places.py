"""Areas, and the agencies at work in them."""

import uuid

from django.db import models
from django.db.models import Q

from agencies.querysets import AgencyQuerySet, AreaQuerySet


class Area(models.Model):
    """A police force area, or a community safety partnership within one."""

    class Level(models.TextChoices):
        FORCE = "force", "Police force area"
        PARTNERSHIP = "partnership", "Partnership"

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=12, choices=Level)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="districts"
    )
    neighbours = models.ManyToManyField("self", blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="force", parent=None)
                | Q(level="partnership", parent__isnull=False),
                name="area_partnership_lies_in_a_force",
            )
        ]

    class Sensitivity:
        public = "code name level parent neighbours"

    def __str__(self):
        return self.name


class Agency(models.Model):
    """An organisation: a police force, a prison, a council, a hospital, a charity."""

    class Kind(models.TextChoices):
        POLICE = "police", "Police"
        PRISON = "prison", "Prison"
        PROBATION = "probation", "Probation"
        COUNCIL = "council", "Council"
        HEALTH = "health", "Health"
        VICTIMS = "victims", "Victims’ service"
        CARE = "care", "Care company"
        HOUSING = "housing", "Housing"
        OTHER = "other", "Other"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    class Sensitivity:
        public = "uuid name kind"

    def __str__(self):
        return self.name

    @property
    def event_label(self):
        return f"Agency {self.name}"

    def subject_ids(self):
        return []
