"""Which reports about people a user meets."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from access.levels import Level
from access.querysets import ChildQuerySet
from agencies.models import Membership, Team


class ReportQuerySet(ChildQuerySet):
    """Reports: submitted ones, and the drafts of teams in which the user works."""

    parent = "profile"
    section = "reports"

    def visible_to(self, user: Any, *, level: int = Level.VIEW, section: str = "") -> Self:
        """A draft is its team's alone, for as long as they hold the section and keep it."""
        seen = super().visible_to(user, level=level, section=section).filter(discarded_at=None)
        return seen.filter(
            Q(state="submitted") | Q(written_by_team__in=Team.objects.own_to(user).values("pk"))
        )

    def restorable_by(self, user: Any) -> Self:
        """Drafts that a team of the user discarded lately, of people whose reports they read."""
        lately = Now() - datetime.timedelta(days=settings.DISCARDED_DRAFT_DAYS)
        return (
            super()
            .visible_to(user)
            .filter(
                written_by_team__in=Team.objects.own_to(user).values("pk"), discarded_at__gt=lately
            )
        )

    def discarded_long_ago(self) -> Self:
        """Those that nobody can bring back."""
        lately = Now() - datetime.timedelta(days=settings.DISCARDED_DRAFT_DAYS)
        return self.filter(discarded_at__lte=lately)

    def with_words(self) -> Self:
        """With the kind."""
        return self.select_related("kind")

    def listed(self) -> Self:
        """With the kind, and without what they say: forty reports are a megabyte to unpack."""
        return self.with_words().defer("content")

    def of_person(self, profile: Any) -> Self:
        """Reports about this person."""
        return self.filter(profile=profile)

    def submitted(self) -> Self:
        """Those that are locked and read."""
        return self.filter(state="submitted")

    def unfinished(self) -> Self:
        """What is being written, or waits for approval: the latest first."""
        return self.with_words().exclude(state="submitted").order_by("-pk")

    def waiting_for(self, user: Any) -> Self:
        """Reports of teams that the user manages, submitted for approval by somebody else."""
        teams = Membership.objects.managing(user).values("team_id")
        return self.filter(state="waiting", written_by_team__in=teams).exclude(
            submitted_by=user.pk
        )

    def before(self, report: Any) -> Any:
        """The last report of the same kind that was submitted before this one."""
        same = self.submitted().filter(profile=report.profile_id, kind=report.kind_id)
        if report.submitted_at:
            same = same.filter(submitted_at__lt=report.submitted_at)
        return same.order_by("-submitted_at").first()


class OfReportQuerySet(ChildQuerySet):
    """What hangs on a report, and is seen with it."""

    parent = "report"
    section = "reports"

    def visible_to(self, user: Any, *, level: int = Level.VIEW, section: str = "") -> Self:
        """What hangs on reports that the user sees."""
        reports = self.model._meta.get_field("report").related_model.objects
        seen = reports.visible_to(user, level=level)
        return self.filter(Exists(seen.filter(pk=OuterRef("report_id"))))


class ReportSectionQuerySet(OfReportQuerySet):
    """Sections of reports that are being written."""

    def with_words(self) -> Self:
        """With their questions."""
        return self.select_related("section").prefetch_related("section__questions")


class ReportAdditionQuerySet(OfReportQuerySet):
    """What was added to reports."""
