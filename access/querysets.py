"""The three querysets of every shared record: what a user may read, know of, and administer.

The rule of `visible_to`, in this order: an account that is not open sees nothing; an exclusion
beats everything; a restricted record opens to live named holds only; else a live hold of one's
team, through a membership as practitioner or manager, or a live named hold, for its sections and
level. All of it is tested in the query: nothing waits for a job.
"""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from access.levels import Level, bit
from access.paging import count_of, page_of
from agencies.models import Membership, Team
from core.paging import Page
from core.policy import is_someone
from core.querysets import ProtectedQuerySet


class HoldQuerySet(models.QuerySet):
    """Holds, as they bite."""

    def is_generic(self) -> bool:
        """For guardian: a hold points straight at its object."""
        return False

    def live(self) -> Self:
        return self.filter(valid_until__gt=Now())

    def reaching(self, level: int, section_bit: int = 0) -> Self:
        """Holds of at least this level that include the section."""
        found = self.filter(level__gte=level)
        if section_bit:
            found = found.annotate(held=F("sections").bitand(section_bit)).filter(held=section_bit)
        return found


class SharedQuerySet(ProtectedQuerySet):
    """Records that are shared."""

    def visible_to(self, user: Any, *, section: str = "", level: int = Level.VIEW) -> Self:
        """What the user may read; with a section, what they may read of it."""
        if not is_someone(user):
            return self.none()
        section_bit = bit(self.model, section) if section else 0
        here = {"content_object_id": OuterRef("pk")}
        teams = Membership.objects.conveying(user).values("team_id")
        team_holds = self._holds("team_holds").live().reaching(level, section_bit)
        user_holds = self._holds("user_holds").live().reaching(level, section_bit)
        return self.filter(
            Exists(team_holds.filter(**here, group_id__in=teams, restricted=False))
            | Exists(user_holds.filter(**here, user_id=user.pk, user__is_active=True)),
        ).exclude(Exists(self._exclusions_of(user)))

    def known_to(self, user: Any) -> Self:
        """What the user may know exists: what they may read, and their colleagues' named holds."""
        if not is_someone(user):
            return self.none()
        teams = Membership.objects.conveying(user).values("team_id")
        colleagues = (
            self._holds("user_holds")
            .live()
            .filter(
                content_object_id=OuterRef("pk"),
                restricted=False,
                membership__team_id__in=teams,
            )
        )
        discreet = Team.objects.filter(is_discreet=True, pk=OuterRef("owner_team_id"))
        stubs = (
            self.filter(Exists(colleagues), is_restricted=False)
            .exclude(Exists(discreet))
            .exclude(Exists(self._exclusions_of(user)))
        )
        return self.visible_to(user) | stubs

    def administrable_by(self, user: Any) -> Self:
        """What the user may share without reading it: nothing yet for anyone."""
        return self.none()

    def page_for(
        self, user: Any, *, order: str = "name", after: str = "", words: str = "", size: int = 25
    ) -> Page:
        """One page of what the user may read, in this order, from the holds' own indexes."""
        return page_of(self, user, order=order, after=after, words=words, size=size)

    def count_for(self, user: Any, *, words: str = "", cap: int = 1000) -> int:
        """How many the user may read; counted no further than one more than the cap."""
        return count_of(self, user, words=words, cap=cap)

    def _holds(self, name: str) -> HoldQuerySet:
        return self.model._meta.get_field(name).related_model.objects.all()

    def _exclusions_of(self, user: Any) -> models.QuerySet:
        exclusions = self.model._meta.get_field("exclusions").related_model
        return exclusions.objects.filter(
            content_object_id=OuterRef("pk"), user_id=user.pk, ended_at=None
        )


class ChildQuerySet(ProtectedQuerySet):
    """What belongs to a record: seen by whoever holds its section of the record."""

    parent = "profile"
    section = ""

    def visible_to(self, user: Any, *, level: int = Level.VIEW, section: str = "") -> Self:
        records = self.model._meta.get_field(self.parent).related_model.objects
        visible = records.visible_to(user, section=section or self.section, level=level)
        return self.filter(Exists(visible.filter(pk=OuterRef(f"{self.parent}_id"))))


class GrantQuerySet(models.QuerySet):
    """Grants of access."""

    def of(self, obj: models.Model) -> Self:
        return self.filter(object_type=obj._meta.label_lower, object_id=obj.pk)

    def live(self) -> Self:
        """Begun, not ended, not run out."""
        return self.filter(ended_at=None, valid_from__lte=Now(), valid_until__gt=Now())

    def unended(self) -> Self:
        return self.filter(ended_at=None)

    def over(self) -> Self:
        """Ended, or run out."""
        return self.filter(Q(ended_at__isnull=False) | Q(valid_until__lte=Now()))


class RequestQuerySet(models.QuerySet):
    """Requests for access."""

    def of(self, obj: models.Model) -> Self:
        return self.filter(object_type=obj._meta.label_lower, object_id=obj.pk)

    def waiting(self) -> Self:
        return self.filter(state=self.model.State.WAITING)
