"""The record that a task is about, and which teams and people its pages may name."""

from typing import Any

from access.models import SharedModel
from access.naming import Naming, naming
from access.projection import object_of
from core import policy
from tasks.models import Task


def record_of(task: Task) -> SharedModel | None:
    """What the task is about, whoever asks; None for a task about nothing."""
    return object_of(task) if task.object_type else None


def names_for(reader: Any, task: Task) -> Naming:
    """The names that this reader may know on pages about the task."""
    about = record_of(task)
    return names_beside(reader, about if about and policy.is_visible(reader, about) else None)


def names_beside(reader: Any, record: SharedModel | None) -> Naming:
    """The same, for a reader of this record, or of none. Nobody manages a matter."""
    if isinstance(record, SharedModel):
        return naming(reader, record)
    return Naming(reader, manages=False)
