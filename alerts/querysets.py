"""Which notices a user meets."""

import datetime
from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Now

from agencies.models import Membership
from alerts.answers import unanswered, waits_for, with_matter
from alerts.audiences import SHARED, Pair, may_be_told
from alerts.levels import Level, Way
from alerts.outbox import AlertEmail
from core.policy import is_someone

PEOPLE = ("recipient", "handed_to", "handed_by", "taken_by", "unseen_by")


class NoticeQuerySet(models.QuerySet):
    """Notices."""

    def visible_to(self, user: Any, *, among: Collection[Pair] | None = None) -> Self:
        """The user's own, as long as the user belongs to their audience.

        Of these kinds of records and audiences alone, where the caller knows of all others that
        the user has no notice of them; otherwise that is asked first.
        """
        if not is_someone(user):
            return self.none()
        if among is None:
            among = self.model._default_manager.filter(recipient_id=user.pk).pairs()
        return self.filter(may_be_told(user, among), recipient_id=user.pk)

    def pairs(self) -> Collection[Pair]:
        """What these are about and for: a cheap question, before the dear one is planned."""
        return tuple(sorted(self.order_by().values_list("object_type", "audience").distinct()))

    def new(self) -> Self:
        """Neither acknowledged nor, of what asks for an answer, answered; not snoozed now."""
        return self._waiting().exclude(snoozed_until__gt=Now())

    def snoozed(self) -> Self:
        """Put away until a time to come; they are new again by themselves."""
        return self._waiting().filter(snoozed_until__gt=Now())

    def _waiting(self) -> Self:
        return with_matter(self).filter(unanswered(self), seen_at=None)

    def dealt_with(self) -> Self:
        """Acknowledged or answered."""
        return self.with_state().filter(Q(seen_at__isnull=False) | Q(is_unanswered=False))

    def beside_what_waits(self, user: Any) -> Self:
        """Without what Home shows the user under what waits for an answer."""
        return self.exclude(waits_for(user))

    def with_state(self) -> Self:
        """Each with `is_unanswered`: it asks for nothing, or nobody has answered yet."""
        return with_matter(self).annotate(is_unanswered=unanswered(self))

    def with_people(self) -> Self:
        """Each with the names of its reader and of those who did something with it."""
        return self.annotate(**{f"{one}_name": F(f"{one}__name") for one in PEOPLE})

    # ---- How many ---------------------------------------------------------------------------
    def made_between(self, begins: Any, ends: Any) -> Self:
        """Those that were raised within a time."""
        return self.filter(made_at__gte=begins, made_at__lt=ends)

    def acknowledged_by_level(self, minutes: int) -> models.QuerySet:
        """The most urgent first: level, how many, dealt with, and within so many minutes."""
        within = F("waits_since") + datetime.timedelta(minutes=minutes)
        levels = self.with_state().order_by("-level").values("level")
        numbers = levels.annotate(
            number=Count("pk"),
            dealt_with=Count("pk", filter=Q(seen_at__isnull=False) | Q(is_unanswered=False)),
            in_time=Count("pk", filter=Q(seen_at__lte=within)),
        )
        return numbers.values_list("level", "number", "dealt_with", "in_time")

    # ---- Those of colleagues ----------------------------------------------------------------
    def takable_by(self, user: Any) -> Self:
        """Those of colleagues that the user may take, and those that the user has taken.

        High and critical ones that the colleague has neither dealt with nor put away until later,
        in teams where the user practises or manages; only what the user may be told too, and was
        not told already.
        """
        if not is_someone(user):
            return self.none()
        teams = Membership.objects.with_record_access(user).values("team_id")
        colleagues = Membership.objects.live().filter(
            team_id__in=teams, role__in=Membership.RECORD_ROLES
        )
        own = self.model._default_manager.filter(
            event_id=OuterRef("event_id"), recipient_id=user.pk
        )
        is_here = Q(snoozed_until=None) | Q(snoozed_until__lte=Now())
        waiting = Q(is_here, unanswered(self), ~Exists(own), seen_at=None)
        rows = (
            with_matter(self)
            .filter(
                waiting | Q(taken_by=user.pk),
                recipient_id__in=colleagues.values("user_id"),
                level__gte=Level.HIGH,
                audience__in=SHARED,
            )
            .exclude(recipient_id=user.pk)
        )
        return rows.filter(may_be_told(user, rows.pairs()))

    # ---- What the clock asks ----------------------------------------------------------------
    def to_escalate(self) -> Self:
        """Critical ones that have waited too long, and were not escalated yet."""
        long = datetime.timedelta(minutes=settings.ALERT_ESCALATION_MINUTES)
        return self.new().filter(
            level=Level.CRITICAL,
            audience__in=SHARED,
            escalated_at=None,
            unseen_by=None,
            waits_since__lte=Now() - long,
        )

    def for_digest(self, day: datetime.date, since: datetime.datetime) -> Self:
        """Those that came since the last digest of people who want one; not if today's is made."""
        digests = AlertEmail.objects.filter(recipient=OuterRef("recipient"), day__isnull=False)
        settings = "recipient__alert_settings"
        wants = Q(level=Level.HIGH, **{f"{settings}__high": Way.DIGEST}) | Q(
            Q(**{f"{settings}__information": Way.DIGEST}) | Q(**{settings: None}),
            level=Level.INFORMATION,
        )
        return (
            self.filter(wants, seen_at=None, waits_since__gte=since)
            .filter(recipient__is_active=True)
            .exclude(recipient__email="")
            .exclude(Exists(digests.filter(day=day)))
            .exclude(Exists(digests.filter(made_at__gte=OuterRef("waits_since"))))
        )
