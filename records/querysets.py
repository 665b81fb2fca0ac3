"""Which drafts a user meets."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models.functions import Now

from core.policy import is_someone


class DraftQuerySet(models.QuerySet):
    """Drafts."""

    def visible_to(self, user: Any) -> Self:
        """The user's own."""
        return self.filter(author_id=user.pk) if is_someone(user) else self.none()

    def kept(self) -> Self:
        """Those that were not discarded."""
        return self.filter(discarded_at=None)

    def discarded(self) -> Self:
        """Those that their author can bring back, the latest first."""
        return self.exclude(discarded_at=None).order_by("-discarded_at", "-pk")

    def about(self, kind: str, obj: models.Model) -> Self:
        """Drafts of this kind about this object."""
        return self.filter(kind=kind, object_type=obj._meta.label_lower, object_id=obj.pk)

    def kept_or_discarded_within(self, time: datetime.timedelta) -> Self:
        """What a form may begin with or bring back: the kept draft, else the latest discarded."""
        lately = models.Q(discarded_at=None) | models.Q(discarded_at__gt=Now() - time)
        return self.filter(lately).order_by(models.F("discarded_at").desc(nulls_first=True))

    def to_remove(self, *, untouched: int, discarded: int) -> Self:
        """Those that nobody wrote on, or that were discarded, so many days ago."""
        days = datetime.timedelta
        return self.filter(
            models.Q(updated_at__lt=Now() - days(days=untouched))
            | models.Q(discarded_at__lt=Now() - days(days=discarded))
        )
