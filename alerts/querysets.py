"""Which notices a user meets."""

from typing import Any, Self

from django.db import models

from core.policy import is_someone


class NoticeQuerySet(models.QuerySet):
    """Notices."""

    def visible_to(self, user: Any) -> Self:
        """The user's own."""
        return self.filter(recipient_id=user.pk) if is_someone(user) else self.none()

    def unseen(self) -> Self:
        return self.filter(seen_at=None)
