"""Which notices a user meets."""

from typing import Any, Self

from django.db import models

from alerts.audiences import may_be_told
from core.policy import is_someone


class NoticeQuerySet(models.QuerySet):
    """Notices."""

    def visible_to(self, user: Any) -> Self:
        """The user's own, as long as the user belongs to their audience."""
        if not is_someone(user):
            return self.none()
        return self.filter(may_be_told(user), recipient_id=user.pk)

    def unseen(self) -> Self:
        return self.filter(seen_at=None)
