"""Sharing agreements: which are in force, and between whom."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now, TruncDate

TODAY = TruncDate(Now())


class AgreementQuerySet(models.QuerySet):
    """Information-sharing agreements. Days are those of the database, in UK time."""

    def visible_to(self, user: Any) -> Self:
        """The register is open to all who work with records or look after an area."""
        team = self.model.owner_team.field.related_model
        memberships = team._meta.get_field("memberships").related_model
        readers = [*memberships.RECORD_ROLES, memberships.Role.ADMINISTRATOR]
        own = memberships.objects.live().filter(user_id=user.pk, role__in=readers)
        return self.filter(Exists(own))

    def administered_by(self, user: Any) -> Self:
        """Agreements kept by a team that the user administers."""
        teams = self.model.owner_team.field.related_model.objects
        return self.filter(owner_team__in=teams.administered_by(user).values("pk"))

    def not_ended(self) -> Self:
        """Those that nobody has ended, whether or not they have lapsed."""
        return self.filter(ended_at=None)

    def in_force(self) -> Self:
        """Begun, not past the last day, not ended."""
        return self.not_ended().filter(in_force_from__lte=TODAY, in_force_until__gte=TODAY)

    def between(self, agency_a: Any, agency_b: Any) -> Self:
        """Agreements that have both agencies as partners."""
        return self.filter(partners=agency_a).filter(partners=agency_b)

    def covering(self, agency_a: Any, agency_b: Any) -> Any:
        """The agreement in force between two agencies that lasts longest, or None.

        None too for one agency with itself, which needs none: ask that first.
        """
        if agency_a.pk == agency_b.pk:
            return None
        found = self.between(agency_a, agency_b).in_force()
        return found.order_by("-in_force_until", "pk").first()

    def lapsing(self, days: int) -> Self:
        """In force, and past the last day in so many days."""
        soon = TODAY + datetime.timedelta(days=days)
        return self.in_force().filter(in_force_until__lte=soon)

    def in_state(self, state: str, soon: int) -> Self:
        """In force, lapsing (within `soon` days), to come, lapsed, or ended by someone."""
        if state == "ended":
            return self.filter(ended_at__isnull=False)
        if state == "to_come":
            return self.not_ended().filter(in_force_from__gt=TODAY)
        if state == "lapsed":
            return self.not_ended().filter(in_force_until__lt=TODAY)
        return self.lapsing(soon) if state == "lapsing" else self.in_force()

    def to_remind_of(self, days: int) -> Self:
        """Not ended, and past the last day already or in so many days."""
        return self.not_ended().filter(in_force_until__lte=TODAY + datetime.timedelta(days=days))

    def with_days(self) -> Self:
        """Each with `today`, the database's own."""
        return self.annotate(today=TODAY)

    def containing(self, words: str) -> Self:
        """Agreements with each of these words in their name or a partner's."""
        found = self
        for word in words.split()[:10]:
            partner = self.model.partners.through.objects.filter(
                agreement_id=OuterRef("pk"), agency__name__icontains=word
            )
            found = found.filter(Q(name__icontains=word) | Exists(partner))
        return found
