"""Lists of choices that partnerships may change."""

from django.db import models


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
        public = "gateway"
