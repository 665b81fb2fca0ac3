"""Tasks, their steps, files and forms, handovers, and the lists of choices that they use."""

from tasks.models.attached_forms import AttachedForm
from tasks.models.documents import TaskDocument
from tasks.models.handovers import Handover
from tasks.models.lookups import TaskKind, TaskOutcome, TaskPriority
from tasks.models.steps import TaskStep
from tasks.models.tasks import Task

__all__ = [
    "AttachedForm",
    "Handover",
    "Task",
    "TaskDocument",
    "TaskKind",
    "TaskOutcome",
    "TaskPriority",
    "TaskStep",
]
