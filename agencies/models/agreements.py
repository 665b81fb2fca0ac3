"""Agreements between agencies to share information, and the reminders before one lapses."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, Upper
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from agencies.models.places import Agency
from agencies.models.teams import Team
from agencies.querysets import AgreementQuerySet

SOON = 60  # days before its end at which an agreement is said to lapse


class Agreement(models.Model):
    """An information-sharing agreement (ISA): which agencies may share, for what, until when.

    Public within the system: everyone who works with records may read the register.
    """

    class Marking(models.TextChoices):
        OFFICIAL = "official", "OFFICIAL"
        SENSITIVE = "sensitive", "OFFICIAL-SENSITIVE"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    partners = models.ManyToManyField(Agency, related_name="agreements")
    owner_team = models.ForeignKey(
        Team, verbose_name="team that keeps it", on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.TextField(max_length=2000)
    reference = models.CharField("reference or link", max_length=300, blank=True)
    marking = models.CharField(max_length=12, choices=Marking, default=Marking.OFFICIAL)
    handling = models.CharField(max_length=200, blank=True)
    in_force_from = models.DateField("first day")
    in_force_until = models.DateField("last day")
    review_due_on = models.DateField("review due")
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    why_ended = models.CharField(max_length=500, blank=True, editable=False)

    history = HistoricalRecords(m2m_fields=[partners])
    objects = AgreementQuerySet.as_manager()
    _history_user: Any
    skip_history_when_saving: bool

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_until__gte=F("in_force_from")),
                name="agreement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(review_due_on__gte=F("in_force_from"))
                & Q(review_due_on__lte=F("in_force_until")),
                name="agreement_reviewed_while_in_force",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, why_ended="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(why_ended="")),
                name="agreement_ended_by_someone",
            ),
            models.UniqueConstraint(
                Upper("name"), "in_force_from", name="agreement_once_from_a_day"
            ),
        ]
        indexes = [
            models.Index(
                fields=["in_force_until"], condition=Q(ended_at=None), name="agreement_lapses"
            ),
        ]

    class Sensitivity:
        public = (
            "uuid name partners owner_team purpose reference marking handling in_force_from "
            "in_force_until review_due_on ended_at why_ended"
        )
        personal = "ended_by"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("agencies:agreement", args=[self.uuid])

    @property
    def event_label(self):
        return f"Agreement {self.name}"

    def subject_ids(self):
        return []

    @property
    def days_left(self):
        """Whole days until the last one; negative once it has lapsed."""
        return (self.in_force_until - timezone.localdate()).days

    @property
    def state(self):
        """In force, lapsing, lapsed, to come or ended: for words alone, never for a decision."""
        if self.ended_at:
            return "ended"
        if self.days_left < 0:
            return "lapsed"
        if self.in_force_from > timezone.localdate():
            return "to come"
        return "lapsing" if self.days_left <= SOON else "in force"

    @property
    def review_is_overdue(self):
        return self.state in ("in force", "lapsing") and self.review_due_on < timezone.localdate()

    @property
    def link(self):
        """The reference, if it is an address on the web."""
        return self.reference if self.reference.startswith("https://") else ""


class AgreementReminder(models.Model):
    """That people were told, so many days ahead, of one last day of an agreement. Once each."""

    LAPSED = 0
    STEPS = (7, 30, SOON)

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="reminders")
    last_day = models.DateField()
    step = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "last_day", "step"], name="agreement_reminder_once"
            ),
        ]

    class Sensitivity:
        public = "agreement last_day step made_at"

    def __str__(self):
        return f"{self.agreement}, {self.step} days before {self.last_day}"
