"""Anxieties and needs of a person, tracked until they are resolved, with every step on the way."""

import datetime
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from profiles.models.log import Contact
from profiles.models.person import Profile
from profiles.models.reports import Report
from profiles.querysets import NeedQuerySet, NeedStatusQuerySet, NeedStepQuerySet
from records.models import Entry, Lookup


class Pathway(Lookup):
    """A part of life in which people need support on the way out of offending: accommodation."""


class NeedStatus(Lookup):
    """How far a need has come. Some statuses end it: done, or support declined."""

    class Colour(models.TextChoices):
        RED = "red", "Red"
        ORANGE = "orange", "Orange"
        BLUE = "blue", "Blue"
        GREEN = "green", "Green"
        GREY = "grey", "Grey"

    # The further, the higher: what the picture of the distance travelled draws.
    step = models.PositiveSmallIntegerField("step on the way", default=0)
    ends_need = models.BooleanField("ends the need", default=False)
    colour = models.CharField(max_length=10, choices=Colour, default=Colour.GREY)

    objects = NeedStatusQuerySet.as_manager()

    class Meta(Lookup.Meta):
        verbose_name_plural = "statuses of needs"

    class Sensitivity:
        public = "step ends_need colour"


@dataclass(frozen=True)
class Signature:
    """Who did something to a need and for which team, as an entry names its writer."""

    written_by_team_id: int
    written_by_name: str
    written_by_team_name: str
    at: datetime.datetime


class Need(Entry):
    """One anxiety or need of a person: raised, picked up by somebody, resolved.

    Written by means raised by. What happens to it is written down as steps.
    """

    class Kind(models.TextChoices):
        ANXIETY = "anxiety", "Anxiety"
        NEED = "need", "Need"

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ANXIETY)
    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="+")
    status = models.ForeignKey(NeedStatus, on_delete=models.PROTECT, related_name="+")
    text = models.CharField("what it is", max_length=500)
    team = models.ForeignKey(
        "agencies.Team",
        verbose_name="team responsible",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, related_name="needs", null=True, editable=False
    )
    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="needs", null=True, editable=False
    )
    picked_up_at = models.DateTimeField(null=True, editable=False)
    picked_up_by = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    picked_up_by_name = models.CharField(max_length=150, blank=True, editable=False)
    picked_up_team = models.ForeignKey(
        "agencies.Team",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        db_index=False,
    )
    picked_up_team_name = models.CharField(max_length=150, blank=True, editable=False)
    resolved_at = models.DateTimeField(null=True, editable=False)
    resolved_by = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    resolved_by_name = models.CharField(max_length=150, blank=True, editable=False)
    resolved_team = models.ForeignKey(
        "agencies.Team",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        db_index=False,
    )
    resolved_team_name = models.CharField(max_length=150, blank=True, editable=False)
    resolution = models.TextField("how it was resolved", max_length=1000, blank=True)

    objects = NeedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Entry.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(picked_up_at=None, picked_up_by=None, picked_up_team=None)
                | Q(
                    picked_up_at__isnull=False,
                    picked_up_by__isnull=False,
                    picked_up_team__isnull=False,
                ),
                name="need_picked_up_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None, resolved_team=None, resolution="")
                | Q(
                    resolved_at__isnull=False,
                    resolved_by__isnull=False,
                    resolved_team__isnull=False,
                    resolution__gt="",
                ),
                name="need_resolved_by_someone",
            ),
        ]
        indexes = [
            models.Index(fields=["profile", "-id"], name="need_of_profile"),
            models.Index(
                fields=["picked_up_team"],
                condition=Q(resolved_at=None),
                name="need_open_picked_up",
            ),
            models.Index(
                fields=["team"],
                condition=Q(resolved_at=None, picked_up_at=None),
                name="need_waiting_for_team",
            ),
        ]

    class Sensitivity:
        public = (
            "profile kind pathway team contact report picked_up_at picked_up_by picked_up_team "
            "picked_up_team_name resolved_at resolved_by resolved_team resolved_team_name"
        )
        personal = "picked_up_by_name resolved_by_name"
        special = "status text resolution"

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text}"

    @property
    def is_open(self):
        return self.resolved_at is None

    @property
    def picker(self):
        """Who picked it up, if anybody has."""
        if self.picked_up_at is None:
            return None
        return Signature(
            self.picked_up_team_id,
            self.picked_up_by_name,
            self.picked_up_team_name,
            self.picked_up_at,
        )

    @property
    def resolver(self):
        """Who resolved it, if anybody has."""
        if self.resolved_at is None:
            return None
        return Signature(
            self.resolved_team_id, self.resolved_by_name, self.resolved_team_name, self.resolved_at
        )

    @property
    def event_label(self):
        return f"{self.get_kind_display()} of {self.profile.reference}"

    @property
    def in_history(self):
        """Accommodation, Where he will live: for readers of the log."""
        return f"{self.pathway}, {self.text}"


class NeedStep(Entry):
    """One thing that happened to a need, with the status that it had afterwards."""

    record_path = "need__profile"
    # History names the need, and leaves out what the verb says already.
    step_of = "need"
    told_by_verb = ("what",)

    class What(models.TextChoices):
        RAISED = "raised", "Raised"
        PICKED_UP = "picked_up", "Picked up"
        TAKEN_OVER = "taken_over", "Taken over"
        HANDED_ON = "handed_on", "Handed on"
        STEP = "step", "Step"
        RESOLVED = "resolved", "Resolved"
        REOPENED = "reopened", "Reopened"

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=12, choices=What)
    status = models.ForeignKey(NeedStatus, on_delete=models.PROTECT, related_name="+")
    text = models.TextField("what was done", max_length=1000, blank=True)

    objects = NeedStepQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Entry.Meta):
        ordering = ["pk"]
        verbose_name = "step of a need"
        verbose_name_plural = "steps of needs"

    class Sensitivity:
        public = "need what"
        special = "status text"

    def __str__(self):
        return self.get_what_display()

    @property
    def event_label(self):
        return self.need.event_label
