"""Which anxieties and needs a user meets."""

from typing import Any, Self

from django.db.models import Exists, OuterRef, Prefetch, Q

from access.levels import Level
from access.querysets import ChildQuerySet
from agencies.models import Team
from profiles.querysets.log import LogEntryQuerySet
from records.models.lookups import LookupQuerySet


class NeedStatusQuerySet(LookupQuerySet):
    """Statuses of needs."""

    def going_on(self) -> Self:
        """Those that can be chosen today, and leave the need open."""
        return self.offered().filter(ends_need=False)

    def ending(self) -> Self:
        """Those that can be chosen today, and end the need."""
        return self.offered().filter(ends_need=True)


class NeedQuerySet(LogEntryQuerySet):
    """Anxieties and needs, read with the log."""

    def with_words(self) -> Self:
        """With pathway, status and the team responsible."""
        return self.select_related("pathway", "status", "team")

    def with_people(self) -> Self:
        """With the person too, for lists of several people's needs."""
        return self.with_words().select_related("profile", "profile__owner_team")

    def with_steps(self) -> Self:
        """With the steps on the way, as `steps.all()`."""
        steps = self.model._meta.get_field("steps").related_model.objects.with_words()
        return self.prefetch_related(Prefetch("steps", steps))

    def of_person(self, person: Any) -> Self:
        """Needs of this person."""
        return self.filter(profile=person)

    def still_open(self) -> Self:
        """Those that nobody has resolved."""
        return self.filter(resolved_at=None)

    def resolved(self) -> Self:
        """Those that somebody has resolved, the latest first."""
        return self.exclude(resolved_at=None).order_by("-resolved_at", "-pk")

    def by_pathway(self) -> Self:
        """In the order of the pathways, the latest first."""
        return self.order_by("pathway__position", "pathway__name", "-pk")

    def picked_up_for(self, user: Any) -> Self:
        """Open, and picked up by somebody for one of the user's teams."""
        teams = Team.objects.own_to(user).values("pk")
        return self.still_open().filter(picked_up_team__in=teams)

    def waiting_for(self, user: Any) -> Self:
        """One of the user's teams is responsible, and nobody has picked it up."""
        teams = Team.objects.own_to(user).values("pk")
        return self.still_open().filter(picked_up_at=None, team__in=teams)

    def of_teams(self, user: Any) -> Self:
        """Both of these."""
        teams = Team.objects.own_to(user).values("pk")
        waiting = Q(picked_up_at=None, team__in=teams)
        return self.still_open().filter(Q(picked_up_team__in=teams) | waiting)


class NeedStepQuerySet(ChildQuerySet):
    """Steps of needs, seen with them."""

    parent = "need"
    section = "log"

    def with_words(self) -> Self:
        """With the status that the need had afterwards."""
        return self.select_related("status")

    def visible_to(self, user: Any, *, level: int = Level.VIEW, section: str = "") -> Self:
        """Steps of needs that the user reads."""
        needs = self.model._meta.get_field("need").related_model.objects
        seen = needs.visible_to(user, level=level)
        return self.filter(Exists(seen.filter(pk=OuterRef("need_id"))))
