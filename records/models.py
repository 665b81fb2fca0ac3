"""Lists of choices that partnerships may change, and the numbers of human references."""

from django.db import models
from django.db.models import F, Q


class LookupQuerySet(models.QuerySet):
    """Choices of a list."""

    def offered(self):
        """Those that can be chosen today; older records keep what was chosen then."""
        return self.filter(is_offered=True)


class Lookup(models.Model):
    """One choice of a list that a partnership may change without a programmer."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(default=True)

    objects = LookupQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    class Sensitivity:
        public = "code name position is_offered"

    def __str__(self):
        return self.name


class LawfulBasis(Lookup):
    """Why information may be shared: the basis and the legal gateway it goes through."""

    gateway = models.CharField(max_length=200, blank=True)

    class Meta(Lookup.Meta):
        verbose_name_plural = "lawful bases"

    class Sensitivity:
        public = "code name position is_offered gateway"


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
