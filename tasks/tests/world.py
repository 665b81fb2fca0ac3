"""A task between other teams."""

from core.tests.worlds import hidden_world
from tasks.models import Task
from tasks.tests.factories import TaskFactory


@hidden_world(Task)
def task_of_other_teams(cast):
    task = TaskFactory(by=cast.officer, to=cast.council, about=cast.person)
    return task, cast.outsider
