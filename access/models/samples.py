"""Unusual accesses, sampled each week for the manager of the record's owner to review."""

import uuid
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.functional import cached_property

from access.models.shared import AboutObject
from access.querysets import SampledAccessQuerySet
from agencies.models import Team
from core.dates import format_day

USER = settings.AUTH_USER_MODEL


class SampledAccess(AboutObject):
    """One look at one record that was out of the ordinary, and what the owner's manager found.

    The name and team of who looked are copies, as at the time.
    """

    class Why(models.TextChoices):
        BREAK_GLASS = "break_glass", "Opened in an emergency"
        OUTSIDE_HOURS = "outside_hours", "At night or at a weekend"
        MANY_PEOPLE = "many_people", "One of many people opened or listed within an hour"
        OWN_SURNAME = "own_surname", "The same surname as the reader"

    class Outcome(models.TextChoices):
        EXPECTED = "expected", "Expected"
        FOLLOW_UP = "needs_following_up", "Follow up"
        MISUSE = "misuse", "Misuse"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    owner_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey("audit.Event", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    user_name = models.CharField(max_length=150)
    user_team = models.CharField(max_length=150, blank=True)
    looked_at = models.DateTimeField()
    why = ArrayField(models.CharField(max_length=15, choices=Why))
    week = models.DateField()
    sampled_at = models.DateTimeField(db_default=Now(), editable=False)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    reviewed_at = models.DateTimeField(null=True, editable=False)
    reviewed_by = models.ForeignKey(
        USER, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    objects = SampledAccessQuerySet.as_manager()

    class Meta:
        ordering = ["-week", "looked_at", "pk"]
        verbose_name = "unusual access"
        verbose_name_plural = "unusual accesses"
        constraints = [
            models.UniqueConstraint(
                fields=["event", "object_type", "object_id"], name="sampled_once"
            ),
            models.CheckConstraint(
                condition=Q(week__iso_week_day=1), name="sampled_week_begins_on_monday"
            ),
            models.CheckConstraint(
                condition=Q(
                    why__len__gte=1,
                    why__contained_by=[
                        "break_glass",
                        "outside_hours",
                        "many_people",
                        "own_surname",
                    ],
                ),
                name="sampled_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", note="", reviewed_at=None, reviewed_by=None)
                | Q(
                    reviewed_at__isnull=False,
                    reviewed_by__isnull=False,
                    outcome__in=["expected", "needs_following_up", "misuse"],
                )
                & ~Q(reviewed_by=F("user")),
                name="sampled_reviewed_by_someone_else",
            ),
        ]
        indexes = [
            models.Index(
                fields=["object_type", "object_id"],
                condition=Q(outcome=""),
                name="sampled_to_review",
            ),
            models.Index(fields=["object_type", "object_id"], name="sampled_object"),
            models.Index(fields=["week"], name="sampled_week"),
        ]

    class Sensitivity:
        public = "uuid object_type object_id owner_team event looked_at why week sampled_at"
        personal = "user user_name user_team outcome note reviewed_at reviewed_by"

    def __str__(self):
        return f"{self.user_name}, {self.looked_at}"

    @cached_property
    def record(self) -> Any:
        """The record that was looked at."""
        return apps.get_model(self.object_type)._base_manager.get(pk=self.object_id)

    @property
    def event_label(self):
        return f"Access to {self.record.event_label[:1].lower()}{self.record.event_label[1:]}"

    def subject_ids(self):
        return self.record.subject_ids()

    @property
    def week_in_words(self):
        return f"Week of {format_day(self.week)}"

    @property
    def reasons(self):
        """Why it was picked, in words."""
        return [self.Why(why).label for why in self.why]

    @property
    def opened(self):
        """What of the record was looked at."""
        if self.Why.BREAK_GLASS in self.why:
            return "The whole record, in an emergency"
        if self.event.target_id is None:
            return "A line of a list"
        return self.record.SECTIONS.get(self.event.section, "Overview")
