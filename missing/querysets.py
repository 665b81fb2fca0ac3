"""Which plans, episodes and what belongs to them a user meets.

A plan is read in its section of the person's record; an episode by those who hold its case, and
what is written in it in the case's section of actions.
"""

import datetime
from typing import Any, Self

from django.db.models import (
    Aggregate,
    Case,
    CharField,
    Count,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Now, TruncDate

from access.levels import Level
from access.querysets import ChildQuerySet
from agencies.models import Area, Team
from core import prepared
from core.policy import is_someone
from core.querysets import ProtectedQuerySet
from core.request_cache import cached_for_request

TODAY = TruncDate(Now())
# Before all levels of risk: nobody has said how high it is.
UNASSESSED = -1
# What came of an episode of somebody who was never missing.
IN_ERROR = "in-error"
# Of an episode, what the board says.
CARD = (
    *("uuid", "name", "born_on", "profile", "area", "clothing", "last_seen_at"),
    *("last_seen_place", "risk_at", "located_at"),
)


class Median(Aggregate):
    """The middle one of these values; of nothing, none."""

    function, template = (
        "PERCENTILE_CONT",
        "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)",
    )


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


@prepared.query
def _exclusions_of(people: Any, *, user: Any, profile: Any) -> QuerySet:
    exclusions = people._meta.get_field("exclusions").related_model.objects
    return exclusions.filter(user_id=user.pk, ended_at=None, content_object_id=profile)[:1]


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

    def shows(
        self, user: Any, episode: Any, *, level: int = Level.VIEW, section: str = ""
    ) -> bool:
        """`visible_to`, asked of one episode."""
        cases = self.model._meta.get_field(self.parent).related_model
        # An episode that does not exist is asked about too: see `policy.find`.
        case = cases(pk=episode.case_id or 0)
        if not cases.objects.shows(user, case, level=level, section=section):
            return False
        if episode.profile_id is None:
            return True
        people = self.model._meta.get_field("profile").related_model
        profile = episode.profile_id
        shut = cached_for_request(
            ("shut out", user.pk, profile),
            lambda: list(_exclusions_of(people, user=user, profile=profile)),
        )
        return not shut

    def missing_now(self) -> Self:
        """Nobody has found them."""
        return self.filter(located_at=None)

    def of_person(self, person: Any) -> Self:
        """Those about this person."""
        return self.filter(profile=person)

    def ranked(self) -> Self:
        """With the place of their risk: unassessed ones come before the highest."""
        return self.annotate(rank=Coalesce(F("risk__position"), Value(UNASSESSED)))

    def worst_first(self) -> Self:
        """By their risk; of one level, those who are missing longest."""
        return self.ranked().order_by("rank", "last_seen_at", "pk")

    def to_interview(self) -> Self:
        """Those who came back and with whom somebody must talk, the most urgent first."""
        clocks = self.model._meta.get_field("clocks").related_model.objects
        due = clocks.running().filter(episode_id=OuterRef("pk")).order_by("due_at")
        found = self.filter(located_at__isnull=False)
        found = found.annotate(next_due=Subquery(due.values("due_at")[:1]))
        return found.filter(next_due__isnull=False).order_by("next_due", "pk")

    def not_in_error(self) -> Self:
        """Those of somebody who was missing: none that was recorded in error."""
        return self.exclude(outcome__code=IN_ERROR)

    def reported_between(self, begins: Any, ends: Any) -> Self:
        """Those that were reported within a time."""
        return self.filter(reported_at__gte=begins, reported_at__lt=ends)

    def open_by_risk(self) -> QuerySet:
        """How many go on at each level of risk: its name, or nothing, and the number."""
        levels = self.missing_now().ranked().order_by("rank").values("rank", "risk__name")
        return levels.annotate(number=Count("pk")).values_list("risk__name", "number")

    def people_again(self) -> dict[str, int]:
        """How many people were missing twice, and how many more often: by their records."""
        people = self.filter(profile__isnull=False).order_by().values("profile")
        times = people.annotate(number=Count("pk"))
        return times.aggregate(
            twice=Count("number", filter=Q(number=2)),
            more=Count("number", filter=Q(number__gte=3)),
        )

    def by_repeat(self, seen: Self, days: int) -> QuerySet:
        """How many are the first of their person in so many days, and how many are not.

        Of the earlier episodes among `seen`; without a record nobody can tell.
        """
        before = seen.filter(profile_id=OuterRef("profile_id")).filter(
            Q(reported_at__lt=OuterRef("reported_at"))
            | Q(reported_at=OuterRef("reported_at"), pk__lt=OuterRef("pk"))
        )
        before = before.annotate(reported_on=TruncDate("reported_at"))
        within = before.filter(reported_on__gte=OuterRef("earliest"))
        earliest = TruncDate("reported_at") - Value(datetime.timedelta(days))
        found = self.annotate(earliest=ExpressionWrapper(earliest, DateTimeField())).annotate(
            repeat=Case(
                When(profile=None, then=Value("unlinked")),
                When(Exists(within), then=Value("again")),
                default=Value("first"),
                output_field=CharField(),
            )
        )
        repeats = found.order_by().values("repeat").annotate(number=Count("pk"))
        return repeats.values_list("repeat", "number")

    def for_board(self) -> Self:
        """With what a card says, and no more: the board shows many, and often."""
        return self.select_related("case", "case__owner_team", "case__lead", "risk").only(
            *CARD,
            *("case__uuid", "case__reference", "case__owner_team__name"),
            *("case__owner_team__is_discreet", "case__lead__name", "case__lead__username"),
            *("risk__code", "risk__name", "risk__badge"),
        )

    def by_area(self) -> QuerySet:
        """How many there are in each area: its code, its name, the number."""
        named = self.order_by("area__name").values("area__code", "area__name")
        return named.annotate(number=Count("pk")).values_list("area__code", "area__name", "number")

    def with_words(self) -> Self:
        """With what a line about it names."""
        return self.select_related(
            "case", "case__owner_team", "case__lead", "risk", "outcome", "area"
        )


class OfEpisodeQuerySet(ProtectedQuerySet):
    """What belongs to episodes, read in the section *actions* of the case."""

    is_compiled_once = True

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

    def of_episodes(self, episodes: Any) -> Self:
        """Of these episodes, by id."""
        return self.filter(episode__any=episodes)


class MissingReportQuerySet(OfEpisodeQuerySet):
    """Reports that somebody is missing."""


class ClockQuerySet(OfEpisodeQuerySet):
    """What is due in episodes: when, and nothing of what was written."""

    section = ""

    def running(self) -> Self:
        """Those that nobody has stopped."""
        return self.filter(stopped_at=None)

    def of_reports_between(self, begins: Any, ends: Any) -> Self:
        """Of episodes that were reported within a time, and not recorded in error."""
        found = self.filter(episode__reported_at__gte=begins, episode__reported_at__lt=ends)
        return found.exclude(episode__outcome__code=IN_ERROR)

    def with_interviews(self, interviews: Any) -> Self:
        """With how far the interview is that each waits for, of these interviews."""
        kinds = Case(
            When(kind="interview", then=Value("return")),
            default=F("kind"),
            output_field=CharField(),
        )
        own = interviews.filter(episode_id=OuterRef("episode_id"), kind=OuterRef("talk"))
        return self.annotate(talk=kinds).annotate(
            talk_state=Subquery(own.order_by().values("state")[:1]),
            talk_ended_at=Subquery(own.order_by().values("ended_at")[:1]),
        )

    def first_assessments(self) -> dict[str, Any]:
        """The median time to the first assessment, how many were in time, and how many late."""
        done = Q(is_done=True, stopped_at__isnull=False)
        return self.filter(kind="assessment").aggregate(
            median=Median(
                ExpressionWrapper(F("stopped_at") - F("started_at"), DurationField()), filter=done
            ),
            in_time=Count("pk", filter=done & Q(stopped_at__lte=F("due_at"))),
            late=Count(
                "pk",
                filter=done & Q(stopped_at__gt=F("due_at"))
                | Q(stopped_at=None, due_at__lte=Now()),
            ),
        )

    def interview_outcomes(self) -> QuerySet:
        """How many interviews came to what: kind, outcome, number; after `with_interviews`."""
        outcome = Case(
            When(talk_state="declined", then=Value("declined")),
            When(talk_state="held", talk_ended_at__lte=F("due_at"), then=Value("in time")),
            When(talk_state="held", then=Value("late")),
            When(stopped_at__isnull=False, then=Value("not needed")),
            When(due_at__lte=Now(), then=Value("overdue")),
            default=Value("due"),
            output_field=CharField(),
        )
        found = self.filter(kind__in=["prevention", "interview"]).annotate(outcome=outcome)
        numbers = found.order_by().values("kind", "outcome").annotate(number=Count("pk"))
        return numbers.values_list("kind", "outcome", "number")

    def run_out(self) -> Self:
        """Running ones whose time has come."""
        return self.running().filter(due_at__lte=Now())

    def to_tell(self) -> Self:
        """Those that ran out and of which nobody was told."""
        return self.run_out().filter(told_at=None)
