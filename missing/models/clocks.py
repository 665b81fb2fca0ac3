"""Clocks: what must be done about a missing person, and by when."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from missing.models.episodes import Episode
from missing.querysets import ClockQuerySet


class Clock(models.Model):
    """One thing that is due in an episode. It runs until it is done, or not needed any more.

    How long it runs is the arrangement of the area when it starts.
    """

    class Kind(models.TextChoices):
        ASSESSMENT = "assessment", "First risk assessment"
        REVIEW = "review", "Risk review"
        PREVENTION = "prevention", "Prevention interview"
        INTERVIEW = "interview", "Return home interview"

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="clocks")
    kind = models.CharField(max_length=10, choices=Kind)
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    due_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    # Whether what was due was done, or fell away.
    is_done = models.BooleanField(default=False)
    # When its unit was told that it ran out.
    told_at = models.DateTimeField(null=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "kind"],
                condition=Q(stopped_at=None),
                name="missing_clock_once",
            ),
            models.CheckConstraint(
                condition=Q(is_done=False) | Q(stopped_at__isnull=False),
                name="missing_clock_done_when_stopped",
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=F("started_at")), name="missing_clock_due_after_start"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(stopped_at=None, told_at=None),
                name="missing_clock_to_tell",
            ),
        ]

    class Sensitivity:
        public = "episode kind started_at due_at stopped_at is_done told_at"

    def __str__(self):
        return self.get_kind_display()

    @property
    def is_overdue(self):
        """Does it run, and has its time come?"""
        return self.stopped_at is None and self.due_at <= timezone.now()
