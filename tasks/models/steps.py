"""The steps of a task."""

from django.db import models

from records.models import Entry
from tasks.models.tasks import TEAM, USER, Task
from tasks.querysets import TaskStepQuerySet


class TaskStep(Entry):
    """One thing that happened to a task, written once: by whom, when, and in which words.

    A step that moves the task names the team and the person it went to.
    """

    record_path = "task"

    class What(models.TextChoices):
        SENT = "sent", "Sent"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        HELD = "held", "Put on hold"
        REASSIGNED = "reassigned", "Reassigned"
        HANDED_ON = "handed_on", "Handed on"
        HANDED_BACK = "handed_back", "Handed back"
        TAKEN_OVER = "taken_over", "Taken over"
        COMPLETED = "completed", "Completed"
        WITHDRAWN = "withdrawn", "Withdrawn"
        REOPENED = "reopened", "Reopened"
        COMMENT = "comment", "Comment"

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=12, choices=What)
    text = models.TextField(max_length=4000, blank=True)
    to_team = models.ForeignKey(
        TEAM, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    to_person = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    until = models.DateField(null=True)

    objects = TaskStepQuerySet.as_manager()

    class Meta(Entry.Meta):
        ordering = ["pk"]
        verbose_name = "step of a task"
        verbose_name_plural = "steps of tasks"

    class Sensitivity:
        public = "task what to_team to_person until"
        special = "text"

    def __str__(self):
        return self.get_what_display()

    @property
    def event_label(self):
        return self.task.event_label
