"""A task between other teams, with a file; and a handover of a case in another team."""

from cases.tests.factories import CaseFactory
from core.tests.worlds import hidden_world
from tasks.models import Handover, Task
from tasks.tests.factories import HandoverFactory, TaskDocumentFactory, TaskFactory


@hidden_world(Task)
def task_of_other_teams(cast):
    task = TaskFactory(by=cast.officer, to=cast.council, about=cast.person)
    document = TaskDocumentFactory(task=task)
    acts = ("file", "edit", "version", "withdraw")
    return task, cast.outsider, {f"tasks:document-{act}": document.uuid for act in acts}


@hidden_world(Handover)
def handover_in_another_team(cast):
    case = CaseFactory(by=cast.officer)
    return HandoverFactory(by=cast.officer, of=case), cast.outsider
