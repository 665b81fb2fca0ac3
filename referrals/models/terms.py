"""What was agreed in an intervention."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from referrals.models.register import Intervention
from referrals.querysets import TermQuerySet


class Term(models.Model):
    """One thing that somebody agreed to do: by when, and whether they did."""

    class State(models.TextChoices):
        OPEN = "open", "To do"
        DONE = "done", "Done"
        NOT_DONE = "not_done", "Not done"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    intervention = models.ForeignKey(Intervention, on_delete=models.CASCADE, related_name="terms")
    text = models.CharField("what was agreed", max_length=300)
    due_on = models.DateField("by when")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    settled_on = models.DateField(null=True, blank=True)
    evidence = models.CharField("how it is known", max_length=500, blank=True)
    victim_told_on = models.DateField("person harmed told on", null=True, blank=True)

    objects = TermQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["due_on", "pk"]
        base_manager_name = "objects"
        verbose_name = "term of an agreement"
        verbose_name_plural = "terms of agreements"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", settled_on=None)
                | ~Q(state="open") & Q(settled_on__isnull=False),
                name="term_settled_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(state="open"), name="term_open_due"),
        ]

    class Sensitivity:
        public = "uuid intervention due_on state settled_on victim_told_on"
        special = "text evidence"

    def __str__(self):
        return f"Term of {self.intervention.reference}"

    @property
    def event_label(self):
        return self.intervention.event_label

    def subject_ids(self):
        return self.intervention.subject_ids()

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def is_overdue(self):
        return self.is_open and self.due_on < timezone.localdate()
