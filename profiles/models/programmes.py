"""The cohort a person is managed in, and the programmes they are put forward for and complete."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from core.dates import format_day
from profiles.models.details import Detail, dated
from profiles.models.needs import Pathway
from profiles.models.person import Profile
from profiles.querysets import CohortQuerySet, ProgrammeQuerySet
from records.models import Lookup


class CohortKind(Lookup):
    """A cohort of integrated offender management: Fixed, Flex, Free, or a local one."""


class Cohort(Detail):
    """A person's time in one cohort, why they were selected, and why they were de-selected."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="cohorts")
    kind = models.ForeignKey(CohortKind, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField("selected on")
    ends_on = models.DateField("de-selected on", null=True, blank=True)
    reason = models.CharField("reason for selection", max_length=300)
    why_ended = models.CharField("reason for de-selection", max_length=300, blank=True)

    objects = CohortQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Detail.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            dated("cohort"),
            # Also the index by which the list is narrowed.
            models.UniqueConstraint(
                fields=["profile"],
                condition=Q(ends_on=None),
                include=["kind"],
                name="cohort_one_at_a_time",
                violation_error_message="This person is in a cohort already. End that one first.",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "profile"], condition=Q(ends_on=None), name="cohort_kind")
        ]

    class Sensitivity:
        public = "uuid profile added_by added_at"
        special = "kind starts_on ends_on reason why_ended"

    def __str__(self):
        return f"{self.kind} cohort"

    @property
    def facts(self):
        left = [f"De-selected: {self.why_ended}"] if self.why_ended else []
        return [f"Selected: {self.reason}", *left]

    def clean(self):
        """De-selected with a reason, and nobody ahead of time."""
        today, problems = timezone.localdate(), {}
        for name in ("starts_on", "ends_on"):
            day = getattr(self, name)
            if day and day > today:
                problems[name] = "Enter a day that is today or earlier"
        if self.ends_on and not self.why_ended:
            problems["why_ended"] = "Enter why they were de-selected"
        if self.why_ended and not self.ends_on:
            problems["ends_on"] = "Enter the day they were de-selected"
        if problems:
            raise ValidationError(problems)


class ProgrammeKind(Lookup):
    """What a programme or course is about: thinking skills, drugs and alcohol, employment."""


class ProgrammeOutcome(Lookup):
    """How a programme ended: completed, withdrew, moved before the end."""


class Programme(Detail):
    """A programme, course or intervention: identified, started, ended, with its outcome.

    Read and changed with the log.
    """

    edit_action: ClassVar[str] = "programme.edit"

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="programmes")
    kind = models.ForeignKey(ProgrammeKind, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    provider = models.CharField(max_length=150, blank=True)
    pathway = models.ForeignKey(
        Pathway, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    identified_on = models.DateField()
    starts_on = models.DateField("started on", null=True, blank=True)
    ends_on = models.DateField("ended on", null=True, blank=True)
    outcome = models.ForeignKey(
        ProgrammeOutcome, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ProgrammeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Detail.Meta):
        ordering = ["-identified_on", "-pk"]
        constraints = [
            dated("programme"),
            models.CheckConstraint(
                condition=Q(outcome=None) | Q(ends_on__isnull=False),
                name="programme_outcome_at_its_end",
            ),
        ]

    class Sensitivity:
        public = "uuid profile added_by added_at"
        special = "kind name provider pathway identified_on starts_on ends_on outcome"

    def __str__(self):
        return self.name

    @property
    def state(self):
        """Identified, in progress, or how it ended."""
        if self.ends_on:
            return str(self.outcome or "Ended")
        return "In progress" if self.starts_on else "Identified"

    @property
    def facts(self):
        days = [
            f"Identified {format_day(self.identified_on)}",
            *([f"Started {format_day(self.starts_on)}"] if self.starts_on else []),
            *([f"Ended {format_day(self.ends_on)}"] if self.ends_on else []),
        ]
        about = [str(self.kind), self.provider, str(self.pathway or "")]
        return [words for words in (*about, *days) if words]

    def clean(self):
        """Identified, then started, then ended; an outcome only at its end."""
        problems = {}
        if self.starts_on and self.identified_on and self.starts_on < self.identified_on:
            problems["starts_on"] = "Enter a day on or after the day it was identified"
        if self.ends_on and not self.starts_on:
            problems["starts_on"] = "Enter the day it started"
        if self.outcome_id and not self.ends_on:
            problems["ends_on"] = "Enter the day it ended"
        if problems:
            raise ValidationError(problems)
