"""Tasks, their steps and files, and the lists of choices that they use."""

from tasks.models.documents import TaskDocument
from tasks.models.lookups import TaskKind, TaskOutcome, TaskPriority
from tasks.models.steps import TaskStep
from tasks.models.tasks import Task

__all__ = ["Task", "TaskDocument", "TaskKind", "TaskOutcome", "TaskPriority", "TaskStep"]
