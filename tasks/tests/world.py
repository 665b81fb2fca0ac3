"""A task between other teams, with a file."""

from core.tests.worlds import hidden_world
from tasks.models import Task
from tasks.tests.factories import TaskDocumentFactory, TaskFactory


@hidden_world(Task)
def task_of_other_teams(cast):
    task = TaskFactory(by=cast.officer, to=cast.council, about=cast.person)
    document = TaskDocumentFactory(task=task)
    acts = ("file", "edit", "version", "withdraw")
    return task, cast.outsider, {f"tasks:document-{act}": document.uuid for act in acts}
