"""Which imports somebody meets, and how their rows are narrowed."""

import datetime
from typing import Any, Self

from django.apps import apps
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from agencies.models import Membership, Team
from core.policy import is_someone


class ImportQuerySet(QuerySet):
    """Imports of people."""

    def visible_to(self, user: Any) -> Self:
        """Those for teams that the user manages; and the administrator's own, while they are one.

        Nobody else sees the rows: other administrators of the area do not.
        """
        if not is_someone(user):
            return self.none()
        managed = Membership.objects.managing(user).values("team_id")
        administered = Team.objects.administered_by(user).values("pk")
        return self.filter(Q(team__in=managed) | Q(asked_by=user.pk, team__in=administered))

    def to_agree(self, user: Any) -> Self:
        """Checked ones that only a manager of the team can begin, where the user is one."""
        managed = Membership.objects.managing(user).values("team_id")
        return self.filter(state="checked", team__in=managed).exclude(asked_by=user.pk)

    def waiting_for(self, user: Any) -> Self:
        """The user's own that are not over, and that no manager has taken over."""
        own = Q(compared_by=None) | Q(compared_by=user.pk)
        return self.filter(own, asked_by=user.pk).exclude(state__in=self.model.OVER)

    def with_words(self) -> Self:
        """With the rows that a line about one names."""
        return self.select_related("team", "asked_by", "agreed_by", "basis")

    def to_erase(self, days: int) -> Self:
        """Those that ended so many days ago, whose rows are still there."""
        before = timezone.now() - datetime.timedelta(days=days)
        return self.filter(ended_at__lt=before, erased_at=None)

    def due_for_erasure(self, days: int) -> Self:
        """Those whose rows are erased now: they ended long ago, or nobody went on with them."""
        return self.to_erase(days) | self.forgotten(days)

    def forgotten(self, days: int) -> Self:
        """Those that nobody has begun, continued or cancelled for so many days."""
        before = timezone.now() - datetime.timedelta(days=days)
        waits = Q(state__in=["checking", "checked"], asked_at__lt=before)
        return self.filter(waits | Q(state="stopped", agreed_at__lt=before))


class ImportRowQuerySet(QuerySet):
    """Rows of imports."""

    def visible_to(self, user: Any) -> Self:
        """Rows of the imports that the user sees."""
        imports = apps.get_model("imports", "Import")._default_manager.visible_to(user)
        return self.filter(of__in=imports.values("pk"))

    def in_state(self, *states: str) -> Self:
        """Those in one of these states."""
        return self.filter(state__in=states)

    def to_import(self) -> Self:
        """Those that become records."""
        return self.filter(state="ready").order_by("number")

    def numbers_by_state(self) -> dict[str, int]:
        """How many there are in each state."""
        return dict(self.order_by().values_list("state").annotate(number=Count("pk")))
