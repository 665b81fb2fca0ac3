"""Which notices a user meets."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models

from alerts.answers import unanswered, waits_for, with_matter
from alerts.audiences import Pair, may_be_told
from core.policy import is_someone


class NoticeQuerySet(models.QuerySet):
    """Notices."""

    def visible_to(self, user: Any, *, among: Collection[Pair] | None = None) -> Self:
        """The user's own, as long as the user belongs to their audience.

        Of these kinds of records and audiences alone, where the caller knows of all others that
        the user has no notice of them.
        """
        if not is_someone(user):
            return self.none()
        return self.filter(may_be_told(user, among), recipient_id=user.pk)

    def new(self) -> Self:
        """Neither dismissed nor, of what asks for an answer, answered."""
        return with_matter(self).filter(unanswered(self), seen_at=None)

    def beside_what_waits(self, user: Any) -> Self:
        """Without what Home shows the user under what waits for an answer."""
        return self.exclude(waits_for(user))

    def with_state(self) -> Self:
        """Each with `is_unanswered`: it asks for nothing, or nobody has answered yet."""
        return with_matter(self).annotate(is_unanswered=unanswered(self))
