"""Which exports a user sees, and which are to be made, held up or deleted."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from agencies.models import Membership
from core.identity import is_someone
from exports import kinds

# A worker that has written nothing for so long has died.
STALLED = datetime.timedelta(minutes=3)
A_DAY = datetime.timedelta(hours=24)


class ListExportQuerySet(models.QuerySet):
    """Lists that were asked for as files."""

    def visible_to(self, user: Any) -> Self:
        """The user's own, while they practise; of administrators, those of lists of staff."""
        if not is_someone(user):
            return self.none()
        own = self.filter(asked_by_id=user.pk)
        if user.practises:
            return own
        if user.has_role(Membership.Role.ADMINISTRATOR):
            return own.filter(kind__in=kinds.of_staff())
        return self.none()

    def decidable_by(self, user: Any) -> Self:
        """Those of colleagues that went over the limit, in the teams that the user manages."""
        if not is_someone(user):
            return self.none()
        managed = Membership.objects.managing(user).values("team_id")
        went_over = Q(state=self.model.State.HELD) | Q(decided_by__isnull=False)
        return self.filter(went_over, team__in=managed).exclude(asked_by_id=user.pk)

    def held(self) -> Self:
        """Waiting for a manager."""
        return self.filter(state=self.model.State.HELD)

    def to_make(self) -> Self:
        """Nobody makes them, or whoever did has stopped; the oldest first."""
        state = self.model.State
        stalled = Q(state=state.WORKING, worked_at__lte=Now() - STALLED)
        return self.filter(Q(state=state.WAITING) | stalled).order_by("pk")

    def of_the_last_day(self, user: Any) -> Self:
        """What counts against the user's limit."""
        since = Now() - A_DAY
        own = self.filter(asked_by_id=user.pk, asked_at__gt=since, decided_by=None)
        return own.filter(state__in=self.model.COUNTED)

    def over(self) -> Self:
        """Files whose week is over."""
        return self.filter(state=self.model.State.READY, keep_until__lte=Now())


class ExportPartQuerySet(models.QuerySet):
    """Which rows the files have."""

    def visible_to(self, user: Any) -> Self:
        """Those of the user's own exports."""
        exports = self.model._meta.get_field("export").related_model
        return self.filter(export__in=exports.objects.visible_to(user))

    def ids_of_people(self) -> list[int]:
        """The ids of the people in these parts, each once, in order; read a few at a time."""
        each = self.order_by().annotate(person=Func(F("people"), function="unnest"))
        people = each.values_list("person", flat=True).distinct().order_by("person")
        return list(people.iterator(chunk_size=2000))
