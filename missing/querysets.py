"""Which plans, episodes and what belongs to them a user meets.

A plan is read in its section of the person's record; an episode by those who hold its case, and
what is written in it in the case's section of actions.
"""

from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now, TruncDate

from access.levels import Level
from access.querysets import ChildQuerySet
from agencies.models import Area, Team
from core.policy import is_someone
from core.querysets import ProtectedQuerySet

TODAY = TruncDate(Now())


class ArrangementQuerySet(QuerySet):
    """What police force areas have arranged."""

    def visible_to(self, user: Any) -> Self:
        """Those of areas in which a team of the user works."""
        own = Team.objects.own_to(user).values("pk")
        areas = Area.objects.filter(teams__in=own)
        return self.filter(Q(area__in=areas.values("pk")) | Q(area__in=areas.values("parent_id")))

    def administered_by(self, user: Any) -> Self:
        """Those of the areas for which the user is administrator."""
        return self.filter(area__in=Area.objects.administered_by(user).order_by().values("pk"))

    def in_areas(self, areas: Any) -> Self:
        """Those of these areas, with the teams that they name."""
        return self.select_related("unit").filter(area__in=[area.pk for area in areas])

    def of(self, area: Any) -> Any:
        """What this area has arranged, or None."""
        return self.select_related("unit").filter(area=area).first()


class PlanQuerySet(ChildQuerySet):
    """Plans."""

    parent = "profile"
    section = "missing_plan"

    def of_person(self, person: Any) -> Self:
        """The plan of this person."""
        return self.filter(profile=person)

    def for_reporting(self, user: Any) -> Self:
        """Those of which the user may make a report: they keep them."""
        return self.visible_to(user, level=Level.CONTRIBUTE)

    def to_review(self) -> Self:
        """Those whose review is due."""
        return self.filter(review_on__lte=TODAY)

    def with_words(self) -> Self:
        """With the person."""
        return self.select_related("profile", "profile__owner_team")


class PlanAdditionQuerySet(ProtectedQuerySet):
    """What was added to plans, read with them."""

    section = "missing_plan"

    def visible_to(self, user: Any, *, level: int = Level.VIEW, section: str = "") -> Self:
        """What was added to plans that the user reads."""
        plans = self.model._meta.get_field("plan").related_model.objects
        return self.filter(
            Exists(plans.visible_to(user, level=level).filter(pk=OuterRef("plan_id")))
        )


class EpisodeQuerySet(ChildQuerySet):
    """Episodes: what they say of the person comes with any hold of the case."""

    parent = "case"

    def visible_to(self, user: Any, *, level: int = Level.VIEW, section: str = "") -> Self:
        """Of cases that the user sees; not about a person from whose record they are excluded."""
        found = super().visible_to(user, level=level, section=section)
        people = self.model._meta.get_field("profile").related_model
        exclusions = people._meta.get_field("exclusions").related_model.objects
        shut = exclusions.filter(user_id=user.pk, ended_at=None)
        return found.exclude(Exists(shut.filter(content_object_id=OuterRef("profile_id"))))

    def missing_now(self) -> Self:
        """Nobody has found them."""
        return self.filter(located_at=None)

    def of_person(self, person: Any) -> Self:
        """Those about this person."""
        return self.filter(profile=person)

    def with_words(self) -> Self:
        """With what a line about it names."""
        return self.select_related(
            "case", "case__owner_team", "case__lead", "risk", "outcome", "area"
        )


class OfEpisodeQuerySet(ProtectedQuerySet):
    """What belongs to episodes, read in the section *actions* of the case."""

    section = "actions"

    def visible_to(self, user: Any, *, level: int = Level.VIEW, section: str = "") -> Self:
        """Of cases whose actions the user reads."""
        if not is_someone(user):
            return self.none()
        episodes = self.model._meta.get_field("episode").related_model.objects
        seen = episodes.visible_to(user, level=level, section=section or self.section)
        return self.filter(Exists(seen.filter(pk=OuterRef("episode_id"))))

    def of_episode(self, episode: Any) -> Self:
        """Of this episode."""
        return self.filter(episode=episode)


class MissingReportQuerySet(OfEpisodeQuerySet):
    """Reports that somebody is missing."""


class ClockQuerySet(OfEpisodeQuerySet):
    """What is due in episodes: when, and nothing of what was written."""

    section = ""

    def running(self) -> Self:
        """Those that nobody has stopped."""
        return self.filter(stopped_at=None)

    def run_out(self) -> Self:
        """Running ones whose time has come."""
        return self.running().filter(due_at__lte=Now())

    def to_tell(self) -> Self:
        """Those that ran out and of which nobody was told."""
        return self.run_out().filter(told_at=None)
