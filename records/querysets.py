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

    def about(self, kind: str, obj: models.Model) -> Self:
        """Drafts of this kind about this object."""
        return self.filter(kind=kind, object_type=obj._meta.label_lower, object_id=obj.pk)

    def older_than(self, days: int) -> Self:
        """Those that nobody wrote on for so many days."""
        return self.filter(updated_at__lt=Now() - datetime.timedelta(days=days))
