"""Files of tasks: sent with them, or with a step."""

from django.db import models
from simple_history.models import HistoricalRecords

from access.projection import object_of
from documents.models import Document
from tasks.models.steps import TaskStep
from tasks.models.tasks import Task
from tasks.querysets import TaskDocumentQuerySet


class TaskDocument(Document):
    """A file of a task, in one of its versions: sent with it, or with one of its later steps."""

    record_path = "task"
    view_action, add_action = "task.read", "task.add_documents"
    CARRIED = (*Document.CARRIED, "step")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="documents")
    step = models.ForeignKey(
        TaskStep, null=True, on_delete=models.PROTECT, related_name="documents", editable=False
    )

    objects = TaskDocumentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Document.Meta):
        verbose_name = "document"

    class Sensitivity:
        public = "task step"

    def is_changed_by(self, user):
        """By the team that attached it: the other one reads it, and adds its own."""
        return any(m.team_id == self.written_by_team_id for m in user.live_memberships)

    def subject_ids(self):
        """The people whom its task is about, whether or not the reader may read their records."""
        about = object_of(self.task) if self.task.object_type else None
        return about.subject_ids() if about else []
