"""Submitted forms that go with a task."""

from django.db import models

from tasks.models.tasks import Task
from tasks.querysets import AttachedFormQuerySet


class AttachedForm(models.Model):
    """That a submitted form, such as a report, goes with a task: written once, when it is sent.

    It gives no access to the form. Who may read the form where it belongs also finds it here.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="attached_forms")
    form_type = models.CharField(max_length=60, editable=False)
    form_id = models.BigIntegerField(editable=False)

    objects = AttachedFormQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        base_manager_name = "objects"
        verbose_name = "form of a task"
        verbose_name_plural = "forms of tasks"
        constraints = [
            models.UniqueConstraint(
                fields=["task", "form_type", "form_id"], name="form_with_task_once"
            ),
        ]

    class Sensitivity:
        public = "task form_type form_id"

    def __str__(self):
        return f"Form of {self.task.reference}"

    @property
    def event_label(self):
        return self.task.event_label

    def subject_ids(self):
        return self.task.subject_ids()
