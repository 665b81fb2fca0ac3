"""What follows from events about tasks: who has one is told, and who sent it hears the answer."""

from collections.abc import Iterable

from agencies.models import Membership, User
from alerts.audiences import Audience
from alerts.consumers.telling import members_of, put
from alerts.sentences import RECORD, team_name
from audit.models import Event
from audit.services import consumer
from tasks.matters import is_of_matter
from tasks.models import TaskStep
from tasks.verbs import Verb

# To those who have it now, {team} being the team that acted.
GETS = {
    Verb.SENT: "{team} has a task for {whom}: {task}",
    Verb.HANDED_ON: "{team} handed on a task to {whom}: {task}",
    Verb.HANDED_BACK: "{team} handed back: {task}",
    Verb.REASSIGNED: "A task was given to {whom}: {task}",
    Verb.WITHDRAWN: "{team} no longer needs: {task}",
}
# To the person who sent it.
HEARS = {
    Verb.ACCEPTED: "{team} accepted: {task}",
    Verb.DECLINED: "{team} declined: {task}",
    Verb.HELD: "{team} put on hold: {task}",
    Verb.COMPLETED: "{team} completed: {task}",
    Verb.HANDED_ON: "{team} handed on to {whom}: {task}",
}


@consumer("alerts.tasks_given", verbs=[*GETS, Verb.REOPENED])
def tell_who_has_it(event: Event) -> None:
    """Tell the person who has it now; without one who works there, the team."""
    step = _step_of(event)
    text = GETS.get(event.verb, "{team} asks again: {task}")
    _tell(event, step, text, _receivers(step))


@consumer("alerts.tasks_answered", verbs=HEARS)
def tell_sender(event: Event) -> None:
    """Tell the person who sent it where it stands; if they have left, their team.

    Not that a matter is completed: it says itself how it ended.
    """
    step = _step_of(event)
    if event.verb == Verb.COMPLETED and is_of_matter(step.task):
        return
    task = step.task
    _tell(event, step, HEARS[event.verb], _there(task.from_user, task.from_team_id))


@consumer("alerts.tasks_commented", verbs=[Verb.COMMENTED])
def tell_the_other_side(event: Event) -> None:
    """Tell the sender and the person who has it that somebody has added something.

    For one of them who has left, their team is told.
    """
    step = _step_of(event)
    task = step.task
    senders = _there(task.from_user, task.from_team_id)
    receivers = _there(task.to_person, task.to_team_id) if task.to_person else []
    _tell(event, step, "{team} commented on: {task}", [*senders, *receivers])


def _receivers(step: TaskStep) -> list[User]:
    task = step.task
    return _there(task.to_person, task.to_team_id)


def _there(person: User | None, team_id: int) -> list[User]:
    """The person, while they work in the team; or everybody who does."""
    is_there = person and Membership.objects.at_work(team_id, person.pk).exists()
    return [person] if person and is_there else members_of(team_id)


def _step_of(event: Event) -> TaskStep:
    return TaskStep._base_manager.select_related(
        "written_by_team", "to_team", "task__from_user", "task__to_person", "task__to_team"
    ).get(pk=event.detail["step"])


def _tell(event: Event, step: TaskStep, text: str, people: Iterable[User]) -> None:
    """Those who see the task; the words are filled with what each may know."""
    to = step.to_team or step.task.to_team
    words = text.format(team=team_name(step.written_by_team), whom=team_name(to), task=RECORD)
    put(event, words, people, audience=Audience.TASK)
