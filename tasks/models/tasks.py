"""A task: asked by one team of another."""

import uuid
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from access.kinds import subjects_of
from records.models import writing_team
from tasks.models.lookups import TaskKind, TaskOutcome, TaskPriority
from tasks.querysets import DETAIL, TaskQuerySet

USER, TEAM = "agencies.User", "agencies.Team"
# Days before its due day at which a task is due soon.
SOON = 3


@dataclass(frozen=True)
class Signature:
    """Somebody of a team, as an entry names its writer."""

    written_by_team_id: int
    written_by_name: str
    written_by_team_name: str


class Received:
    """What a team has, or a person of it."""

    @property
    def receiver_words(self):
        """The person, or the team, as the reader of the page may know them."""
        if self.to_person is None:
            return self.names.team(self.to_team)
        return self.names.actor(self.to_person, self.to_team)


class Task(Received, models.Model):
    """What one team asks of another, or a person of a colleague: about a record or about nothing.

    It gives no access: what it says is read by those who may read the record that it is about.
    Its steps are its history. `record` is set for a page (`tasks.selectors.attach`): the record,
    for its readers alone.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        COMPLETED = "completed", "Completed"
        DECLINED = "declined", "Declined"

    LETTER = "T"
    OPEN: ClassVar[tuple[str, ...]] = (State.WAITING, State.ACCEPTED)
    CLOSED: ClassVar[tuple[str, ...]] = (State.COMPLETED, State.DECLINED)

    # For a page, set by `attach`: the record, read or not; whether the reader reads what the
    # task says; and the names that they may know.
    record: Any = None
    unread: Any = None
    reads = False
    names: Any = None

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True, editable=False)
    kind = models.ForeignKey(TaskKind, on_delete=models.PROTECT, related_name="+")
    priority = models.ForeignKey(TaskPriority, on_delete=models.PROTECT, related_name="+")
    # What it is about: a record of any shared kind, or nothing.
    object_type = models.CharField(max_length=60, blank=True, editable=False)
    object_id = models.BigIntegerField(null=True, editable=False)
    object_reference = models.CharField(max_length=20, blank=True, editable=False)
    detail = models.TextField("what is asked", max_length=4000)
    due_on = models.DateField("due")
    sent_at = models.DateTimeField(db_default=Now(), editable=False)
    from_user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_user_name = models.CharField(max_length=150, editable=False)
    from_team = models.ForeignKey(TEAM, on_delete=models.PROTECT, related_name="+")
    from_team_name = models.CharField(max_length=150, editable=False)
    to_team = models.ForeignKey(TEAM, on_delete=models.PROTECT, related_name="+", db_index=False)
    to_person = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, editable=False)
    held_until = models.DateField("on hold until", null=True, editable=False)
    # Who accepted, completed or declined it last.
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    answered_by_name = models.CharField(max_length=150, blank=True, editable=False)
    answered_team = models.ForeignKey(
        TEAM, null=True, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    answered_team_name = models.CharField(max_length=150, blank=True, editable=False)
    outcome = models.ForeignKey(
        TaskOutcome, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(
                condition=Q(object_type="", object_id=None, object_reference="")
                | Q(object_type__gt="", object_id__isnull=False, object_reference__gt=""),
                name="task_about_something_or_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(to_person__isnull=False),
                name="task_accepted_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(state="completed", outcome__isnull=False)
                | ~Q(state="completed") & Q(outcome=None),
                name="task_completed_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="waiting", answered_at=None, answered_by=None, answered_team=None
                )
                | ~Q(state="waiting")
                & Q(
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                    answered_team__isnull=False,
                ),
                name="task_answered_by_someone",
            ),
        ]
        indexes = [
            models.Index(
                fields=["to_team", "due_on", "id"],
                condition=Q(state__in=["waiting", "accepted"]),
                name="task_inbox",
            ),
            models.Index(
                fields=["to_person", "due_on", "id"],
                condition=Q(state__in=["waiting", "accepted"]),
                name="task_of_person",
            ),
            models.Index(
                fields=["to_team", "due_on", "id"],
                condition=Q(state__in=["waiting", "accepted"], to_person=None),
                name="task_unassigned",
            ),
            models.Index(
                fields=["to_team", "due_on", "id"],
                condition=Q(state__in=["waiting", "accepted"], held_until__isnull=False),
                name="task_held",
            ),
            models.Index(
                fields=["to_team", "-answered_at", "-id"],
                condition=Q(state__in=["completed", "declined"]),
                name="task_done",
            ),
            models.Index(fields=["from_user", "-id"], name="task_sent"),
            models.Index(fields=["object_type", "object_id"], name="task_about"),
            models.Index(fields=["object_reference"], name="task_about_reference"),
            GinIndex(
                F("to_team"),
                F("from_team"),
                OpClass(DETAIL, name="gin_trgm_ops"),
                name="task_words",
            ),
        ]

    class Sensitivity:
        public = (
            "uuid reference kind priority object_type object_id object_reference due_on sent_at "
            "from_user from_team from_team_name to_team to_person state held_until answered_at "
            "answered_by answered_team answered_team_name outcome"
        )
        personal = "from_user_name answered_by_name"
        special = "detail"

    def __str__(self):
        return f"{self.kind}: {self.object_reference}" if self.object_reference else str(self.kind)

    def get_absolute_url(self):
        return reverse("tasks:task", args=[self.uuid])

    @property
    def event_label(self):
        """For the log: its own reference and that of the record, never a name."""
        about = f" about {self.object_reference}" if self.object_reference else ""
        return f"Task {self.reference}{about}"

    def is_disclosed_by(self, team):
        """Does this team give a task about a record to another agency?"""
        return bool(self.object_type) and self.to_team.agency_id != team.agency_id

    def subject_ids(self):
        """The people whom the task names to the reader of the page."""
        return subjects_of([self.record])

    @property
    def title(self):
        """Its kind and what it is about: by name to those who may read the record."""
        if self.record is None:
            return str(self)
        return f"{self.kind}: {self.record}"

    @property
    def is_named(self):
        """Does its title call what it is about by more than the reference?"""
        return self.record is not None and str(self.record) != self.object_reference

    @property
    def name(self):
        """As the pages of its documents call it."""
        return self.title

    def answer(self, by, state):
        """Set the state, and who brought it about; a service saves it."""
        team = writing_team(by)
        self.state, self.answered_at, self.held_until = state, timezone.now(), None
        self.answered_by, self.answered_by_name = by, by.name
        self.answered_team, self.answered_team_name = team, team.name

    def wait_again(self):
        """Nobody has accepted, completed or declined it; a service saves it."""
        self.state, self.outcome, self.held_until = self.State.WAITING, None, None
        self.answered_at = self.answered_by = self.answered_team = None
        self.answered_by_name = self.answered_team_name = ""

    @property
    def is_open(self):
        return self.state in self.OPEN

    @property
    def is_on_hold(self):
        """Until its day comes: nothing waits for a job."""
        held = self.held_until
        return self.is_open and held is not None and held > timezone.localdate()

    @property
    def days_left(self):
        return (self.due_on - timezone.localdate()).days

    @property
    def is_overdue(self):
        return self.is_open and self.days_left < 0

    @property
    def is_due_soon(self):
        return self.is_open and 0 <= self.days_left <= SOON

    @property
    def sender(self):
        return Signature(self.from_team_id, self.from_user_name, self.from_team_name)

    @property
    def sender_words(self):
        """Who sent it and for which team, as the reader of the page may know them."""
        return self.names.writer(self.sender)

    @property
    def sender_team_words(self):
        """The team that sent it alone: asks the database nothing."""
        return self.names.team(self.from_team)

    @property
    def answerer(self):
        """Who accepted, completed or declined it, if anybody has."""
        if self.answered_at is None:
            return None
        return Signature(self.answered_team_id, self.answered_by_name, self.answered_team_name)

    @property
    def answerer_words(self):
        return self.names.writer(self.answerer)
