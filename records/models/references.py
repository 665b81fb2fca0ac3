"""Runs of reference numbers."""

from django.db import models
from django.db.models import F, Q


class ReferenceBlock(models.Model):
    """A run of reference numbers that one agency uses up: P-2026-000100 to P-2026-000199.

    Agencies take numbers from their own run, so that a new reference tells nobody how many
    records others have made.
    """

    SIZE = 100

    kind = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    first = models.PositiveIntegerField()
    next = models.PositiveIntegerField()

    class Meta:
        ordering = ["kind", "year", "first"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "first"], name="reference_block_once"),
            models.CheckConstraint(
                condition=Q(next__gte=F("first"), next__lte=F("first") + 100),
                name="reference_block_next_within",
            ),
        ]
        indexes = [models.Index(fields=["kind", "year", "agency"], name="reference_block_agency")]

    class Sensitivity:
        public = "kind year agency first next"

    def __str__(self):
        return f"{self.kind}-{self.year}-{self.first:06}"
