"""Which due reports and agreed periods a user meets."""

import datetime
from typing import Any, Self

from access.levels import Level
from access.querysets import ChildQuerySet
from agencies.models import Team
from core.policy import is_someone
from core.querysets import ProtectedQuerySet, unguarded


class UpdatePeriodQuerySet(ProtectedQuerySet):
    """Agreed periods of prisons."""

    def managed_by(self, user: Any) -> Self:
        """Of prisons whose team the user manages, or whose area they administer."""
        if not is_someone(user):
            return self.none()
        return self.filter(establishment__team__in=Team.objects.managed_by(user).values("pk"))

    def visible_to(self, user: Any) -> Self:
        """Shown where they are managed; what follows from them is shown on each person."""
        return self.managed_by(user)

    def agreed(self) -> Self:
        """Those in force, of kinds that are still written."""
        return self.filter(is_agreed=True, kind__is_offered=True)


class DueReportQuerySet(ChildQuerySet):
    """Due reports: seen with the reports of the person."""

    parent = "profile"
    section = "reports"

    def with_words(self) -> Self:
        """With the kind."""
        return self.select_related("kind")

    def owed_by(self, teams: Any) -> Self:
        """By these teams: an array."""
        return self.filter(team__any=teams)

    def for_writing(self, user: Any) -> Self:
        """Of people about whom the user may write reports."""
        return self.visible_to(user, level=Level.CONTRIBUTE)

    def until(self, day: datetime.date | Any) -> Self:
        """Due on this day or before."""
        return self.filter(due_on__lte=day)

    def replace(self, *, gone: list[int], changed: list[Any], new: list[Any]) -> None:
        """Make the rows what they should be: a projection, like the holds."""
        with unguarded("Computed from what services have recorded"):
            if gone:
                self.filter(pk__in=gone).delete()
            if changed:
                self.bulk_update(changed, ["due_on", "why"])
            if new:
                self.bulk_create(new)
