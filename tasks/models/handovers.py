"""Handovers: at the end of a shift somebody gives their work to somebody else, who answers."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from records.models import writing_team
from tasks.models.tasks import TEAM, USER, Received, Signature, Task
from tasks.querysets import HandoverQuerySet


class Handover(Received, models.Model):
    """That somebody gives a case or a task, with a note, to a team or to one person of it.

    Until somebody acknowledges it, who gave it has it still. One waits at a time.
    """

    # For a page, set by `tasks.handovers`: the names its reader may know; does it wait for them?
    names = None
    is_for_reader = False

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        "cases.Case", null=True, on_delete=models.CASCADE, related_name="handovers"
    )
    task = models.ForeignKey(Task, null=True, on_delete=models.CASCADE, related_name="handovers")
    from_user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_user_name = models.CharField(max_length=150, editable=False)
    from_team = models.ForeignKey(TEAM, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_team_name = models.CharField(max_length=150, editable=False)
    to_team = models.ForeignKey(TEAM, on_delete=models.PROTECT, related_name="+", db_index=False)
    to_person = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    note = models.TextField("what the next shift must know", max_length=4000)
    given_at = models.DateTimeField(editable=False)
    due_at = models.DateTimeField(editable=False)
    acknowledged_at = models.DateTimeField(null=True, editable=False)
    acknowledged_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    acknowledged_by_name = models.CharField(max_length=150, blank=True, editable=False)
    answer = models.TextField("a note in answer", max_length=2000, blank=True)
    # When the managers of the team were told that nobody had acknowledged it.
    escalated_at = models.DateTimeField(null=True, editable=False)
    # When it was withdrawn, or ended with what it hands over.
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, task=None) | Q(case=None, task__isnull=False),
                name="handover_of_a_case_or_a_task",
            ),
            models.CheckConstraint(condition=~Q(note=""), name="handover_with_a_note"),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("given_at")), name="handover_due_after_it_was_given"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="handover_acknowledged_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None) | Q(withdrawn_at=None),
                name="handover_acknowledged_or_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(acknowledged_at=None, withdrawn_at=None),
                name="handover_of_case_once",
            ),
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(acknowledged_at=None, withdrawn_at=None),
                name="handover_of_task_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_team", "due_at"],
                condition=Q(acknowledged_at=None, withdrawn_at=None),
                name="handover_waiting",
            ),
            models.Index(
                fields=["due_at"],
                condition=Q(acknowledged_at=None, withdrawn_at=None, escalated_at=None),
                name="handover_to_escalate",
            ),
        ]

    class Sensitivity:
        public = (
            "uuid case task from_user from_team from_team_name to_team to_person given_at due_at "
            "acknowledged_at acknowledged_by escalated_at withdrawn_at"
        )
        personal = "from_user_name acknowledged_by_name"
        special = "note answer"

    def __str__(self):
        return f"Handover of {self.of.reference}"

    def get_absolute_url(self):
        return reverse("tasks:handover", args=[self.uuid])

    @property
    def of(self):
        """The case or the task that is handed over."""
        return self.case or self.task

    @property
    def title(self):
        """What is handed over, as the reader of the page may know it."""
        return self.case.title if self.case else self.task.title

    @property
    def record(self):
        """The record that its lines show: the case, or what the task is about, for its readers."""
        return self.case or self.task.record

    @property
    def event_label(self):
        return self.of.event_label

    def subject_ids(self):
        """The people whom its page names: a case names nobody in its title."""
        return self.task.subject_ids() if self.task else []

    def sign(self, by):
        """Put who gives it on it, and their team, as they are now. Raises ValidationError."""
        team = writing_team(by)
        self.from_user, self.from_user_name = by, by.name
        self.from_team, self.from_team_name = team, team.name

    @property
    def is_waiting(self):
        return self.acknowledged_at is None and self.withdrawn_at is None

    @property
    def is_overdue(self):
        """Nobody has acknowledged it in time: nothing waits for a job."""
        return self.is_waiting and self.due_at <= timezone.now()

    @property
    def giver_words(self):
        """Who gave it, and for which team."""
        giver = Signature(self.from_team_id, self.from_user_name, self.from_team_name)
        return self.names.writer(giver)

    @property
    def acknowledger_words(self):
        """Who has it since, and for which team."""
        taker = Signature(self.to_team_id, self.acknowledged_by_name, self.to_team.name)
        return self.names.writer(taker)
