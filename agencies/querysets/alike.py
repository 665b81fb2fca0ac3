"""Names that are nearly the one that was typed."""

from typing import ClassVar, Self

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models

# From 0 to 1: less alike is another name.
ALIKE = 0.4


class NamedQuerySet(models.QuerySet):
    """Rows that are found by a name."""

    # The field of the name, and what orders rows of one name.
    by_name: ClassVar[tuple[str, ...]] = ("name",)

    def near(self, name: str) -> Self:
        """Those whose name is like this one, most alike first."""
        alike = self.annotate(likeness=TrigramWordSimilarity(name, self.by_name[0]))
        return alike.filter(likeness__gt=ALIKE).order_by("-likeness", *self.by_name)
