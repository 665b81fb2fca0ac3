"""Tasks, their steps, files and forms, and the lists of choices that they use."""

from tasks.models.attached_forms import AttachedForm
from tasks.models.documents import TaskDocument
from tasks.models.lookups import TaskKind, TaskOutcome, TaskPriority
from tasks.models.steps import TaskStep
from tasks.models.tasks import Task

__all__ = [
    "AttachedForm",
    "Task",
    "TaskDocument",
    "TaskKind",
    "TaskOutcome",
    "TaskPriority",
    "TaskStep",
]
